import type { Finding } from "../finding";
import { parseKdumpConf } from "../kdump/kdump-conf";
import { parseKdumpTools } from "../kdump/kdump-tools";
import { findingsOf, type Judge, type Situation } from "./situation";

const { violation } = findingsOf("capture-kernel-recovers");

/** A dump that fails does not leave the VM waiting for somebody: it reboots. */
export const captureKernelRecovers: Judge = (situation) =>
  situation.release.dialect === "kdump-tools" ? kdumpTools(situation) : kdumpConf(situation, situation.release.dialect);

const waits: ReadonlySet<string> = new Set(["shell", "halt", "poweroff"]);
const afterDump: ReadonlySet<string> = new Set(["default", "failure_action", "final_action"]);

function kdumpConf({ guest }: Situation, dialect: Parameters<typeof parseKdumpConf>[1]): readonly Finding[] {
  const file = guest.file("/etc/kdump.conf");
  if (file?.content === undefined) return [];
  return parseKdumpConf(file.content, dialect)
    .directives.filter(({ name, value }) => afterDump.has(name) && waits.has(value))
    .map(({ name, value, line }) =>
      violation(
        `line ${line} of /etc/kdump.conf (${file.place}): \`${name} ${value}\` leaves the VM down until somebody comes`,
        `write ${name} reboot`,
      ),
    );
}

function kdumpTools({ guest, platform }: Situation): readonly Finding[] {
  const file = guest.file("/etc/default/kdump-tools");
  if (file?.content === undefined) return [];
  return parseKdumpTools(file.content, platform.architecture)
    .errors.filter(({ name }) => name === "KDUMP_FAIL_CMD")
    .map(({ line, message, remedy }) =>
      violation(`line ${line} of /etc/default/kdump-tools (${file.place}): ${message}`, remedy),
    );
}
