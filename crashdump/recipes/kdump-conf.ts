import { renderKdumpConf } from "../kdump/kdump-conf";
import type { CrashDumpSettings } from "../options";
import type { Platform } from "../platform";
import type { KdumpConfDialect } from "../releases";
import { compressionFlag } from "./makedumpfile";
import type { GuestFile } from "./shell";

/**
 * /etc/kdump.conf. No driver is excluded: since Windows Server 2012 R2 the host lets a capture kernel reconnect to
 * VMBus, and on generation 2 VMBus is the only way to the disk. No target: kdump resolves where the path lives, which
 * outlives a renamed disk.
 */
export function kdumpConf(
  dialect: KdumpConfDialect,
  { hyperVHost }: Platform,
  { dumpPath, dumpLevel, compression }: CrashDumpSettings,
): GuestFile {
  const collector = `makedumpfile ${compressionFlag(compression)}--message-level ${messageLevel[dialect]} -d ${dumpLevel}`;
  return {
    path: "/etc/kdump.conf",
    content: renderKdumpConf([
      { name: "path", value: dumpPath },
      { name: "core_collector", value: collector },
      ...(hyperVHost === "before-2012-r2" ? withoutVmBus : afterTheDump[dialect]),
    ]),
    mode: "0644",
  };
}

/** Each release's own default. */
const messageLevel = { el6: 1, el7: 1, el8: 7, el9: 7, el10: 7 } as const;

/**
 * KB2858695, for Hyper-V before Windows Server 2012 R2 alone: such a host refuses a second VMBus connection, so the
 * capture kernel has to reach the disk by the emulated IDE controller.
 */
const withoutVmBus = [
  { name: "extra_modules", value: "ata_piix sr_mod sd_mod" },
  { name: "blacklist", value: "hv_vmbus hv_storvsc hv_utils hv_netvsc hid_hyperv" },
  { name: "options", value: "ata_piix prefer_ms_hyperv=0" },
  { name: "disk_timeout", value: "100" },
] as const;

const rebootAfterFailure = { name: "default", value: "reboot" } as const;
const rebootAlways = [
  { name: "failure_action", value: "reboot" },
  { name: "final_action", value: "reboot" },
] as const;
/** Package updates may rewrite a crashkernel that equals their old default: ours is a decision, not a default. */
const keepCrashKernel = { name: "auto_reset_crashkernel", value: "no" } as const;

/**
 * What happens after the dump or its failure, written down so that no image default of a shell or a halt leaves the
 * machine dark. The names differ by release, and each refuses the other's.
 */
const afterTheDump = {
  el6: [rebootAfterFailure],
  el7: [rebootAfterFailure],
  el8: rebootAlways,
  el9: [...rebootAlways, keepCrashKernel],
  el10: [...rebootAlways, keepCrashKernel],
} as const;
