/** What a dump may take, as a share of the memory: Microsoft LISA counts on 0.6 and a fifth more (kdump.py). */
export const dumpShareOfMemory = 0.72;

/** What a dump of a VM with that much memory may come to, in GiB, rounded up. */
export function dumpEstimateGiB(memoryMiB: number): number {
  return Math.ceil((memoryMiB * dumpShareOfMemory) / 1024);
}
