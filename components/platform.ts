import {
  type Architecture,
  type CrashDumpOptions,
  type Generation,
  hardeningProblems,
  type Image,
  imageOf,
  type Platform,
  vmSizeOf,
} from "azure-kdump-core";
import type { DumpDiskArgs } from "./arguments/disks";
import type { MachineArgs } from "./arguments/machine";

export const defaultVmSize = "Standard_D2s_v5";
export const defaultAdminUsername = "azureuser";

/** The platform that these arguments describe. */
export function platformOf(args: MachineArgs): Platform {
  const { memoryMiB = args.memoryMiB, diskControllers } = vmSizeOf(args.vmSize ?? defaultVmSize) ?? {};
  const derived = diskControllers?.includes("SCSI") === false ? "NVMe" : "SCSI";
  const diskController = args.diskControllerType ?? (diskControllers === undefined ? undefined : derived);
  const architecture: Architecture = args.architecture ?? "x64";
  const generation: Generation = args.generation ?? 2;
  return {
    release: args.release,
    architecture,
    generation,
    ...(memoryMiB === undefined ? {} : { memoryMiB }),
    ...(diskController === undefined ? {} : { diskController }),
    ...(args.trustedLaunch === true ? { secureBoot: true } : {}),
  };
}

/** What the guest is told about crash dumps: the disk that receives them is an argument of its own. */
export function crashDumpOptionsOf({ crashDump = {}, dumpDisk }: MachineArgs): CrashDumpOptions {
  return dumpDisk === undefined ? crashDump : { ...crashDump, dumpDisk: { lun: dumpDiskLun(dumpDisk) } };
}

export function dumpDiskLun({ lun = 0 }: DumpDiskArgs): number {
  return lun;
}

/** The marketplace's image that the VM boots from; undefined where there is none, or a custom one is given. */
export function marketplaceImageOf(
  { imageId }: MachineArgs,
  { release, architecture, generation }: Platform,
): Image | undefined {
  return imageId === undefined ? imageOf(release, architecture, generation) : undefined;
}

/** Trusted Launch where it was asked for; else where the marketplace image allows it and its kernel can still dump. */
export function hasTrustedLaunch(args: MachineArgs, platform: Platform): boolean {
  if (args.trustedLaunch !== undefined) return args.trustedLaunch;
  const allowed = marketplaceImageOf(args, platform)?.trustedLaunch === true;
  return allowed && hardeningProblems({ ...platform, secureBoot: true }).length === 0;
}
