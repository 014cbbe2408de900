import type * as pulumi from "@pulumi/pulumi";
import type { DataDiskArgs } from "./disks";
import type { MachineArgs } from "./machine";
import type { AdditionalNetworkInterfaceArgs, NetworkInterfaceArgs } from "./network";
import type { DrillArgs, VerificationArgs } from "./verification";

export interface HardenedVmArgs extends MachineArgs, NetworkInterfaceArgs {
  /**
   * Subnet of the VM's network interface; required unless networkInterfaceIds is given. The guest installs packages: it
   * needs outbound access.
   */
  subnetId?: pulumi.Input<string>;
  /**
   * Availability zone, at most one, such as ["1"]. A change replaces the VM, and is refused by Azure where a disk of
   * dumpDisk or dataDisks is in the zone: what is on it would be gone. Default: none.
   */
  zones?: string[];
  /** Not in a zone, nor for a spot VM. A change replaces the VM. Default: none. */
  availabilitySetId?: pulumi.Input<string>;
  /** Host name in the guest: up to 64 letters, digits and -. A change replaces the VM. Default: the resource's name. */
  computerName?: string;
  /** Disks beside the OS disk and the dump disk; how many it can have, the VM size says. Default: none. */
  dataDisks?: DataDiskArgs[];
  /** How the guest proves that it is armed. Default: by Azure's run command. */
  verification?: VerificationArgs;
  /** Crash the VM on purpose, once for each token, and prove the dump. Default: never. */
  drill?: DrillArgs;
  /**
   * Interfaces that exist, in place of the VM's own; the first is the primary one. No other argument of the network goes
   * with them.
   */
  networkInterfaceIds?: pulumi.Input<string>[];
  /** Interfaces of the VM's own beside the primary one; how many it can have, the VM size says. Default: none. */
  additionalNetworkInterfaces?: AdditionalNetworkInterfaceArgs[];
  /** Give the VM a public IP address of its own, behind a network security group. Default false. */
  publicIp?: boolean;
  /** Addresses and ranges from where SSH is admitted to the public IP address. Default: none. */
  sshSourceAddressPrefixes?: string[];
}
