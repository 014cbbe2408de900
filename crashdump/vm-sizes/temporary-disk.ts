import type { DiskController } from "../platform";
import { rowOf, type Sizes, type VmSizeName } from "./name";

/**
 * What the temporary disk is attached by, or "none". By SCSI it comes formatted, and cloud-init or the agent mounts it at
 * /mnt or /mnt/resource; by NVMe it is raw, and nobody mounts it.
 */
export type TemporaryDisk = DiskController | "none";

export function temporaryDiskOf(size: VmSizeName): TemporaryDisk | undefined {
  const row = rowOf(rows, size);
  return size.features.includes("d") ? row?.withD : row?.withoutD;
}

interface Row extends Sizes {
  readonly withD?: TemporaryDisk;
  readonly withoutD?: TemporaryDisk;
}

/** Before the convention had a d for it, nearly every size had one. */
const always = { withD: "SCSI", withoutD: "SCSI" } as const;
const byName = { withD: "SCSI", withoutD: "none" } as const;
const byNameNVMe = { withD: "NVMe", withoutD: "none" } as const;

/**
 * "Local storage" of the series' pages, as in limits.ts, and learn.microsoft.com/azure/virtual-machines/azure-vms-no-temp-disk.
 * L has disks by NVMe beside it from v2 on, and from v4 on nothing else. The first row that fits.
 */
const rows: readonly Row[] = [
  { family: /^A$/, versions: [1, 2], ...always },
  { family: /^B$/, versions: [1, 1], ...always },
  { family: /^B$/, versions: [2, 2], withoutD: "none" },
  { family: /^(DS?|E|F|GS?)$/, versions: [1, 3], ...always },
  { family: /^[DE]$/, versions: [4, 4], features: /a/, ...always },
  { family: /^[DE]$/, versions: [4, 5], ...byName },
  { family: /^[DEF]$/, versions: [6, 7], ...byNameNVMe },
  { family: /^DC$/, versions: [2, 2], ...always },
  { family: /^(DC|EC)$/, versions: [3, 5], ...byName },
  { family: /^FX$/, versions: [1, 1], withD: "SCSI" },
  { family: /^FX$/, versions: [2, 2], ...byNameNVMe },
  { family: /^L$/, versions: [1, 3], ...always },
  { family: /^L$/, versions: [4, 4], withoutD: "NVMe" },
  { family: /^M$/, versions: [1, 1], ...always },
  { family: /^N[CV]$/, versions: [1, 3], ...always },
  { family: /^N[CV]$/, versions: [4, 5], withD: "SCSI" },
];
