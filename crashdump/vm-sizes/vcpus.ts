import { seriesOf, type VmSizeName } from "./name";

/** vCPUs that the guest sees; undefined where the size's number tells none, and no table has it. */
export function vCPUsOf(size: VmSizeName): number | undefined {
  return size.constrainedTo ?? unconstrainedVCPUsOf(size);
}

/** vCPUs of the size without the constraint, by which its memory, disks and interfaces go. */
export function unconstrainedVCPUsOf(size: VmSizeName): number | undefined {
  const numbers = listed[seriesOf(size)];
  return numbers === undefined ? size.number : numbers[size.number];
}

const firstD: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 4, 4: 8, 5: 16, 11: 2, 12: 4, 13: 8, 14: 16, 15: 20 };

/** Series that number their sizes in another way: learn.microsoft.com/azure/virtual-machines/sizes-previous-gen. */
const listed: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  A: { 0: 1, 1: 1, 2: 2, 3: 4, 4: 8, 5: 2, 6: 4, 7: 8, 8: 8, 9: 16, 10: 8, 11: 16 },
  D: firstD,
  "D v2": firstD,
  G: { 1: 2, 2: 4, 3: 8, 4: 16, 5: 32 },
};
