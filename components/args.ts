import type * as pulumi from "@pulumi/pulumi";

/** A Linux release that can be hardened. */
export const Release = {
  /** End of life since 2024-06-30: needs acceptEndOfLife. */
  CentOS7: "centos-7",
  AlmaLinux9: "almalinux-9",
  Ubuntu2204: "ubuntu-22.04",
  Ubuntu2404: "ubuntu-24.04",
  Debian12: "debian-12",
} as const;
export type Release = (typeof Release)[keyof typeof Release];

export const Architecture = { X64: "x64", Arm64: "arm64" } as const;
export type Architecture = (typeof Architecture)[keyof typeof Architecture];

/** Hyper-V generation: 1 boots by BIOS from IDE, 2 by UEFI. */
export const Generation = { Gen1: 1, Gen2: 2 } as const;
export type Generation = (typeof Generation)[keyof typeof Generation];

/** How makedumpfile compresses a dump. */
export const Compression = {
  /** Three to four times as fast as zlib, a third larger. */
  Lzo: "lzo",
  Zlib: "zlib",
  None: "none",
} as const;
export type Compression = (typeof Compression)[keyof typeof Compression];

/** How a VM panics, dumps and comes back. Plain values, so that preview and policies always know them. */
export interface CrashDumpArgs {
  /** Seconds from a panic to the reboot where no capture kernel takes over: 1 to 60. Default 5. */
  panicTimeoutSeconds?: number;
  /** Directory that receives dumps, on a persistent disk; made readable by root alone. Default /var/crash. */
  dumpPath?: string;
  /** makedumpfile's dump level, 0 (all memory) to 31 (kernel pages only). Default 31. */
  dumpLevel?: number;
  /** Default lzo. */
  compression?: Compression;
  /** How many dumps are kept, newest first: 1 to 100. Default 3. */
  dumpsKept?: number;
  /** Value of crashkernel= on the kernel command line. Default: the release's table by memory size. */
  crashkernel?: string;
}

export interface HardenedVmArgs {
  resourceGroupName: pulumi.Input<string>;
  /** Subnet of the VM's network interface. The guest installs packages: it needs outbound access. */
  subnetId: pulumi.Input<string>;
  release: Release;
  /** OpenSSH public keys of the administrator, ssh-rsa or ssh-ed25519; at least one. There is no password. */
  sshPublicKeys: string[];
  /** Default: the resource group's location. */
  location?: pulumi.Input<string>;
  /** Default Standard_D2s_v5. */
  vmSize?: string;
  /** Default x64. */
  architecture?: Architecture;
  /** Default 2. */
  generation?: Generation;
  /** Availability zone, at most one, such as ["1"]. Default: none. */
  zones?: string[];
  /** Default azureuser. */
  adminUsername?: string;
  /** A custom image of this release in place of the marketplace's; it must run cloud-init. */
  imageId?: pulumi.Input<string>;
  /** The user's own cloud-init, carried unchanged beside the hardening. */
  cloudInit?: string;
  crashDump?: CrashDumpArgs;
  /** Give the VM a public IP address of its own. Default false. */
  publicIp?: boolean;
  /** Trusted Launch: Secure Boot and a virtual TPM. Default: on where the marketplace image allows it. */
  trustedLaunch?: boolean;
  /** Deploy a release although its vendor no longer fixes it. Default false. */
  acceptEndOfLife?: boolean;
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}
