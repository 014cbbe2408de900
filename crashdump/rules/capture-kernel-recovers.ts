import type { Finding } from "../finding";
import { lineOf } from "./configurations";
import { findingsOf, type Judge, type Situation } from "./situation";

const { violation, cannotTell } = findingsOf("capture-kernel-recovers");

/** A dump that fails does not leave the VM waiting for somebody: it reboots. */
export const captureKernelRecovers: Judge = ({ kdumpConf, kdumpTools }) => [
  ...(kdumpConf === undefined
    ? []
    : kdumpConf.directives
        .filter(({ name, value }) => afterDump.has(name) && waits.has(value))
        .map(({ name, value, line }) =>
          violation(
            `${lineOf(kdumpConf, line)}: \`${name} ${value}\` leaves the VM down until somebody comes`,
            `write ${name} reboot`,
          ),
        )),
  ...(kdumpTools === undefined
    ? []
    : kdumpTools.errors
        .filter(({ name }) => name === "KDUMP_FAIL_CMD")
        .map(({ line, message, remedy }) => violation(`${lineOf(kdumpTools, line)}: ${message}`, remedy))),
  ...ownProgram(kdumpTools),
];

/** Run in place of the reboot, so it has to bring that about itself. */
function ownProgram(kdumpTools: Situation["kdumpTools"]): readonly Finding[] {
  const program = kdumpTools?.values.get("KDUMP_FAIL_CMD") ?? "";
  const known = kdumpTools?.errors.some(({ name }) => name === "KDUMP_FAIL_CMD") === true;
  if (known || program.trim() === "" || /\breboot\b|sysrq-trigger/.test(program)) return [];
  const where = `KDUMP_FAIL_CMD in /etc/default/kdump-tools (${kdumpTools?.place ?? ""})`;
  return [cannotTell(`${where} is a program of its own, and only the guest knows whether it reboots`, "remove it")];
}

const waits: ReadonlySet<string> = new Set(["shell", "halt", "poweroff"]);
const afterDump: ReadonlySet<string> = new Set(["default", "failure_action", "final_action"]);
