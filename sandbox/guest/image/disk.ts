import { chmodSync, closeSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import * as path from "node:path";
import { bootImage, coreImage, espConfig, espFiles } from "./boot-loader";
import { biosBoot } from "./boot-sector";
import { layout, rootUuid, sectorSize } from "./layout";
import { partitionTable } from "./partition-table";
import { asOwner, type Run } from "./run";

/** The GPT that `layout` stands for. */
export const diskTable = partitionTable(layout.disk.count, "e0a63a40-5d1c-4f5c-9a3e-61b7c0f2a001", [
  {
    name: "bios",
    type: "21686148-6449-6e6f-744e-656564454649",
    id: "e0a63a40-5d1c-4f5c-9a3e-61b7c0f2a002",
    ...layout.biosBoot,
  },
  {
    name: "esp",
    type: "c12a7328-f81f-11d2-ba4b-00a0c93ec93b",
    id: "e0a63a40-5d1c-4f5c-9a3e-61b7c0f2a003",
    ...layout.esp,
  },
  {
    name: "root",
    type: "0fc63daf-8483-4772-8e79-3d69d8477de4",
    id: "e0a63a40-5d1c-4f5c-9a3e-61b7c0f2a004",
    ...layout.root,
  },
]);

/**
 * Makes a disk of a root without mounting anything.
 *
 * @param disk The qcow2 file to make. What is needed on the way is made beside it.
 */
export async function makeDisk(root: string, disk: string, run: Run): Promise<void> {
  const raw = `${disk}.raw`;
  writeFileSync(raw, "");
  chmodSync(raw, 0o666); // The root's owner may be another than us.
  truncateSync(raw, layout.disk.count * sectorSize);
  await run(asOwner(["mkfs.ext4", ...rootFileSystem, "-d", root, raw, `${(layout.root.count * sectorSize) / 1024}k`]));
  await makeEsp(root, raw, run);
  writeBootSectors(root, raw);
  // Uncompressed: every overlay reads from it, under emulation at that.
  await run(["qemu-img", "convert", "-O", "qcow2", raw, disk]);
  rmSync(raw);
  chmodSync(disk, 0o444);
}

/**
 * Options of mkfs.ext4. Features by name, because the defaults of a newer one are more than the GRUB and the kernel of
 * an older guest can read; all inodes at once, so that no guest writes them in its first minutes.
 */
export const rootFileSystem: readonly string[] = [
  ...["-q", "-F", "-L", "root", "-U", rootUuid, "-b", "4096", "-I", "256"],
  "-O",
  "none,has_journal,ext_attr,resize_inode,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,huge_file,dir_nlink,extra_isize,metadata_csum",
  "-E",
  `offset=${layout.root.first * sectorSize},lazy_itable_init=0,lazy_journal_init=0`,
];

async function makeEsp(root: string, raw: string, run: Run): Promise<void> {
  const esp = `${raw}@@${layout.esp.first * sectorSize}`;
  const config = `${raw}.grub.cfg`;
  writeFileSync(config, espConfig);
  await run(["mformat", "-i", esp, "-T", `${layout.esp.count}`, "-v", "ESP", "::"]);
  await run(["mmd", "-i", esp, "::EFI", "::EFI/BOOT", "::EFI/debian"]);
  await run(["mcopy", "-i", esp, config, "::EFI/debian/grub.cfg"]);
  for (const [name, file] of Object.entries(espFiles))
    await run(["mcopy", "-i", esp, path.join(root, file), `::${name}`]);
  rmSync(config);
}

function writeBootSectors(root: string, raw: string): void {
  const read = (file: string): Buffer => readFileSync(path.join(root, file));
  const { bootCode, core } = biosBoot(read(bootImage), read(coreImage), layout.biosBoot.first);
  if (core.length > layout.biosBoot.count * sectorSize)
    throw new Error("GRUB's core image is larger than its partition");
  const { primary, backup } = diskTable;
  const disk = openSync(raw, "r+");
  try {
    writeSync(disk, primary, 0, primary.length, 0);
    writeSync(disk, bootCode, 0, bootCode.length, 0);
    writeSync(disk, core, 0, core.length, layout.biosBoot.first * sectorSize);
    // mformat leaves a partition entry in the ESP's first sector, and GRUB would take that for a nested disk.
    writeSync(disk, Buffer.alloc(64), 0, 64, layout.esp.first * sectorSize + 446);
    writeSync(disk, backup, 0, backup.length, layout.disk.count * sectorSize - backup.length);
  } finally {
    closeSync(disk);
  }
}
