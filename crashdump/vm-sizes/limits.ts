import { rowOf, type Sizes, type VmSizeName } from "./name";
import { unconstrainedVCPUsOf } from "./vcpus";

/** Data disks that a VM of this size takes; undefined where no page was read that says so. */
export function maxDataDisksOf(size: VmSizeName): number | undefined {
  return limitOf(size, ({ dataDisks }) => dataDisks);
}

/**
 * Network interfaces that a VM of this size takes; undefined where no page was read that says so. A constraint on vCPUs
 * lowers their number in a way that no page tells: 4 of M8ms, and 2 of M8-2ms by the compute API.
 */
export function maxNetworkInterfacesOf(size: VmSizeName): number | undefined {
  return size.constrainedTo === undefined ? limitOf(size, ({ interfaces }) => interfaces) : undefined;
}

function limitOf(size: VmSizeName, of: (row: Limits) => Steps): number | undefined {
  const row = rowOf(limits, size);
  const vCPUs = unconstrainedVCPUsOf(size);
  if (row === undefined || vCPUs === undefined) return undefined;
  const reached = Object.entries(of(row)).filter(([from]) => vCPUs >= Number(from));
  return reached.at(-1)?.[1];
}

/** What a size has, by the number of vCPUs from which on it has so many. */
type Steps = Readonly<Record<number, number>>;

interface Limits extends Sizes {
  readonly dataDisks: Steps;
  readonly interfaces: Steps;
}

/** Up to v5, and the AMD ones of v6. */
const twoEach: Steps = { 1: 2, 2: 4, 4: 8, 8: 16, 16: 32 };
const fourEach: Steps = { 1: 4, 2: 8, 4: 16, 8: 32, 16: 64 };
const sixth: Steps = { 2: 8, 4: 12, 8: 24, 16: 48, 32: 64 };
const seventh: Steps = { 2: 10, 4: 12, 8: 26, 16: 48, 32: 64 };
const usual: Steps = { 1: 2, 8: 4, 16: 8 };
const isolated: Steps = { 64: 32, 80: 64, 96: 32, 104: 64 };

/**
 * "Max Remote Storage Disks" and "Max NICs" of the pages of the series below
 * learn.microsoft.com/azure/virtual-machines/sizes (MicrosoftDocs/azure-compute-docs), read in November 2026. A kind
 * of size of which no page was read has no row, even where its neighbours make a guess easy. The first row that fits.
 */
const limits: readonly Limits[] = [
  { family: /^A$/, versions: [2, 2], dataDisks: twoEach, interfaces: { 1: 2, 4: 4, 8: 8 } },
  { family: /^B$/, versions: [1, 1], dataDisks: twoEach, interfaces: { 1: 2, 2: 3, 4: 4, 12: 6, 16: 8 } },
  { family: /^B$/, versions: [2, 2], dataDisks: twoEach, interfaces: { 1: 2, 16: 4 } },
  { family: /^DS?$/, versions: [2, 2], dataDisks: fourEach, interfaces: { 1: 2, 4: 4, 8: 8 } },
  { family: /^E$/, versions: [3, 5], features: /i/, dataDisks: isolated, interfaces: usual },
  { family: /^[DE]$/, versions: [5, 5], features: /p/, dataDisks: twoEach, interfaces: { 1: 2, 8: 4, 20: 8 } },
  { family: /^[DE]$/, versions: [3, 5], dataDisks: twoEach, interfaces: usual },
  { family: /^[DE]$/, versions: [6, 6], features: /^ad?s$/, dataDisks: twoEach, interfaces: usual },
  { family: /^[DE]$/, versions: [6, 6], features: /^p?i?d?s$/, dataDisks: sixth, interfaces: usual },
  { family: /^[DE]$/, versions: [7, 7], features: /^ad?s$/, dataDisks: seventh, interfaces: { ...usual, 128: 15 } },
  {
    family: /^[DE]$/,
    versions: [7, 7],
    features: /^i?d?s$/,
    dataDisks: seventh,
    interfaces: { 2: 3, 4: 4, 16: 8, 64: 15 },
  },
  { family: /^DC$/, versions: [2, 2], dataDisks: { 1: 1, 2: 2, 4: 4, 8: 8 }, interfaces: { 1: 1 } },
  {
    family: /^DC$/,
    versions: [3, 3],
    features: /^s$/,
    dataDisks: { 1: 4, 2: 8, 4: 16, 8: 32 },
    interfaces: { 1: 2, 4: 4, 8: 8 },
  },
  { family: /^F$/, versions: [2, 2], dataDisks: twoEach, interfaces: { 1: 2, 8: 4, 32: 8 } },
  { family: /^F$/, versions: [6, 6], features: /^as$/, dataDisks: twoEach, interfaces: usual },
  {
    family: /^F$/,
    versions: [7, 7],
    features: /^ad?s$/,
    dataDisks: { 1: 10, 2: 12, 4: 26, 8: 48, 16: 64 },
    interfaces: { 1: 2, 2: 3, 4: 4, 8: 8, 64: 15 },
  },
  { family: /^FX$/, versions: [1, 1], dataDisks: { 4: 8, 12: 24, 24: 32 }, interfaces: { 4: 2, 12: 4, 36: 8 } },
  { family: /^FX$/, versions: [2, 2], dataDisks: { 2: 8, 4: 12, 8: 24, 12: 48, 32: 64 }, interfaces: usual },
  { family: /^L$/, versions: [2, 2], dataDisks: twoEach, interfaces: { 8: 2, 16: 4, 32: 8 } },
  { family: /^L$/, versions: [3, 3], features: /^s$/, dataDisks: twoEach, interfaces: usual },
  { family: /^L$/, versions: [4, 4], features: /^s$/, dataDisks: sixth, interfaces: usual },
  {
    family: /^L$/,
    versions: [4, 4],
    features: /^aos$/,
    dataDisks: { 2: 4, 4: 8, 8: 16, 12: 32 },
    interfaces: { 2: 2, 8: 4, 12: 6, 16: 8 },
  },
  { family: /^M$/, versions: [1, 1], dataDisks: { 8: 8, 16: 16, 32: 32, 64: 64 }, interfaces: { 8: 4, 16: 8 } },
  { family: /^NC$/, versions: [3, 3], mark: /^t4$/, dataDisks: twoEach, interfaces: usual },
  { family: /^NC$/, versions: [3, 3], dataDisks: { 6: 12, 12: 24, 24: 32 }, interfaces: { 6: 4, 12: 8 } },
  {
    family: /^NC$/,
    versions: [4, 4],
    mark: /^a100$/,
    dataDisks: { 24: 8, 48: 16, 96: 32 },
    interfaces: { 24: 2, 48: 4, 96: 8 },
  },
  { family: /^NC$/, versions: [5, 5], mark: /^h100$/, dataDisks: { 40: 8, 80: 16 }, interfaces: { 40: 2, 80: 4 } },
  { family: /^NV$/, versions: [3, 3], dataDisks: { 12: 12, 24: 24, 48: 32 }, interfaces: { 12: 4, 24: 8 } },
  { family: /^NV$/, versions: [5, 5], features: /m/, mark: /^a10$/, dataDisks: { 36: 32 }, interfaces: { 36: 8 } },
  {
    family: /^NV$/,
    versions: [5, 5],
    mark: /^a10$/,
    dataDisks: { 6: 4, 18: 8, 36: 16, 72: 32 },
    interfaces: { 6: 1, 12: 2, 18: 4, 72: 8 },
  },
];
