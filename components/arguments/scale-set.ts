import type * as pulumi from "@pulumi/pulumi";
import type { EvictionPolicy, IdentityArgs } from "./availability";
import type { DiskCaching, DiskSku, DumpDiskArgs } from "./disks";
import type { MachineArgs } from "./machine";
import type { ConnectionArgs } from "./network";

export interface HardenedVmScaleSetArgs extends MachineArgs, ConnectionArgs {
  /**
   * Subnet of the instances' network interfaces. The guests install packages, and flexible orchestration gives no way
   * out by itself: the subnet needs a NAT gateway, a firewall, or a load balancer with outbound rules.
   */
  subnetId: pulumi.Input<string>;
  /**
   * How many instances, 0 to 1000. Where autoscale settings decide, a transform leaves it to them: ignoreChanges of
   * sku.capacity. Default 2.
   */
  capacity?: number;
  /**
   * Availability zones that the instances are spread over, such as ["1", "2", "3"]. Azure adds zones to a scale set and
   * takes none away. Default: none.
   */
  zones?: string[];
  /** Of the type UserAssigned alone. Default: none. */
  identity?: IdentityArgs;
  /** Of spot VMs alone. A change replaces the scale set. Default: Azure's, which is Deallocate. */
  evictionPolicy?: EvictionPolicy;
  /** Close to the other VMs of the group; with one zone at most. A change replaces the scale set. Default: none. */
  proximityPlacementGroupId?: pulumi.Input<string>;
  /** Begins the host names in the guests: up to 15 letters, digits and -. A change replaces the scale set. Default: the resource's name. */
  computerNamePrefix?: string;
  /** Of the instances' network interfaces. Default: none. */
  networkSecurityGroupId?: pulumi.Input<string>;
  /** Pools of load balancers that the instances join. Default: none. */
  loadBalancerBackendAddressPoolIds?: pulumi.Input<string>[];
  /** Pools of application gateways that the instances join. Default: none. */
  applicationGatewayBackendAddressPoolIds?: pulumi.Input<string>[];
  /** Capacity that was reserved for the VM size; not in a proximity placement group. A change replaces the scale set. Default: none. */
  capacityReservationGroupId?: pulumi.Input<string>;
  /** A disk of its own for each instance's dumps, such as {} for one by default. Default: dumps go to the OS disk. */
  dumpDisk?: InstanceDumpDiskArgs;
  /** Blank disks of each instance beside the OS disk and the dump disk; how many it can have, the VM size says. Default: none. */
  dataDisks?: InstanceDataDiskArgs[];
  /** How instances become what the scale set says. Default: in batches, by new ones. */
  upgradePolicy?: UpgradePolicyArgs;
  /** What a healthy instance is to Azure; a rolling upgrade waits for it. Default: one whose SSH server answers. */
  health?: HealthArgs;
  /** How each instance proves that it is armed, before it can be healthy. Default: by a CustomScript extension. */
  verification?: InstanceVerificationArgs;
}

export const InstanceVerificationChannel = {
  /**
   * A CustomScript extension, of which Azure allows an instance one. It fails the instance, and with it a deployment or
   * a rolling upgrade, where no capture kernel is loaded or kernel.panic is 0.
   */
  CustomScript: "customScript",
  /** Not at all: what the guests are, nobody has seen. */
  None: "none",
} as const;
export type InstanceVerificationChannel =
  (typeof InstanceVerificationChannel)[keyof typeof InstanceVerificationChannel];

/** A change of it is a change of the scale set, and reaches the instances as any other does. */
export interface InstanceVerificationArgs {
  /** Default customScript. */
  channel?: InstanceVerificationChannel;
  /** Seconds for the first boot and kdump, 60 to 3600. Default 900. */
  timeoutSeconds?: number;
}

/** What becomes of a disk whose instance is deleted. */
export const DeleteOption = {
  /** It goes. */
  Delete: "Delete",
  /** It stays, unattached, to be read, paid for and deleted by somebody: Pulumi does not know it. */
  Detach: "Detach",
} as const;
export type DeleteOption = (typeof DeleteOption)[keyof typeof DeleteOption];

