import { sectorSize } from "./layout";

export interface BiosBoot {
  /** For the start of the disk: ends before the disk's signature and the partitions of the protective record. */
  readonly bootCode: Buffer;
  /** For the sectors from `coreSector` on. */
  readonly core: Buffer;
}

/**
 * What `grub-bios-setup` would write, without a device to write it to: the boot sector learns where the core image
 * begins, the core image's first sector where the rest of it lies. Everything else is as GRUB's files have it.
 *
 * @param bootImage GRUB's boot.img.
 * @param coreImage What grub-mkimage made for i386-pc.
 * @param coreSector First sector of the core image on the disk; it lies there in one piece.
 * @throws Error when one is not the image it should be.
 */
export function biosBoot(bootImage: Buffer, coreImage: Buffer, coreSector: number): BiosBoot {
  if (bootImage.length !== sectorSize || bootImage.readUInt16LE(510) !== 0xaa55)
    throw new Error("boot.img is not one sector with a boot signature");
  const bootCode = Buffer.from(bootImage.subarray(0, bootCodeSize));
  bootCode.writeBigUInt64LE(BigInt(coreSector), kernelSector);

  const sectors = Math.ceil(coreImage.length / sectorSize);
  const core = Buffer.alloc(sectors * sectorSize);
  coreImage.copy(core);
  const rest = { sectors: core.readUInt16LE(blockList + 8), segment: core.readUInt16LE(blockList + 10) };
  if (rest.sectors !== sectors - 1 || rest.segment !== restSegment)
    throw new Error(`core.img has ${sectors} sectors and tells its loader to read ${rest.sectors} after the first`);
  core.writeBigUInt64LE(BigInt(coreSector + 1), blockList);
  return { bootCode, core };
}

/** The disk's signature and the partition entries begin here, in the sector of every PC disk. */
const bootCodeSize = 440;

/** GRUB_BOOT_MACHINE_KERNEL_SECTOR, in GRUB's include/grub/i386/pc/boot.h. */
const kernelSector = 0x5c;

/**
 * The one entry of diskboot.S's list of blocks, which ends with its sector: start (8 bytes), number of sectors (2),
 * segment to load them to (2); struct grub_pc_bios_boot_blocklist in include/grub/offsets.h. grub-mkimage fills all
 * but the start.
 */
const blockList = sectorSize - 12;

/** GRUB_BOOT_I386_PC_KERNEL_SEG, 0x800, and one sector further. */
const restSegment = 0x800 + (sectorSize >> 4);
