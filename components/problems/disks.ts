import { type Platform, type Problem, releases, vmSizeOf } from "azure-kdump-core";
import { type DataDiskArgs, DiskCaching, DiskSku } from "../arguments/disks";
import type { MachineArgs } from "../arguments/machine";
import { DeleteOption, type HardenedVmScaleSetArgs } from "../arguments/scale-set";
import type { HardenedVmArgs } from "../arguments/vm";
import { defaultVmSize, dumpDiskLun, marketplaceImageOf } from "../platform";
import { largestDiskGiB, leastDumpDiskGiB } from "../resources/disks";
import { choiceProblems } from "./choices";
import { nameProblems } from "./names";

export function dumpDiskProblems(args: MachineArgs, { memoryMiB }: Platform): readonly Problem[] {
  const { dumpDisk, vmSize = defaultVmSize } = args;
  if (dumpDisk === undefined) return [];
  const { sizeGiB, sku } = dumpDisk;
  return [
    ...dumpDiskSizeProblems(sizeGiB, memoryMiB, vmSize),
    ...skuProblems("dumpDisk.sku", sku, Object.values(DiskSku), vmSize),
  ];
}

function dumpDiskSizeProblems(
  sizeGiB: number | undefined,
  memoryMiB: number | undefined,
  vmSize: string,
): readonly Problem[] {
  const property = "dumpDisk.sizeGiB";
  if (sizeGiB === undefined) {
    if (memoryMiB !== undefined) return [];
    return [{ property, reason: `nothing tells how much memory ${vmSize} has: give sizeGiB, or memoryMiB of the VM` }];
  }
  const problems = sizeProblems(property, sizeGiB, 1, largestDiskGiB);
  if (problems.length > 0) return problems;
  const least = memoryMiB === undefined ? 0 : leastDumpDiskGiB(memoryMiB);
  if (sizeGiB >= least) return [];
  const reason = `${sizeGiB} GiB may not hold a dump of the ${memoryMiB} MiB of ${vmSize}: give at least ${least}, or leave it out`;
  return [{ property, reason }];
}

export function osDiskProblems(args: MachineArgs, platform: Platform): readonly Problem[] {
  const { osDisk = {}, vmSize = defaultVmSize } = args;
  const { sizeGiB, storageAccountType, caching } = osDisk;
  const { release, generation } = platform;
  const least = marketplaceImageOf(args, platform) === undefined ? 1 : (releases[release].osDisk?.sizeGiB ?? 1);
  // A BIOS boots from a partition table that ends at 2 TiB (learn.microsoft.com/azure/virtual-machines/managed-disks-overview).
  const most = generation === 1 ? 2048 : 4095;
  return [
    ...(sizeGiB === undefined ? [] : sizeProblems("osDisk.sizeGiB", sizeGiB, least, most)),
    ...skuProblems("osDisk.storageAccountType", storageAccountType, osDiskSkus, vmSize),
    ...choiceProblems("osDisk.caching", caching, Object.values(DiskCaching)),
  ];
}

const osDiskSkus = Object.values(DiskSku).filter((sku) => sku !== DiskSku.PremiumV2LRS);

export function dataDisksProblems(args: HardenedVmArgs): readonly Problem[] {
  const { dataDisks = [], dumpDisk, vmSize = defaultVmSize } = args;
  const luns = dumpDisk === undefined ? [] : [dumpDiskLun(dumpDisk)];
  const names: string[] = [];
  const problems = dataDisks.flatMap((disk, index) => {
    const at = `dataDisks[${index}]`;
    const ofDisk = [
      ...nameProblems(`${at}.name`, disk.name, names),
      ...lunProblems(`${at}.lun`, disk.lun, luns),
      ...(disk.id === undefined
        ? blankDiskProblems(at, disk, vmSize, "give sizeGiB of a blank disk, or the id of one that exists")
        : existingDiskProblems(at, disk)),
      ...choiceProblems(`${at}.caching`, disk.caching, Object.values(DiskCaching)),
    ];
    luns.push(disk.lun);
    names.push(disk.name);
    return ofDisk;
  });
  return [...problems, ...countProblems(args, luns.length)];
}

