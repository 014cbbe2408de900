import { rowOf, type Sizes, type VmSizeName } from "./name";
import { unconstrainedVCPUsOf } from "./vcpus";

/** Whether a VM of this size may bypass the host's switch; undefined where it is not known, or its sources disagree. */
export function hasAcceleratedNetworking(size: VmSizeName): boolean | undefined {
  const row = rowOf(rows, size);
  const vCPUs = unconstrainedVCPUsOf(size);
  return row === undefined || vCPUs === undefined ? undefined : vCPUs >= row.fromVCPUs;
}

interface Row extends Sizes {
  /** The fewest vCPUs that have it. */
  readonly fromVCPUs: number;
}

const never = Number.POSITIVE_INFINITY;

/**
 * The "Feature support" of the series' pages, as in limits.ts; two vCPUs are the least by
 * learn.microsoft.com/azure/virtual-network/accelerated-networking-overview. Of DCsv3 and of NCv3 with V100 the pages say
 * that they have not, and the compute API that they have (karpenter-provider-azure, zz_generated.sku.eastus.go;
 * azure-cli#19182): no row.
 */
const rows: readonly Row[] = [
  { family: /^A$/, versions: [1, 2], fromVCPUs: never },
  { family: /^B$/, versions: [1, 1], fromVCPUs: 12 },
  { family: /^B$/, versions: [2, 2], fromVCPUs: 2 },
  // Azure's own refusals of Standard_D2 and Standard_DS2: anubhavmishra/terraform-azurerm-aks#1, acs-engine#3600.
  { family: /^DS?$/, versions: [1, 1], fromVCPUs: never },
  { family: /^DS?$/, versions: [2, 2], fromVCPUs: 2 },
  { family: /^[DE]$/, versions: [3, 7], fromVCPUs: 2 },
  { family: /^DC$/, versions: [2, 2], fromVCPUs: never },
  { family: /^F$/, versions: [1, 6], fromVCPUs: 2 },
  // Their vCPUs are whole cores, and Fadsv7 starts at one.
  { family: /^F$/, versions: [7, 7], fromVCPUs: 1 },
  { family: /^FX$/, versions: [1, 2], fromVCPUs: 2 },
  { family: /^L$/, versions: [2, 4], fromVCPUs: 2 },
  { family: /^M$/, versions: [1, 1], fromVCPUs: 2 },
  { family: /^NC$/, versions: [3, 3], mark: /^t4$/, fromVCPUs: 2 },
  { family: /^NC$/, versions: [4, 5], mark: /^[ah]100$/, fromVCPUs: 2 },
  // Azure's own refusal of Standard_NV6: azure-cli#19182.
  { family: /^NV$/, versions: [1, 1], features: /^$/, fromVCPUs: never },
  { family: /^NV$/, versions: [3, 3], fromVCPUs: 2 },
  { family: /^NV$/, versions: [5, 5], mark: /^a10$/, fromVCPUs: 2 },
];
