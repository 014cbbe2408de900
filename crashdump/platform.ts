import type { ReleaseName } from "./releases";

export type Architecture = "x64" | "arm64";
export type Generation = 1 | 2;
export type DiskController = "SCSI" | "NVMe";

/** What a VM is, as far as crash dumps care. What is undefined is not judged. */
export interface Platform {
  readonly release: ReleaseName;
  readonly architecture: Architecture;
  /** Hyper-V generation: 1 boots by BIOS from IDE, 2 by UEFI from SCSI or NVMe. */
  readonly generation: Generation;
  /** Nominal memory of the VM size, in MiB. */
  readonly memoryMiB?: number;
}

/** What of a platform its hardening depends on. Not the memory: a resized VM keeps its customData, and itself. */
export type Recipe = Pick<Platform, "release" | "architecture" | "generation">;

/** The properties of a {@link Recipe} and no other, in one order: what a record in the guest is made of. */
export function recipeOf({ release, architecture, generation }: Platform): Recipe {
  return { release, architecture, generation };
}
