import type { Architecture, DiskController, Generation } from "../platform";
import { hasAcceleratedNetworking } from "./accelerated-networking";
import { diskControllersOf, generationsOf, isArm } from "./boot";
import { maxDataDisksOf, maxNetworkInterfacesOf } from "./limits";
import { memoryMiBOf } from "./memory";
import { type VmSizeName, vmSizeNameOf } from "./name";
import { type TemporaryDisk, temporaryDiskOf } from "./temporary-disk";
import { vCPUsOf } from "./vcpus";

/** What is known of an Azure VM size by its name; what is not known is left out. */
export interface VmSize {
  readonly architecture: Architecture;
  readonly generations: readonly Generation[];
  readonly diskControllers: readonly DiskController[];
  /** Confidential VMs encrypt memory against the host, and with it what a capture kernel reads. */
  readonly confidential: boolean;
  /** Takes disks of Premium SSD. */
  readonly premiumStorage: boolean;
  /** That the guest sees: 4 of Standard_E16-4s_v5. */
  readonly vCPUs?: number;
  readonly memoryMiB?: number;
  readonly temporaryDisk?: TemporaryDisk;
  readonly acceleratedNetworking?: boolean;
  /** The OS disk and the temporary disk are not among them. */
  readonly maxDataDisks?: number;
  readonly maxNetworkInterfaces?: number;
}

/**
 * Reads a VM size by Azure's naming convention
 * (learn.microsoft.com/azure/virtual-machines/vm-naming-conventions): family, vCPUs, features, version. Azure compares
 * the names case-insensitively. Undefined for a name that does not follow the convention.
 */
export function vmSizeOf(name: string): VmSize | undefined {
  const size = vmSizeNameOf(name);
  if (size === undefined) return undefined;
  return {
    architecture: isArm(size) ? "arm64" : "x64",
    generations: generationsOf(size),
    diskControllers: diskControllersOf(size),
    confidential: isConfidential(size),
    premiumStorage: hasPremiumStorage(size),
    ...known({
      vCPUs: vCPUsOf(size),
      memoryMiB: memoryMiBOf(size),
      temporaryDisk: temporaryDiskOf(size),
      acceleratedNetworking: hasAcceleratedNetworking(size),
      maxDataDisks: maxDataDisksOf(size),
      maxNetworkInterfaces: maxNetworkInterfacesOf(size),
    }),
  };
}

type Known<Values> = { readonly [Name in keyof Values]?: Exclude<Values[Name], undefined> };

function known<Values extends object>(values: Values): Known<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Known<Values>;
}

/** DC and EC sizes before v5 hold SGX enclaves, and the `cc` ones start confidential children: both are plain VMs. */
function isConfidential({ family, version, mark }: VmSizeName): boolean {
  return /^(DC|EC|NCC)$/.test(family) && version >= 5 && mark !== "cc";
}

/** By the convention an s says so; the first D and G sizes have it in their family's name, and all of the M family do. */
function hasPremiumStorage({ family, features }: VmSizeName): boolean {
  return features.includes("s") || /^(DS|GS|M)$/.test(family);
}
