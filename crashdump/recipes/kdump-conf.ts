import type { CrashDumpSettings } from "../options";
import type { KdumpDialect } from "../releases";
import type { GuestFile } from "./shell";

/**
 * /etc/kdump.conf. No driver is excluded: since Windows Server 2012 R2 the host lets a capture kernel reconnect to
 * VMBus, and on generation 2 VMBus is the only way to the disk. No target: kdump resolves where the path lives, which
 * outlives a renamed disk.
 */
export function kdumpConf(dialect: Exclude<KdumpDialect, "kdump-tools">, settings: CrashDumpSettings): GuestFile {
  const compress = { lzo: "-l ", zlib: "-c ", none: "" }[settings.compression];
  return {
    path: "/etc/kdump.conf",
    content: [
      `path ${settings.dumpPath}`,
      `core_collector makedumpfile ${compress}--message-level ${messageLevel[dialect]} -d ${settings.dumpLevel}`,
      ...afterTheDump[dialect],
      "",
    ].join("\n"),
    mode: "0644",
  };
}

/** Each release's own default. */
const messageLevel = { el7: 1, el9: 7 } as const;

/**
 * What happens after the dump or its failure, written down so that no image default of a shell or a halt leaves the
 * machine dark. The names differ by release, and each refuses the other's.
 */
const afterTheDump = {
  el7: ["default reboot"],
  // Package updates may rewrite a crashkernel that equals their old default: ours is a decision, not a default.
  el9: ["failure_action reboot", "final_action reboot", "auto_reset_crashkernel no"],
} as const;
