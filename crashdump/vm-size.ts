import type { Architecture, DiskController, Generation } from "./platform";
import { memoryMiBOf } from "./vm-memory";

/** What the name of an Azure VM size says; what it does not say is undefined. */
export interface VmSize {
  readonly architecture: Architecture;
  readonly generations: readonly Generation[];
  readonly diskControllers: readonly DiskController[];
  /** Confidential VMs encrypt memory against the host, and with it what a capture kernel reads. */
  readonly confidential: boolean;
  /** Takes disks of Premium SSD. */
  readonly premiumStorage: boolean;
  readonly memoryMiB?: number;
}

/** The parts of a size's name, as Azure writes them: "DS", 13, "", 2 of Standard_DS13-4_v2. */
export interface VmSizeName {
  readonly family: string;
  /** vCPUs, in all but the oldest series; a constraint on them (16-4) leaves memory alone, and is left out. */
  readonly number: number;
  readonly features: string;
  /** Accelerator or other mark, such as "a100", "t4" or "cc"; empty for none. */
  readonly mark: string;
  readonly version: number;
}

/**
 * Reads a VM size by Azure's naming convention
 * (learn.microsoft.com/azure/virtual-machines/vm-naming-conventions): family, vCPUs, features, version. Azure compares
 * the names case-insensitively. Undefined for a name that does not follow the convention.
 */
export function vmSizeOf(name: string): VmSize | undefined {
  const size = parse(name);
  if (size === undefined) return undefined;
  const memoryMiB = memoryMiBOf(size);
  return {
    architecture: isArm(size) ? "arm64" : "x64",
    generations: generationsOf(size),
    diskControllers: diskControllersOf(size),
    confidential: isConfidential(size),
    premiumStorage: hasPremiumStorage(size),
    ...(memoryMiB === undefined ? {} : { memoryMiB }),
  };
}

function parse(name: string): VmSizeName | undefined {
  const match =
    /^(?:standard|basic)_(?<family>[a-z]+)(?<number>\d+)(?:-\d+)?(?<features>[a-z]*)(?:_(?!v\d|promo)(?<mark>\w*?))?(?:_v(?<version>\d+))?(?:_promo)?$/.exec(
      name.toLowerCase(),
    );
  if (match?.groups === undefined) return undefined;
  const { family = "", number, features = "", mark = "", version = 1 } = match.groups;
  return {
    family: family.toUpperCase(),
    number: Number(number),
    features,
    mark,
    version: Number(version),
  };
}

function isArm({ features }: VmSizeName): boolean {
  return features.includes("p");
}

/** DC and EC sizes before v5 hold SGX enclaves, and the `cc` ones start confidential children: both are plain VMs. */
function isConfidential({ family, version, mark }: VmSizeName): boolean {
  return /^(DC|EC|NCC)$/.test(family) && version >= 5 && mark !== "cc";
}

/** By the convention an s says so; the first D and G sizes have it in their family's name, and all of the M family do. */
function hasPremiumStorage({ family, features }: VmSizeName): boolean {
  return features.includes("s") || /^(DS|GS|M)$/.test(family);
}

/**
 * learn.microsoft.com/azure/virtual-machines/generation-2 and the pages of the series. Those without premium storage
 * boot generation 1 alone up to v3; M-series was the first of its family, and boots both.
 */
function generationsOf(size: VmSizeName): readonly Generation[] {
  const { family, features, version } = size;
  if (isArm(size) || version >= 6 || /^(DC|EC)/.test(family)) return [2];
  if ((family === "M" || family === "ND" || family === "FX") && version >= 2) return [2];
  if (family === "L" && version >= 4) return [2];
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
function diskControllersOf({ family, features, version }: VmSizeName): readonly DiskController[] {
  if (version >= 6 || (family === "L" && version >= 4)) return ["NVMe"];
  const either =
    (family === "E" && version === 5 && features.includes("b")) ||
    (family === "M" && version >= 3) ||
    (family === "FX" && version >= 2);
  return either ? ["SCSI", "NVMe"] : ["SCSI"];
}
