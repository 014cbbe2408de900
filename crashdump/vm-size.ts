import type { Architecture, DiskController, Generation } from "./platform";

/** What the name of an Azure VM size says; what it does not say is undefined. */
export interface VmSize {
  readonly architecture: Architecture;
  readonly generations: readonly Generation[];
  readonly diskControllers: readonly DiskController[];
  /** Confidential VMs encrypt memory against the host, and with it what a capture kernel reads. */
  readonly confidential: boolean;
  readonly memoryMiB?: number;
}

/**
 * Reads a VM size by Azure's naming convention
 * (learn.microsoft.com/azure/virtual-machines/vm-naming-conventions): family, vCPUs, features, version.
 * Undefined for a name that does not follow it.
 */
export function vmSizeOf(name: string): VmSize | undefined {
  const match = /^(?:Standard|Basic)_([A-Z]+)(\d+)(?:-\d+)?([a-z]*)(?:_[A-Z]\w*?)?(?:_v(\d+))?$/.exec(name);
  if (!match) return undefined;
  const [, family = "", vCpus, features = "", versionText] = match;
  const version = Number(versionText ?? 1);
  const arm = features.includes("p");
  const memoryMiB = memoryOf(family, Number(vCpus), features, version);
  return {
    architecture: arm ? "arm64" : "x64",
    generations: generationsOf(family, version, arm),
    diskControllers: diskControllersOf(family, features, version),
    confidential: /^(DC|EC|NCC)$/.test(family) && version >= 5,
    ...(memoryMiB === undefined ? {} : { memoryMiB }),
  };
}

function generationsOf(family: string, version: number, arm: boolean): readonly Generation[] {
  if (arm || version >= 6 || family === "M" || family === "DC" || family === "EC") return [2];
  // learn.microsoft.com/azure/virtual-machines/generation-2: no A series, no first D series.
  if (family === "A" || (family === "D" && version === 1)) return [1];
  return [1, 2];
}

/** learn.microsoft.com/azure/virtual-machines/nvme-overview: v6 and later by NVMe only, Ebsv5 and Ebdsv5 by either. */
function diskControllersOf(family: string, features: string, version: number): readonly DiskController[] {
  if (version >= 6) return ["NVMe"];
  return family === "E" && version === 5 && features.includes("b") ? ["SCSI", "NVMe"] : ["SCSI"];
}

/** GiB per vCPU of the families in which it is constant; `l` and `m` sizes of D differ from the family's plain ones. */
function memoryOf(family: string, vCpus: number, features: string, version: number): number | undefined {
  if (family === "B") return burstableMemoryMiB(vCpus, features, version);
  if (family === "F" && version === 2) return vCpus * 2048;
  if (version < 3) return undefined;
  if (family === "D") return vCpus * (features.includes("l") ? 2048 : 4096);
  // E20, E48 and E64 are the exceptions of the v3 generation, in which the largest sizes hold less.
  if (family === "E" && !(version < 4 && vCpus > 48) && vCpus < 96) return vCpus * 8192;
  return undefined;
}

/** learn.microsoft.com/azure/virtual-machines/sizes/general-purpose/b-family */
function burstableMemoryMiB(vCpus: number, features: string, version: number): number | undefined {
  if (version === 1) return firstBurstableMemoryMiB[`${vCpus}${features}`];
  // AMD's and Arm's hold what Intel's do.
  const tier = features.replace(/[ap]/, "");
  if (version !== 2 || !["ts", "ls", "s"].includes(tier)) return undefined;
  if (tier === "ts") return vCpus === 2 ? 1024 : undefined;
  return vCpus * (tier === "ls" ? 2048 : 4096);
}

const firstBurstableMemoryMiB: Readonly<Record<string, number>> = {
  "1ls": 512,
  "1s": 1024,
  "1ms": 2048,
  "2s": 4096,
  "2ms": 8192,
  "4ms": 16384,
  "8ms": 32768,
  "12ms": 49152,
  "16ms": 65536,
  "20ms": 81920,
};
