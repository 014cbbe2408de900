export {
  Architecture,
  DiskControllerType,
  Generation,
  type HardenedVmArgs,
  PatchMode,
  type PlanArgs,
  Release,
} from "./args";
export { EvictionPolicy, type IdentityArgs, IdentityType, Priority } from "./availability-args";
export { Compression, type CrashDumpArgs } from "./crash-dump-args";
export { type DataDiskArgs, DiskCaching, DiskSku, type DumpDiskArgs, type OsDiskArgs } from "./disk-args";
export { HardenedVm } from "./hardened-vm";
export type { AdditionalNetworkInterfaceArgs, NetworkInterfaceArgs } from "./network-args";
export type { CrashDrill, CrashDumpConfiguration } from "./outputs";
export {
  type DrillArgs,
  type SshArgs,
  type SshProxyArgs,
  type VerificationArgs,
  VerificationChannel,
} from "./verification-args";
