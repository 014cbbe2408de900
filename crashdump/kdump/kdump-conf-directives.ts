import type { KdumpConfDialect } from "../releases";

interface KnownDirective {
  readonly dialects: readonly KdumpConfDialect[];
  /** Names where the dump goes: a file may hold one such directive. */
  readonly target: boolean;
}

/** Whether a release's own check lets a directive pass. Names are case-sensitive on all of them. */
export function knows(dialect: KdumpConfDialect, name: string): boolean {
  return directiveOf(name).dialects.includes(dialect);
}

export function directiveOf(name: string): KnownDirective {
  return directives.get(name) ?? { dialects: [], target: false };
}

/** What to write in place of a directive that this release does not know. */
export function replacementOf(dialect: KdumpConfDialect, name: string): string {
  const lowerCase = name.toLowerCase();
  if (name !== lowerCase && knows(dialect, lowerCase)) return `write ${lowerCase}: names are case-sensitive`;
  if (name === "failure_action") return "write default, its name on EL 6 and 7";
  if (name === "auto_reset_crashkernel") return "remove it: no package update of this release rewrites crashkernel";
  if (name === "final_action") return "remove it: the machine reboots after a dump anyway";
  return "remove it, or correct its name";
}

/** Valid on EL 6, errors since (kexec-tools 2012-06 and 2013-03), and what replaced them (kdump.conf(5) of EL 7). */
export const deprecated: Readonly<Record<string, string>> = {
  blacklist:
    "remove it: on Azure the capture kernel needs every Hyper-V driver; elsewhere add rd.driver.blacklist= to KDUMP_COMMANDLINE_APPEND in /etc/sysconfig/kdump",
  options: "remove it, or add module.parameter=value to KDUMP_COMMANDLINE_APPEND in /etc/sysconfig/kdump",
  disk_timeout: "remove it: dracut waits for the disk by itself",
  link_delay: "remove it: dracut waits for the network by itself",
  debug_mem_level: "remove it, or add rd.memdebug= to KDUMP_COMMANDLINE_APPEND in /etc/sysconfig/kdump",
  net: "write ssh or nfs",
};

/** Both say what happens when no dump could be saved. */
export const afterFailure: readonly string[] = ["default", "failure_action"];

const afterFailureActions = ["reboot", "halt", "poweroff", "shell", "dump_to_rootfs"];

/** Words that EL 7 and later take; EL 6 checks none. */
export const actions: Readonly<Partial<Record<string, readonly string[]>>> = {
  default: afterFailureActions,
  failure_action: afterFailureActions,
  final_action: ["reboot", "halt", "poweroff"],
};

const since7 = ["el7", "el8", "el9", "el10"] as const;
const since8 = ["el8", "el9", "el10"] as const;
const since9 = ["el9", "el10"] as const;
const all = ["el6", ...since7] as const;

/**
 * Directives by generation. Sources: `mkdumprd` of kexec-tools 2.0.0-310 (EL 6), `kdumpctl` of 2.0.15-33 (EL 7), of
 * openela-main's el8 and el9, and of kdump-utils 63f248c (EL 10).
 */
const rows: readonly (readonly [names: string, dialects: readonly KdumpConfDialect[], target?: true])[] = [
  ["ext2 ext3 ext4 xfs btrfs raw nfs ssh", all, true],
  // nfs4 in its own name, net for both.
  ["nfs4 net", ["el6"], true],
  ["minix", since7, true],
  ["virtiofs", since9, true],
  ["path core_collector kdump_pre kdump_post extra_bins extra_modules sshkey force_rebuild", all],
  ["fence_kdump_nodes fence_kdump_args default", all],
  ["blacklist options disk_timeout link_delay debug_mem_level", ["el6"]],
  ["dracut_args force_no_rebuild", since7],
  ["failure_action final_action", since8],
  ["auto_reset_crashkernel", since9],
  ["kdump_emergency", ["el10"]],
];

const directives: ReadonlyMap<string, KnownDirective> = new Map(
  rows.flatMap(([names, dialects, target = false]) =>
    names.split(" ").map((name) => [name, { dialects, target }] as const),
  ),
);
