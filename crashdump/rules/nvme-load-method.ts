import type { Finding } from "../finding";
import { lineOf } from "./configurations";
import { findingsOf, type Situation } from "./situation";

const { violation, advisory } = findingsOf("kexec-not-blocked");

/**
 * On x86 a capture kernel that kexec_load has loaded does not know the framebuffer of Hyper-V, takes its addresses for
 * the virtual PCI bus, and has no NVMe disk; kexec_file_load tells it (linux-hyperv, D. Cui, 2026-04).
 */
export function nvmeLoadMethod(situation: Situation): readonly Finding[] {
  const { diskController, architecture, generation } = situation.platform;
  if (diskController !== "NVMe" || architecture !== "x64" || generation !== 2) return [];
  return situation.release.dialect === "kdump-tools" ? byKdumpTools(situation) : bySysconfig(situation);
}

const noDisk = "loads the capture kernel by kexec_load: its NVMe root disk is then not found";

/** kdump-config adds -s itself under Secure Boot. Without it the tool decides, and a new one tries the file first. */
function byKdumpTools({ kdumpTools, platform }: Situation): readonly Finding[] {
  if (kdumpTools === undefined) return [];
  const { value = "", line } = lastOf(kdumpTools.assignments, "KDUMP_KEXEC_ARGS");
  const remedy = 'write KDUMP_KEXEC_ARGS="-s" to /etc/default/kdump-tools';
  if (forcesLoad.test(value)) return [violation(`${lineOf(kdumpTools, line)}: -c ${noDisk}`, remedy)];
  if (triesFile.test(value) || !kdumpTools.whole || filesFirst.has(platform.release) || platform.secureBoot === true)
    return [];
  const found = `KDUMP_KEXEC_ARGS in ${kdumpTools.path} (${kdumpTools.place}) has no -s, and kdump of ${platform.release}`;
  return platform.secureBoot === false
    ? [violation(`${found} ${noDisk}`, remedy)]
    : [advisory(`${found} without Secure Boot ${noDisk}`, remedy)];
}

/** EL 8 and later have -s in the image's own file; EL 7's images are not tagged for NVMe. */
function bySysconfig({ kdumpSysconfig }: Situation): readonly Finding[] {
  if (kdumpSysconfig === undefined) return [];
  const { value, line } = lastOf(kdumpSysconfig.assignments, "KEXEC_ARGS");
  if (value === undefined || (triesFile.test(value) && !forcesLoad.test(value))) return [];
  return [violation(`${lineOf(kdumpSysconfig, line)}: KEXEC_ARGS without -s ${noDisk}`, 'write KEXEC_ARGS="-s"')];
}

function lastOf(
  assignments: readonly { readonly name: string; readonly value: string; readonly line: number }[],
  name: string,
) {
  return assignments.findLast((assignment) => assignment.name === name) ?? { value: undefined, line: 0 };
}

const forcesLoad = /(^|\s)(-c|--kexec-syscall)(\s|$)/;
const triesFile = /(^|\s)(-s|-a|--kexec-file-syscall|--kexec-syscall-auto)(\s|$)/;

/** kexec-tools since 2.0.29; Ubuntu 24.04 has 2.0.27, Debian 12 2.0.25. */
const filesFirst: ReadonlySet<string> = new Set(["debian-13", "ubuntu-26.04"]);