function countProblems({ vmSize = defaultVmSize, dumpDisk }: MachineArgs, count: number): readonly Problem[] {
  const { maxDataDisks = count } = vmSizeOf(vmSize) ?? {};
  if (count <= maxDataDisks) return [];
  const given = `${count} disks are given${dumpDisk === undefined ? "" : ", the dump disk included"}`;
  const reason = `${given}, and ${vmSize} takes ${maxDataDisks}: leave some out, or choose a larger size`;
  return [{ property: "dataDisks", reason }];
}

/** What is wrong with the disks that each instance of a scale set has, the dump disk too. */
export function instanceDisksProblems(args: HardenedVmScaleSetArgs): readonly Problem[] {
  const { dataDisks = [], dumpDisk, vmSize = defaultVmSize } = args;
  const luns = dumpDisk === undefined ? [] : [dumpDiskLun(dumpDisk)];
  return [
    ...choiceProblems("dumpDisk.deleteOption", dumpDisk?.deleteOption, Object.values(DeleteOption)),
    ...dataDisks.flatMap((disk, index) => {
      const at = `dataDisks[${index}]`;
      const taken = [...luns, ...dataDisks.slice(0, index).map(({ lun }) => lun)];
      return [
        ...lunProblems(`${at}.lun`, disk.lun, taken),
        ...blankDiskProblems(at, disk, vmSize),
        ...choiceProblems(`${at}.caching`, disk.caching, Object.values(DiskCaching)),
        ...choiceProblems(`${at}.deleteOption`, disk.deleteOption, Object.values(DeleteOption)),
      ];
    }),
    ...countProblems(args, luns.length + dataDisks.length),
  ];
}

function lunProblems(property: string, lun: number, taken: readonly number[]): readonly Problem[] {
  if (!Number.isInteger(lun) || lun < 0 || lun > 63) {
    return [{ property, reason: `${lun} is not allowed: give a whole number from 0 to 63` }];
  }
  return taken.includes(lun)
    ? [{ property, reason: `${lun} is another disk's, or the dump disk's: give each its own` }]
    : [];
}

function blankDiskProblems(
  at: string,
  disk: Omit<DataDiskArgs, "name">,
  vmSize: string,
  remedy = "give sizeGiB",
): readonly Problem[] {
  const { sizeGiB, sku, caching = DiskCaching.None } = disk;
  if (sizeGiB === undefined) {
    return [
      {
        property: `${at}.sizeGiB`,
        reason: `there is none: ${remedy}`,
      },
    ];
  }
  const problems = [
    ...sizeProblems(`${at}.sizeGiB`, sizeGiB, 1, largestDiskGiB),
    ...skuProblems(`${at}.sku`, sku, Object.values(DiskSku), vmSize),
  ];
  if (sku !== DiskSku.PremiumV2LRS || caching === DiskCaching.None) return problems;
  return [...problems, { property: `${at}.caching`, reason: `${sku} has no host cache: leave ${caching} out` }];
}

function existingDiskProblems(at: string, disk: DataDiskArgs): readonly Problem[] {
  const given = (["sizeGiB", "sku", "diskEncryptionSetId"] as const).filter((name) => disk[name] !== undefined);
  return given.map((name) => ({
    property: `${at}.${name}`,
    reason: "the disk exists, and is as it is: leave it out, or leave out id",
  }));
}

function sizeProblems(property: string, sizeGiB: number, least: number, most: number): readonly Problem[] {
  if (Number.isInteger(sizeGiB) && sizeGiB >= least && sizeGiB <= most) return [];
  return [{ property, reason: `${sizeGiB} is not allowed: give a whole number of GiB from ${least} to ${most}` }];
}

function skuProblems(
  property: string,
  sku: string | undefined,
  known: readonly string[],
  vmSize: string,
): readonly Problem[] {
  const problems = choiceProblems(property, sku, known);
  if (problems.length > 0 || sku?.startsWith("Premium") !== true || vmSizeOf(vmSize)?.premiumStorage !== false) {
    return problems;
  }
  const reason = `${vmSize} takes no ${sku}: choose a size with an s in its name, or one of ${known.filter((name) => !name.startsWith("Premium")).join(", ")}`;
  return [{ property, reason }];
}
