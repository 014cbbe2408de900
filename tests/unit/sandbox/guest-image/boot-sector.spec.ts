import assert from "node:assert/strict";
import { biosBoot } from "azure-kdump-sandbox/bin/guest/image/boot-sector";

describe("GRUB's boot sector and core image", () => {
  const coreSector = 0x1_0000_0800;

  it("learn where the core image begins and where its rest follows", () => {
    const { bootCode, core } = biosBoot(bootImage(), coreImage(3 * 512), coreSector);
    assert.equal(bootCode.readBigUInt64LE(0x5c), BigInt(coreSector));
    assert.equal(core.readBigUInt64LE(0x1f4), BigInt(coreSector + 1));
  });

  it("are otherwise as GRUB made them, without the boot sector's place for partitions", () => {
    const { bootCode, core } = biosBoot(bootImage(), coreImage(3 * 512), coreSector);
    bootImage().copy(bootCode, 0x5c, 0x5c, 0x5c + 8);
    assert.deepEqual(bootCode, bootImage().subarray(0, 440));
    coreImage(3 * 512).copy(core, 0x1f4, 0x1f4, 0x1f4 + 8);
    assert.deepEqual(core, coreImage(3 * 512));
  });

  it("fill whole sectors", () => {
    const { core } = biosBoot(bootImage(), coreImage(2 * 512 + 1), coreSector);
    assert.equal(core.length, 3 * 512);
    assert.ok(core.subarray(2 * 512 + 1).every((byte) => byte === 0));
  });

  it("do not change what they are made of", () => {
    const [boot, core] = [bootImage(), coreImage(3 * 512)];
    biosBoot(boot, core, coreSector);
    assert.deepEqual([boot, core], [bootImage(), coreImage(3 * 512)]);
  });

  const refused: readonly (readonly [string, Buffer, Buffer])[] = [
    ["a boot sector that is none", Buffer.alloc(512), coreImage(3 * 512)],
    ["a boot sector of another size", Buffer.concat([bootImage(), Buffer.alloc(1)]), coreImage(3 * 512)],
    ["a core image of another size than it says", bootImage(), coreImage(3 * 512, { sectors: 3 })],
    ["a core image for another machine", bootImage(), coreImage(3 * 512, { segment: 0x820 + 1 })],
  ];
  for (const [what, boot, core] of refused) {
    it(`are not made of ${what}`, () => assert.throws(() => biosBoot(boot, core, coreSector), /boot\.img|core\.img/));
  }
});

function bootImage(): Buffer {
  const image = Buffer.alloc(512, 0x11);
  image.writeUInt16LE(0xaa55, 510);
  return image;
}

/** As grub-mkimage leaves it: the list of blocks says how much follows the first sector, and not yet where. */
function coreImage(size: number, rest: { readonly sectors?: number; readonly segment?: number } = {}): Buffer {
  const image = Buffer.alloc(size, 0x22);
  image.writeUInt16LE(rest.sectors ?? Math.ceil(size / 512) - 1, 0x1fc);
  image.writeUInt16LE(rest.segment ?? 0x820, 0x1fe);
  return image;
}
