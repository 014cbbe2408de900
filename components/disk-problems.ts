import type { Platform, Problem } from "azure-kdump-core";
import type { HardenedVmArgs } from "./args";
import { DiskSku } from "./disk-args";
import { largestDiskGiB, leastDumpDiskGiB } from "./disks";
import { defaultVmSize } from "./platform";

export function dumpDiskProblems(args: HardenedVmArgs, { memoryMiB }: Platform): readonly Problem[] {
  const { dumpDisk, vmSize = defaultVmSize } = args;
  if (dumpDisk === undefined) return [];
  const { sizeGiB, sku = DiskSku.StandardSSDLRS } = dumpDisk;
  return [...dumpDiskSizeProblems(sizeGiB, memoryMiB, vmSize), ...skuProblems("dumpDisk.sku", sku)];
}

function dumpDiskSizeProblems(sizeGiB: number | undefined, memoryMiB: number | undefined, vmSize: string): Problem[] {
  const property = "dumpDisk.sizeGiB";
  if (sizeGiB === undefined) {
    if (memoryMiB !== undefined) return [];
    return [{ property, reason: `nothing tells how much memory ${vmSize} has: give sizeGiB, or memoryMiB of the VM` }];
  }
  const problem = sizeProblem(property, sizeGiB);
  if (problem !== undefined) return [problem];
  const least = memoryMiB === undefined ? 0 : leastDumpDiskGiB(memoryMiB);
  if (sizeGiB >= least) return [];
  const reason = `${sizeGiB} GiB may not hold a dump of the ${memoryMiB} MiB of ${vmSize}: give at least ${least}, or leave it out`;
  return [{ property, reason }];
}

function sizeProblem(property: string, sizeGiB: number): Problem | undefined {
  if (Number.isInteger(sizeGiB) && sizeGiB >= 1 && sizeGiB <= largestDiskGiB) return undefined;
  return { property, reason: `${sizeGiB} is not allowed: give a whole number of GiB from 1 to ${largestDiskGiB}` };
}

function skuProblems(property: string, sku: DiskSku): readonly Problem[] {
  const known: readonly string[] = Object.values(DiskSku);
  if (known.includes(sku)) return [];
  return [{ property, reason: `"${sku}" is not known: choose one of ${known.join(", ")}` }];
}
