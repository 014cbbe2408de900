import type { WrittenFile } from "./guest";

export interface SysctlValue {
  readonly value: string;
  readonly path: string;
  readonly place: string;
}

/**
 * What systemd-sysctl sets a key to at boot, given the files that cloud-init wrote; undefined where none sets it.
 *
 * sysctl.d(5): files sort by name whatever their directory, /etc hides /run hides /usr/lib, the last assignment wins,
 * and /etc/sysctl.conf is read as 99-sysctl.conf.
 */
export function sysctlAtBoot(files: ReadonlyMap<string, WrittenFile>, key: string): SysctlValue | undefined {
  const byName = new Map<string, string>();
  for (const directory of ["/usr/lib/sysctl.d", "/run/sysctl.d", "/etc/sysctl.d"]) {
    for (const path of files.keys()) {
      const name = path.slice(directory.length + 1);
      if (path.startsWith(`${directory}/`) && name.endsWith(".conf") && !name.includes("/")) byName.set(name, path);
    }
  }
  if (files.has("/etc/sysctl.conf")) byName.set("99-sysctl.conf", "/etc/sysctl.conf");
  let found: SysctlValue | undefined;
  for (const name of [...byName.keys()].sort()) {
    const path = byName.get(name) ?? "";
    const file = files.get(path);
    for (const line of file?.content.split("\n") ?? []) {
      const match = /^\s*-?\s*([^#;=\s][^=\s]*)\s*=\s*(.*?)\s*$/.exec(line);
      if (match?.[1]?.replaceAll("/", ".") === key) found = { value: match[2] ?? "", path, place: file?.place ?? "" };
    }
  }
  return found;
}
