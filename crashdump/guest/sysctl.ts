import type { GuestState } from "./state";
import { anyText, isKnown } from "./text";

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
  let found: SysctlAtBoot | undefined;
  for (const path of readAtBoot(state.files.paths())) {
    const file = state.files.get(path);
    const assigned = sysctlsIn(file?.text ?? "").findLast(
      ([assignedKey]) => assignedKey === key || assignedKey === anyText,
    );
    if (assigned === undefined) continue;
    const value = assigned[0] === key && isKnown(assigned[1]) ? assigned[1] : undefined;
    found = { value, path: state.files.resolve(path), place: file?.place ?? "" };
  }
  return found;
}

/** The paths that were asked about last: judges ask for one key after the other. */
let last: { readonly paths: readonly string[]; readonly inOrder: readonly string[] } = { paths: [], inOrder: [] };

/** Which of these paths systemd-sysctl reads, in its order. */
function readAtBoot(paths: readonly string[]): readonly string[] {
  if (last.paths === paths) return last.inOrder;
  const byName = new Map<string, string>();
  for (const path of paths) {
    if (!path.includes("/sysctl.d/")) continue;
    const [, directory = "", name = ""] = /^(.*\/sysctl\.d)\/([^/]+\.conf)$/.exec(path) ?? [];
    const hides = byName.get(name);
    const rank = directories.indexOf(directory);
    if (rank >= 0 && (hides === undefined || rank > directories.indexOf(hides.slice(0, -name.length - 1)))) {
      byName.set(name, path);
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
    const match = /^\s*-?\s*([^#;=\s][^=\s]*)\s*=\s*(.*?)\s*$/.exec(line);
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
const directories = ["/usr/lib/sysctl.d", "/usr/local/lib/sysctl.d", "/run/sysctl.d", "/etc/sysctl.d"];
