import type { ReleaseName } from "./releases";

export type Architecture = "x64" | "arm64";
export type Generation = 1 | 2;
export type DiskController = "SCSI" | "NVMe";

/**
 * The host under the VM. Hyper-V before Windows Server 2012 R2 cannot reconnect a capture kernel to VMBus
 * (KB2858695); Azure's hosts, and every later Hyper-V, can.
 */
export type HyperVHost = "azure" | "before-2012-r2";

/** What a VM is, as far as crash dumps care. What is undefined is not judged. */
export interface Platform {
  readonly release: ReleaseName;
  readonly architecture: Architecture;
  /** Hyper-V generation: 1 boots by BIOS from IDE, 2 by UEFI from SCSI or NVMe. */
  readonly generation: Generation;
  /** Nominal memory of the VM size, in MiB. */
  readonly memoryMiB?: number;
  /** Controller of the OS disk. */
  readonly diskController?: DiskController;
  /** With Secure Boot the kernel is locked down and loads a capture kernel by kexec_file_load alone. */
  readonly secureBoot?: boolean;
  /** Size of the OS disk, in GiB. */
  readonly osDiskGiB?: number;
  /** An ephemeral OS disk lies on the host, and is lost when the VM is reimaged or moved. */
  readonly osDiskEphemeral?: boolean;
  /** Sizes of the data disks, in GiB. */
  readonly dataDisksGiB?: readonly number[];
  /** Default azure. */
  readonly hyperVHost?: HyperVHost;
}

/**
 * What of a platform its hardening depends on. Not the memory, the disks, their controller or Secure Boot: a resized
 * VM keeps its customData, and itself.
 */
export type Recipe = Pick<Platform, "release" | "architecture" | "generation" | "hyperVHost">;

/** The properties of a {@link Recipe} and no other, in one order: what a record in the guest is made of. */
export function recipeOf({ release, architecture, generation, hyperVHost }: Platform): Recipe {
  const recipe = { release, architecture, generation };
  return hyperVHost === "before-2012-r2" ? { ...recipe, hyperVHost } : recipe;
}
