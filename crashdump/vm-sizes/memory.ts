import { rowOf, type Sizes, seriesOf, type VmSizeName } from "./name";

/**
 * Nominal memory of a VM size; undefined for one that is not known. Sources: the pages of the series below
 * learn.microsoft.com/azure/virtual-machines/sizes (MicrosoftDocs/azure-compute-docs), and for those no longer listed
 * there the compute API's answer as kubernetes/autoscaler keeps it (azure_instance_types.go).
 */
export function memoryMiBOf(size: VmSizeName): number | undefined {
  const giB = listedGiB(size) ?? proportionalGiB(size);
  return giB === undefined ? undefined : giB * 1024;
}

/** Sizes whose number is no number of vCPUs, or that hold more or less than others of their series. */
function listedGiB(size: VmSizeName): number | undefined {
  // Premium storage, a local disk, a host of its own and a fast network leave memory alone.
  const kind = size.features.replace(/[dsir]/g, "");
  return listed[seriesOf(size)]?.[`${size.number}${kind}`];
}

type Listed = Readonly<Record<string, number>>;

/** D and DS, and G and GS, hold the same. */
const firstD: Listed = { 1: 3.5, 2: 7, 3: 14, 4: 28, 5: 56, 11: 14, 12: 28, 13: 56, 14: 112, 15: 140 };

/** GiB, by series and by number with the letters that tell. */
const listed: Readonly<Record<string, Listed>> = {
  A: { 0: 0.75, 1: 1.75, 2: 3.5, 3: 7, 4: 14, 5: 14, 6: 28, 7: 56, 8: 56, 9: 112, 10: 56, 11: 112 },
  B: {
    "1l": 0.5,
    1: 1,
    "1m": 2,
    2: 4,
    "2m": 8,
    "4m": 16,
    "8m": 32,
    "12m": 48,
    "16m": 64,
    "20m": 80,
  },
  "B v2": { "2t": 1, "2at": 1, "2pt": 1 },
  D: firstD,
  "D v2": firstD,
  "D v5": { "64p": 208 },
  "E v3": { 64: 432 },
  "E v4": { 64: 504, 80: 504, "96a": 672 },
  "E v5": { "32p": 208, 96: 672, "96a": 672, "96b": 672, 104: 672, 112: 672, "112a": 672, "112b": 672 },
  "E v6": { "96a": 672, "96p": 672, 192: 1832 },
  "E v7": { 372: 2832 },
  "FX v2": { "96m": 1832 },
  G: { 1: 28, 2: 56, 3: 112, 4: 224, 5: 448 },
  H: { 8: 56, "8m": 112, 16: 112, "16m": 224 },
  M: {
    "8m": 218,
    "16m": 437,
    "32t": 192,
    "32l": 256,
    "32m": 875,
    64: 1000,
    "64l": 512,
    "64m": 1750,
    128: 2000,
    "128m": 3800,
  },
  "M v2": { 208: 2850, "208m": 5700, 416: 5700, "416m": 11400 },
  "M v3": { 12: 240, 24: 480 },
  NC: { 6: 56, 12: 112, 24: 224 },
  "NC v2": { 6: 112, 12: 224, 24: 448 },
  // The T4 ones have other numbers than the V100 ones of the same version.
  "NC v3": { 6: 112, 12: 224, 24: 448, "4a": 28, "8a": 56, "16a": 110, "64a": 440 },
  "NC v4": { "24a": 220, "48a": 440, "96a": 880 },
  "NC v5": { "40a": 320, "80a": 640 },
  ND: { 6: 112, 12: 224, 24: 448 },
  "ND v2": { 40: 672 },
  "ND v4": { "96a": 900, "96am": 1900 },
  "ND v5": { 96: 1900 },
  NV: { 6: 56, 12: 112, 24: 224 },
  "NV v2": { 6: 112, 12: 224, 24: 448 },
  "NV v3": { 12: 112, 24: 224, 48: 448 },
  "NV v4": { "4a": 14, "8a": 28, "16a": 56, "32a": 112 },
  "NV v5": { "6a": 55, "12a": 110, "18a": 220, "36a": 440, "36am": 880, "72a": 880 },
};

function proportionalGiB(size: VmSizeName): number | undefined {
  const row = rowOf(proportional, size);
  return row === undefined || size.number > row.upTo ? undefined : size.number * row.perVCPU;
}

interface Proportional extends Sizes {
  /** GiB. */
  readonly perVCPU: number;
  /** vCPUs of the largest size that holds as much for each. */
  readonly upTo: number;
}

/** Series in which memory is proportional to vCPUs. The first row that fits. */
const proportional: readonly Proportional[] = [
  { family: /^A$/, versions: [2, 2], features: /m/, perVCPU: 8, upTo: 8 },
  { family: /^A$/, versions: [2, 2], perVCPU: 2, upTo: 8 },
  { family: /^B$/, versions: [2, 2], features: /^[ap]?ls$/, perVCPU: 2, upTo: 32 },
  { family: /^B$/, versions: [2, 2], features: /^[ap]?s$/, perVCPU: 4, upTo: 32 },
  { family: /^D$/, versions: [3, 7], features: /l/, perVCPU: 2, upTo: 372 },
  { family: /^D$/, versions: [3, 7], perVCPU: 4, upTo: 372 },
  { family: /^DC$/, versions: [3, 3], perVCPU: 8, upTo: 48 },
  { family: /^DC$/, versions: [1, 6], perVCPU: 4, upTo: 128 },
  { family: /^E$/, versions: [3, 3], perVCPU: 8, upTo: 48 },
  { family: /^E$/, versions: [4, 4], features: /a/, perVCPU: 8, upTo: 64 },
  { family: /^E$/, versions: [4, 4], perVCPU: 8, upTo: 48 },
  { family: /^E$/, versions: [5, 5], features: /p/, perVCPU: 8, upTo: 20 },
  { family: /^E$/, versions: [5, 5], perVCPU: 8, upTo: 64 },
  { family: /^E$/, versions: [6, 6], features: /[ap]/, perVCPU: 8, upTo: 64 },
  { family: /^E$/, versions: [6, 6], perVCPU: 8, upTo: 128 },
  { family: /^E$/, versions: [7, 7], features: /a/, perVCPU: 8, upTo: 160 },
  { family: /^E$/, versions: [7, 7], perVCPU: 8, upTo: 248 },
  { family: /^EC$/, versions: [5, 6], perVCPU: 8, upTo: 64 },
  { family: /^F$/, versions: [1, 2], perVCPU: 2, upTo: 72 },
  { family: /^F$/, versions: [6, 7], features: /l/, perVCPU: 2, upTo: 80 },
  { family: /^F$/, versions: [6, 7], features: /m/, perVCPU: 8, upTo: 80 },
  { family: /^F$/, versions: [6, 7], perVCPU: 4, upTo: 80 },
  { family: /^FX$/, versions: [1, 2], perVCPU: 21, upTo: 64 },
  { family: /^L$/, versions: [1, 4], perVCPU: 8, upTo: 96 },
];
