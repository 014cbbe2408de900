/** Bytes. BIOS, GPT and GRUB all count in sectors of this size. */
export const sectorSize = 512;

/** A part of the disk, in sectors. */
export interface Extent {
  readonly first: number;
  readonly count: number;
}

const mebibyte = 1024 * 1024;
const fromMebibytes = (first: number, count: number): Extent => ({
  first: (first * mebibyte) / sectorSize,
  count: (count * mebibyte) / sectorSize,
});

/** What boots by BIOS (GRUB's core image, outside any file system), by UEFI (the ESP), and the root of both. */
export const layout = {
  biosBoot: fromMebibytes(1, 1),
  esp: fromMebibytes(2, 16),
  // Room for dumps of a guest with 2 GiB; the file that holds the disk has only what was written.
  root: fromMebibytes(18, 4096),
  /** The last mebibyte is for the second partition table. */
  disk: fromMebibytes(0, 18 + 4096 + 1),
} as const;

/** Always the same: boot loader, initrd and fstab find the root by it, on whatever bus the disk is. */
export const rootUuid = "6b1f0a52-9d3c-4c5e-8a57-2f0e4d7c1b90";
