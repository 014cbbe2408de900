import type { DiskController, Generation } from "../platform";
import type { VmSizeName } from "./name";

export function isArm({ features }: VmSizeName): boolean {
  return features.includes("p");
}

/**
 * learn.microsoft.com/azure/virtual-machines/generation-2 and the pages of the series. Those without premium storage
 * boot generation 1 alone up to v3; M-series was the first of its family, and boots both.
 */
export function generationsOf(size: VmSizeName): readonly Generation[] {
  const { family, features, version } = size;
  if (isArm(size) || version >= 6 || /^(DC|EC|FX)/.test(family) || isNVMeEbsv5(size)) return [2];
  if ((family === "M" || family === "ND") && version >= 2) return [2];
  if ((family === "L" || family === "NC") && version >= 4) return [2];
  if (family === "A") return [1];
  const premium = features.includes("s");
  if (/^(D|E)$/.test(family) && version <= 3 && !premium) return [1];
  if (/^(NC|NV)$/.test(family) && version === 1 && !premium) return [1];
  return [1, 2];
}

/**
 * learn.microsoft.com/azure/virtual-machines/nvme-overview: v6 and later by NVMe only, and Lsv4 and Laosv4 of their
 * time too (terraform-azurerm-avm-res-compute-virtualmachine, PR 373); Ebsv5 and Ebdsv5 by either. Of Mv3 and FXv2 no
 * source says that they refuse SCSI.
 */
export function diskControllersOf(size: VmSizeName): readonly DiskController[] {
  const { family, features, version } = size;
  if (version >= 6 || (family === "L" && version >= 4) || isNVMeEbsv5(size)) return ["NVMe"];
  const either =
    (family === "E" && version === 5 && features.includes("b")) ||
    (family === "M" && version >= 3) ||
    (family === "FX" && version >= 2);
  return either ? ["SCSI", "NVMe"] : ["SCSI"];
}

/** "All sizes (E2-E96) … support SCSI except E112i", and NVMe is for generation 2: the page of Ebdsv5 and Ebsv5. */
function isNVMeEbsv5({ family, number, features, version }: VmSizeName): boolean {
  return family === "E" && version === 5 && number === 112 && features.includes("b");
}
