import { crc32 } from "node:zlib";
import { type Extent, sectorSize } from "./layout";

export interface Partition extends Extent {
  readonly name: string;
  /** GUID of what the partition is for. */
  readonly type: string;
  /** GUID of this one. */
  readonly id: string;
}

export interface PartitionTable {
  /** The first sectors of the disk; the boot code's place in the very first one is free. */
  readonly primary: Buffer;
  /** The last sectors of the disk. */
  readonly backup: Buffer;
}

/**
 * A GUID partition table.
 *
 * UEFI specification, chapter 5 (GUID Partition Table disk layout).
 *
 * @param diskSectors Size of the whole disk.
 */
export function partitionTable(diskSectors: number, diskId: string, partitions: readonly Partition[]): PartitionTable {
  const entries = partitionEntries(partitions);
  const entrySectors = entries.length / sectorSize;
  const last = diskSectors - 1;
  const header = (own: number, other: number, firstEntry: number): Buffer =>
    tableHeader({ own, other, firstEntry, usable: [2 + entrySectors, last - entrySectors - 1], diskId, entries });
  return {
    primary: Buffer.concat([protectiveRecord(diskSectors), header(1, last, 2), entries]),
    backup: Buffer.concat([entries, header(last, 1, last - entrySectors)]),
  };
}

const entryCount = 128;
const entrySize = 128;

function partitionEntries(partitions: readonly Partition[]): Buffer {
  const entries = Buffer.alloc(entryCount * entrySize);
  for (const [index, { type, id, first, count, name }] of partitions.entries()) {
    const entry = entries.subarray(index * entrySize, (index + 1) * entrySize);
    guid(type).copy(entry, 0);
    guid(id).copy(entry, 16);
    entry.writeBigUInt64LE(BigInt(first), 32);
    entry.writeBigUInt64LE(BigInt(first + count - 1), 40);
    entry.write(name, 56, "utf16le");
  }
  return entries;
}

interface TableHeader {
  /** Where this header, the other header and the entries lie, in sectors. */
  readonly own: number;
  readonly other: number;
  readonly firstEntry: number;
  /** First and last sector a partition may have. */
  readonly usable: readonly [number, number];
  readonly diskId: string;
  readonly entries: Buffer;
}

const headerSize = 92;

function tableHeader({ own, other, firstEntry, usable, diskId, entries }: TableHeader): Buffer {
  const header = Buffer.alloc(sectorSize);
  header.write("EFI PART", 0, "latin1");
  header.writeUInt32LE(0x0001_0000, 8); // Revision 1.0.
  header.writeUInt32LE(headerSize, 12);
  header.writeBigUInt64LE(BigInt(own), 24);
  header.writeBigUInt64LE(BigInt(other), 32);
  header.writeBigUInt64LE(BigInt(usable[0]), 40);
  header.writeBigUInt64LE(BigInt(usable[1]), 48);
  guid(diskId).copy(header, 56);
  header.writeBigUInt64LE(BigInt(firstEntry), 72);
  header.writeUInt32LE(entryCount, 80);
  header.writeUInt32LE(entrySize, 84);
  header.writeUInt32LE(crc32(entries), 88);
  // Last: it is computed with its own field zero.
  header.writeUInt32LE(crc32(header.subarray(0, headerSize)), 16);
  return header;
}

/** For whoever knows no GPT: one partition of unknown type over the whole disk. */
function protectiveRecord(diskSectors: number): Buffer {
  const record = Buffer.alloc(sectorSize);
  const partition = record.subarray(446, 462);
  partition.set([0x00, 0x00, 0x02, 0x00, 0xee, 0xff, 0xff, 0xff]);
  partition.writeUInt32LE(1, 8);
  partition.writeUInt32LE(Math.min(diskSectors - 1, 0xffff_ffff), 12);
  record.writeUInt16LE(0xaa55, 510);
  return record;
}

/** The first three groups of a GUID are little-endian on disk, the rest is as written. */
function guid(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll("-", ""), "hex");
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
