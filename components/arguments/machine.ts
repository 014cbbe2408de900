import type * as pulumi from "@pulumi/pulumi";
import type { EvictionPolicy, IdentityArgs, Priority } from "./availability";
import type { CrashDumpArgs } from "./crash-dump";
import type { DumpDiskArgs, OsDiskArgs } from "./disks";

/** A Linux release that can be hardened. Those that are end of life need acceptEndOfLife. */
export const Release = {
  /** Retired, and no Azure image of it runs cloud-init: needs imageId and generation 1. */
  CentOS6: "centos-6",
  /** End of life since 2024-06-30. */
  CentOS7: "centos-7",
  /** End of life since 2021-12-31. */
  CentOS8: "centos-8",
  /** End of life since 2024-06-30. */
  RHEL7: "rhel-7",
  RHEL8: "rhel-8",
  RHEL9: "rhel-9",
  RHEL10: "rhel-10",
  AlmaLinux8: "almalinux-8",
  AlmaLinux9: "almalinux-9",
  AlmaLinux10: "almalinux-10",
  /** The subscription has to have accepted the marketplace terms. */
  Rocky8: "rocky-8",
  /** The subscription has to have accepted the marketplace terms. */
  Rocky9: "rocky-9",
  /** The subscription has to have accepted the marketplace terms. */
  Rocky10: "rocky-10",
  Oracle8: "oracle-8",
  Oracle9: "oracle-9",
  /** End of life since 2025-05-31. */
  Ubuntu2004: "ubuntu-20.04",
  Ubuntu2204: "ubuntu-22.04",
  Ubuntu2404: "ubuntu-24.04",
  Ubuntu2604: "ubuntu-26.04",
  /** End of life since 2026-08-31. */
  Debian11: "debian-11",
  Debian12: "debian-12",
  Debian13: "debian-13",
} as const;
export type Release = (typeof Release)[keyof typeof Release];

export const Architecture = { X64: "x64", Arm64: "arm64" } as const;
export type Architecture = (typeof Architecture)[keyof typeof Architecture];

/** Hyper-V generation: 1 boots by BIOS from IDE, 2 by UEFI. */
export const Generation = { Gen1: 1, Gen2: 2 } as const;
export type Generation = (typeof Generation)[keyof typeof Generation];

/** Who installs the guest's security updates. */
export const PatchMode = {
  /** The image's own way, such as unattended-upgrades. */
  ImageDefault: "ImageDefault",
  /** Azure, in off-peak hours; the release has to be among those that it patches. */
  AutomaticByPlatform: "AutomaticByPlatform",
} as const;
export type PatchMode = (typeof PatchMode)[keyof typeof PatchMode];

export const DiskControllerType = { SCSI: "SCSI", NVMe: "NVMe" } as const;
export type DiskControllerType = (typeof DiskControllerType)[keyof typeof DiskControllerType];

/** The marketplace offer that a custom image was made from, whose terms the subscription has accepted. */
export interface PlanArgs {
  name: string;
  product: string;
  publisher: string;
}

/** What a VM and the instances of a scale set have in common. */
export interface MachineArgs {
  resourceGroupName: pulumi.Input<string>;
  release: Release;
  /** OpenSSH public keys of the administrator, ssh-rsa or ssh-ed25519; at least one. There is no password. */
  sshPublicKeys: string[];
  /** Default: the resource group's location. */
  location?: pulumi.Input<string>;
  /** Default Standard_D2s_v5. */
  vmSize?: string;
  /**
   * Memory of the VM in MiB, for a vmSize whose name does not tell; the reservation and the dump disk are judged by it.
   * Default: as the size has it.
   */
  memoryMiB?: number;
  /** Default x64. */
  architecture?: Architecture;
  /** Default 2. */
  generation?: Generation;
  /** Close to the other VMs of the group. Default: none. */
  proximityPlacementGroupId?: pulumi.Input<string>;
  /** Capacity that was reserved for the VM's size; not in an availability set or a proximity placement group. Default: none. */
  capacityReservationGroupId?: pulumi.Input<string>;
  /** A change replaces the VM or the scale set. Default Regular. */
  priority?: Priority;
  /** Of a spot VM alone. Default: Azure's, which is Deallocate. */
  evictionPolicy?: EvictionPolicy;
  /** Of a spot VM alone: US dollars per hour, or -1 for up to the regular price. Default: Azure's, which is -1. */
  maxPrice?: number;
  /** Default: none. */
  identity?: IdentityArgs;
  /** Default azureuser. */
  adminUsername?: string;
  /**
   * A custom image of this release in place of the marketplace's; it must run cloud-init. A managed image, or one of a
   * compute gallery, of a shared (/SharedGalleries/…) or of a community gallery (/CommunityGalleries/…).
   */
  imageId?: pulumi.Input<string>;
  /** Of a custom image that was made from a marketplace offer with terms. Default: none. */
  plan?: PlanArgs;
  /** Default: as Azure has it, which is ImageDefault. */
  patchMode?: PatchMode;
  /** How disks are attached; the size and the image have to have it. Default: SCSI, or NVMe where the size has no other. */
  diskControllerType?: DiskControllerType;
  /**
   * Blob endpoint of the storage account that keeps the serial console, such as https://logs.blob.core.windows.net/.
   * Default: one of Azure's own.
   */
  bootDiagnosticsStorageUri?: pulumi.Input<string>;
  /** The user's own cloud-init, carried unchanged beside the hardening. */
  cloudInit?: string;
  crashDump?: CrashDumpArgs;
  /** A disk of its own for dumps, such as {} for one by default. Default: dumps go to the OS disk. */
  dumpDisk?: DumpDiskArgs;
  osDisk?: OsDiskArgs;
  /**
   * Encrypt on the host what it caches and the temporary disk. Azure refuses it (securityProfile.encryptionAtHost is not
   * valid) until the subscription has the feature: az feature register --namespace Microsoft.Compute --name
   * EncryptionAtHost. A VM that runs has to be deallocated for a change. Default false.
   */
  encryptionAtHost?: boolean;
  /** Trusted Launch: Secure Boot and a virtual TPM. Default: on where the marketplace image allows it. */
  trustedLaunch?: boolean;
  /** Deploy a release although its vendor no longer fixes it. Default false. */
  acceptEndOfLife?: boolean;
  /**
   * Whether what the component makes is also looked for in the stack under azure-native's tokens of other API versions,
   * such as azure-native:compute/v20240701:VirtualMachine. Only a component of your own that becomes this one by an
   * alias, and that azure-native 1 or 2 made the VM of, can have them there; no component of this package ever had. It
   * makes the preview of many VMs several times slower. Default: where the component is given aliases in its options.
   */
  keepVersionAliases?: boolean;
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}
