export { EvictionPolicy, type IdentityArgs, IdentityType, Priority } from "./arguments/availability";
export { Compression, type CrashDumpArgs } from "./arguments/crash-dump";
export { type DataDiskArgs, DiskCaching, DiskSku, type DumpDiskArgs, type OsDiskArgs } from "./arguments/disks";
export {
  Architecture,
  DiskControllerType,
  Generation,
  type MachineArgs,
  PatchMode,
  type PlanArgs,
  Release,
} from "./arguments/machine";
export type { AdditionalNetworkInterfaceArgs, ConnectionArgs, NetworkInterfaceArgs } from "./arguments/network";
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
} from "./arguments/scale-set";
export {
  type DrillArgs,
  type SshArgs,
  type SshProxyArgs,
  type VerificationArgs,
  VerificationChannel,
} from "./arguments/verification";
export type { HardenedVmArgs } from "./arguments/vm";
export { HardenedVm } from "./hardened-vm";
export { HardenedVmScaleSet } from "./hardened-vm-scale-set";
export type { CrashDrill, CrashDumpConfiguration } from "./outputs";
