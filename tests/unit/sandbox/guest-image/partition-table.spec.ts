import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import { partitionTable } from "azure-kdump-sandbox/bin/guest/image/partition-table";

const sectors = 100_000;
const partitions = [
  {
    name: "esp",
    type: "c12a7328-f81f-11d2-ba4b-00a0c93ec93b",
    id: "00112233-4455-6677-8899-aabbccddeeff",
    first: 2048,
    count: 4096,
  },
  {
    name: "root",
    type: "0fc63daf-8483-4772-8e79-3d69d8477de4",
    id: "00112233-4455-6677-8899-aabbccddee00",
    first: 6144,
    count: 90_000,
  },
];

describe("a partition table", () => {
  const { primary, backup } = partitionTable(sectors, "e0a63a40-5d1c-4f5c-9a3e-61b7c0f2a001", partitions);

  it("is protected from what knows no GPT by one partition over the whole disk", () => {
    assert.equal(primary.readUInt16LE(510), 0xaa55);
    assert.equal(primary[446 + 4], 0xee);
    assert.deepEqual([primary.readUInt32LE(446 + 8), primary.readUInt32LE(446 + 12)], [1, sectors - 1]);
  });

  it("leaves the place of boot code free", () => {
    assert.ok(primary.subarray(0, 440).every((byte) => byte === 0));
  });

  const copies = [
    {
      name: "the first",
      header: primary.subarray(512, 1024),
      entries: primary.subarray(1024),
      at: [1, sectors - 1, 2],
    },
    {
      name: "the last",
      header: backup.subarray(32 * 512),
      entries: backup.subarray(0, 32 * 512),
      at: [sectors - 1, 1, sectors - 33],
    },
  ] as const;
  for (const { name, header, entries, at } of copies) {
    const number = (offset: number): number => Number(header.readBigUInt64LE(offset));

    it(`says in ${name} copy where both are`, () => {
      assert.equal(header.toString("latin1", 0, 8), "EFI PART");
      assert.deepEqual([number(24), number(32), number(72)], at);
    });

    it(`has in ${name} copy the checksums of the header and of the entries`, () => {
      const withoutChecksum = Buffer.from(header.subarray(0, 92));
      withoutChecksum.fill(0, 16, 20);
      assert.equal(header.readUInt32LE(16), crc32(withoutChecksum));
      assert.equal(header.readUInt32LE(88), crc32(entries));
    });

    it(`keeps in ${name} copy the table's own sectors from partitions`, () => {
      assert.deepEqual([number(40), number(48)], [34, sectors - 34]);
    });
  }

  it("lists first and last sector, name and GUIDs of each partition", () => {
    const entry = primary.subarray(1024, 1024 + 128);
    // The EFI system partition as every disk with UEFI has it.
    assert.equal(entry.toString("hex", 0, 16), "28732ac11ff8d211ba4b00a0c93ec93b");
    assert.equal(entry.toString("hex", 16, 32), "33221100554477668899aabbccddeeff");
    assert.deepEqual([entry.readBigUInt64LE(32), entry.readBigUInt64LE(40)], [2048n, 6143n]);
    assert.equal(entry.toString("utf16le", 56).replace(/\0+$/, ""), "esp");
  });

  it("lists nothing else", () => {
    assert.ok(primary.subarray(1024 + 2 * 128).every((byte) => byte === 0));
  });
});