/** A disk for an instance's dumps alone, mounted at the dump path. */
export interface InstanceDumpDiskArgs extends DumpDiskArgs {
  /** Logical unit number, 0 to 63, that no data disk has. Default 0. */
  lun?: number;
  /** Instances are deleted by rolling upgrades and when the scale set shrinks. Default Delete, and with it the dumps. */
  deleteOption?: DeleteOption;
}

/** A blank disk of each instance. */
export interface InstanceDataDiskArgs {
  /** Logical unit number, 0 to 63, unique; the dump disk has 0 unless told otherwise. */
  lun: number;
  /** GiB, 1 to 32767. Azure grows a disk and never shrinks it. */
  sizeGiB: number;
  /** Default StandardSSD_LRS. */
  sku?: DiskSku;
  /** Default None. */
  caching?: DiskCaching;
  /** Id of the disk encryption set whose key encrypts it. Default: a key that Azure keeps. */
  diskEncryptionSetId?: pulumi.Input<string>;
  /** Default Delete. */
  deleteOption?: DeleteOption;
}

export const UpgradeMode = {
  /** In batches, each of which has to be healthy before the next. */
  Rolling: "Rolling",
  /** All at once. */
  Automatic: "Automatic",
  /** When somebody asks for it, instance by instance. */
  Manual: "Manual",
} as const;
export type UpgradeMode = (typeof UpgradeMode)[keyof typeof UpgradeMode];

export interface UpgradePolicyArgs {
  /** Default Rolling. */
  mode?: UpgradeMode;
  /** Of the mode Rolling alone. */
  rollingUpgradePolicy?: RollingUpgradePolicyArgs;
}

/** What is left out stays as Azure has it. */
export interface RollingUpgradePolicyArgs {
  /**
   * Put new instances in the place of the old ones, batch by batch. False upgrades those that are there, and a changed
   * cloud-init or crash-dump option then reaches them only when somebody reimages them. Takes cores and addresses for
   * one batch more; where the quota has none, Azure upgrades in place. Default true.
   */
  maxSurge?: boolean;
  /** Most instances that are upgraded at once, in percent: 5 to 100. Default: Azure's, which is 20. */
  maxBatchInstancePercent?: number;
  /** The upgrade stops where more than these are unhealthy, in percent of all: 5 to 100. Default: Azure's, which is 20. */
  maxUnhealthyInstancePercent?: number;
  /** The same of those that have been upgraded: 0 to 100. Default: Azure's, which is 20. */
  maxUnhealthyUpgradedInstancePercent?: number;
  /** Between one batch and the next, as ISO 8601 has it, such as PT5M. Default: Azure's, which is PT0S. */
  pauseTimeBetweenBatches?: string;
  /** Unhealthy instances first. Default: Azure's, which is false. */
  prioritizeUnhealthyInstances?: boolean;
  /** Batches may span zones. Default: Azure's, which is false. */
  enableCrossZoneUpgrade?: boolean;
}

export const HealthProtocol = {
  /** Healthy is what takes a connection. */
  Tcp: "tcp",
  /** Healthy is what answers 2xx with {"ApplicationHealthState": "Healthy"}; any other body is not. */
  Http: "http",
  /** As http. */
  Https: "https",
} as const;
export type HealthProtocol = (typeof HealthProtocol)[keyof typeof HealthProtocol];

/** What Azure's Application Health extension asks in each instance. */
export interface HealthArgs {
  /** Default tcp. */
  protocol?: HealthProtocol;
  /** Default 22 of tcp; of http and https the extension's, which is the protocol's own. */
  port?: number;
  /** Of http and https, which need it, such as /health. */
  requestPath?: string;
  /** Between two questions: 5 to 60. Default: the extension's, which is 5. */
  intervalInSeconds?: number;
  /** Equal answers in a row that change an instance's health: 1 to 24. Default: the extension's, which is 1. */
  numberOfProbes?: number;
  /** Seconds that a new instance may take until it is healthy, 5 to 14400. Default 600. */
  gracePeriod?: number;
}
