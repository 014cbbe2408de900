import { bootParameter } from "./command-line";
import type { Files } from "./files";
import type { GuestState } from "./state";
import { anyText, isKnown } from "./text";
import { unitAtBoot } from "./units";

/** The value of a sysctl after the next boot. `value` is undefined where only the guest knows it. */
export interface SysctlAtBoot {
  readonly value: string | undefined;
  readonly path: string;
  readonly place: string;
}

/**
 * What systemd-sysctl sets a key to at boot; undefined where no file says anything, and the image's own value stands.
 *
 * sysctl.d(5): files sort by name whatever their directory, /etc hides /run hides /usr/local/lib hides /usr/lib, and the
 * last assignment wins. A link to /dev/null hides a file of the same name, and so does an empty one.
 */
export function sysctlAtBoot(state: GuestState, key: string): SysctlAtBoot | undefined {
  const found = inFiles(state, key);
  const read = found !== undefined && unitAtBoot(state, "systemd-sysctl.service")?.value !== "masked";
  return read ? found : onCommandLine(state, key);
}

/** What bootcmd, a boothook or a script of each boot sets the running kernel to, once systemd-sysctl is done. */
export function sysctlSetAtEachBoot(state: GuestState, key: string): SysctlAtBoot | undefined {
  const set = state.runtime.get(key);
  return set === undefined
    ? undefined
    : { value: set.value, path: "the running kernel at each boot", place: set.place };
}

/**
 * The number that the kernel reads of a value, decimal, hexadecimal or octal, up to the first blank; undefined where it
 * refuses it (kernel/sysctl.c, proc_get_long).
 */
export function kernelNumber(value: string): number | undefined {
  const [, sign = "", digits] = /^\s*(-?)(0x[\da-f]+|\d+)(?=\s|$)/i.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const size = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return sign === "" ? size : 0 - size;
}

/** A pattern of names sets those that no file names whole (sysctl.d(5)). */
function inFiles(state: GuestState, key: string): SysctlAtBoot | undefined {
  let named: SysctlAtBoot | undefined;
  let matched: SysctlAtBoot | undefined;
  for (const path of readAtBoot(state.files)) {
    const file = state.files.get(path);
    for (const [assignedKey, text] of sysctlsIn(file?.text ?? "")) {
      const found = () => ({
        value: assignedKey !== anyText && isKnown(text) ? text : undefined,
        path: state.files.resolve(path),
        place: file?.place ?? "",
      });
      if (assignedKey === key || assignedKey === anyText) named = found();
      else if (isPatternOf(assignedKey, key)) matched = found();
    }
  }
  return named ?? matched;
}

/** `sysctl.KEY=` (Linux 5.8), which the kernel itself sets before any file is read. */
function onCommandLine(state: GuestState, key: string): SysctlAtBoot | undefined {
  const parameter = bootParameter(state, `sysctl.${key}`);
  if (parameter?.value === undefined || parameter.value === "") return undefined;
  return { value: parameter.value, path: "the kernel command line", place: parameter.place };
}

/** glob(7), in a name. */
function isPatternOf(pattern: string, key: string): boolean {
  if (!/[*?[]/.test(pattern)) return false;
  const source = pattern
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".")
    .replaceAll("[!", "[^");
  try {
    return new RegExp(`^${source}$`).test(key);
  } catch {
    return false;
  }
}

/** The paths that were asked about last: judges ask for one key after the other. */
let last: { readonly paths: readonly string[]; readonly inOrder: readonly string[] } = { paths: [], inOrder: [] };

/** Which paths systemd-sysctl reads, in its order. */
function readAtBoot(files: Files): readonly string[] {
  const paths = files.paths();
  if (last.paths === paths) return last.inOrder;
  const byName = new Map<string, string>();
  for (const directory of directories) {
    for (const path of files.pathsFrom(directory)) {
      const name = path.slice(directory.length);
      if (/^[^/]+\.conf$/.test(name)) byName.set(name, path);
    }
  }
  const inOrder = [...byName.keys()].sort().map((name) => byName.get(name) ?? "");
  last = { paths, inOrder };
  return inOrder;
}

/** The assignments in a sysctl.d(5) file, in order. A line that nobody knows assigns to {@link anyText}. */
export function sysctlsIn(text: string): readonly (readonly [key: string, value: string])[] {
  if (!text.includes("=") && !text.includes(anyText)) return [];
  return text.split("\n").flatMap((line) => {
    if (line.trim() === anyText || /^\s*[^#;=\s]*\uFDD1[^=]*(=|$)/.test(line)) return [[anyText, anyText]] as const;
    // systemd takes these blanks for blanks, and no others: a byte order mark is part of a name.
    const match = /^[ \t\r]*-?[ \t\r]*([^#;= \t\r][^= \t\r]*)[ \t\r]*=[ \t\r]*(.*?)[ \t\r]*$/.exec(line);
    return match === null ? [] : ([[sysctlKey(match[1] ?? ""), match[2] ?? ""]] as const);
  });
}

/** sysctl.d(5): whichever of dot and slash comes first separates, and the other stands for itself. */
export function sysctlKey(name: string): string {
  const slashed = /^[^.]*\//.test(name);
  if (!slashed) return name;
  return name.replace(/[./]/g, (letter) => (letter === "/" ? "." : "/"));
}

/** Least first. */
const directories = ["/usr/lib/sysctl.d/", "/usr/local/lib/sysctl.d/", "/run/sysctl.d/", "/etc/sysctl.d/"];
