export type { HardenedVmArgs } from "./args";
export { EvictionPolicy, type IdentityArgs, IdentityType, Priority } from "./availability-args";
export { Compression, type CrashDumpArgs } from "./crash-dump-args";
export { type DataDiskArgs, DiskCaching, DiskSku, type DumpDiskArgs, type OsDiskArgs } from "./disk-args";
export { HardenedVm } from "./hardened-vm";
export { HardenedVmScaleSet } from "./hardened-vm-scale-set";
export {
  Architecture,
  DiskControllerType,
  Generation,
  type MachineArgs,
  PatchMode,
  type PlanArgs,
  Release,
} from "./machine-args";
export type { AdditionalNetworkInterfaceArgs, ConnectionArgs, NetworkInterfaceArgs } from "./network-args";
export type { CrashDrill, CrashDumpConfiguration } from "./outputs";
export {
  DeleteOption,
  type HardenedVmScaleSetArgs,
  type HealthArgs,
  HealthProtocol,
  type InstanceDataDiskArgs,
  type InstanceDumpDiskArgs,
  type InstanceVerificationArgs,
  InstanceVerificationChannel,
  type RollingUpgradePolicyArgs,
  UpgradeMode,
  type UpgradePolicyArgs,
} from "./scale-set-args";
export {
  type DrillArgs,
  type SshArgs,
  type SshProxyArgs,
  type VerificationArgs,
  VerificationChannel,
} from "./verification-args";
