import { captureArgumentProblems } from "./capture-arguments";
import type { ConfigurationProblem } from "./problem";
import { parseShellAssignments, type ShellAssignments } from "./shell-assignments";

/**
 * Reads EL's /etc/sysconfig/kdump, which is sourced as shell: the last assignment of a variable wins, so a second one
 * drops the vendor's arguments. `errors` are what keeps a dump or the VM from coming back. Never throws.
 */
export function parseKdumpSysconfig(text: string): ShellAssignments {
  const parsed = parseShellAssignments(text);
  const errors: ConfigurationProblem[] = [...parsed.errors];
  const assigned = parsed.assignments.filter(({ name }) => name === append);
  const last = assigned.at(-1);
  // One that names the variable itself adds to what came before, and loses nothing.
  if (last !== undefined && assigned.some(({ value }) => !last.value.includes(value))) {
    errors.push({
      line: last.line,
      name: append,
      message: `${append} is assigned twice, and what came first is lost`,
      remedy: "edit the first assignment in place",
    });
  }
  if (last !== undefined) {
    const { line, value } = last;
    errors.push(...captureArgumentProblems(append, value).map((problem) => ({ line, name: append, ...problem })));
  }
  const kexec = parsed.assignments.findLast(({ name }) => name === "KEXEC_ARGS");
  if (kexec !== undefined && /(^|\s)-c(\s|$)/.test(kexec.value)) {
    errors.push({
      line: kexec.line,
      name: kexec.name,
      message: "KEXEC_ARGS forces kexec_load, which Secure Boot forbids",
      remedy: 'write KEXEC_ARGS="-s"',
    });
  }
  return { ...parsed, errors };
}

const append = "KDUMP_COMMANDLINE_APPEND";
