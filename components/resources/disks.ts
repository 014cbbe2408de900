import * as compute from "@pulumi/azure-native/compute/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { dumpEstimateGiB } from "azure-kdump-core";
import { type DataDiskArgs, DiskCaching, DiskSku, type DumpDiskArgs, type OsDiskArgs } from "../arguments/disks";
import type { MachineArgs } from "../arguments/machine";
import type { HardenedVmArgs } from "../arguments/vm";
import { dumpDiskLun, platformOf } from "../platform";
import type { Placement } from "./machine";

/** What the file system leaves of a disk: ext4 keeps 5 % for root, and its tables and journal take some more. */
const usableShare = 0.9;

/** GiB that a disk needs at least to hold one dump of that much memory. */
export function leastDumpDiskGiB(memoryMiB: number): number {
  return Math.ceil(dumpEstimateGiB(memoryMiB) / usableShare);
}

/** GiB that Azure bills managed disks by: learn.microsoft.com/azure/virtual-machines/disks-types. */
const billedGiB = [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32767] as const;

/** The largest disk, in GiB. */
export const largestDiskGiB = billedGiB[13];

/** GiB with room for two dumps of that much memory: the one that is written, and those that are kept. */
export function defaultDumpDiskGiB(memoryMiB: number): number {
  return billedGiB.find((size) => size >= 2 * leastDumpDiskGiB(memoryMiB)) ?? largestDiskGiB;
}

/** The disk that receives dumps; the arguments have passed the check, so that a size is given or known. */
export function dumpDisk(args: HardenedVmArgs, disk: DumpDiskArgs, placement: Placement): compute.DiskArgs {
  const { sku = DiskSku.StandardSSDLRS, diskEncryptionSetId } = disk;
  return blankDisk({ sizeGiB: dumpDiskGiB(args, disk), sku, diskEncryptionSetId }, args, placement);
}

export function dumpDiskGiB(args: MachineArgs, { sizeGiB }: DumpDiskArgs): number {
  return sizeGiB ?? defaultDumpDiskGiB(platformOf(args).memoryMiB ?? 0);
}

/** How the VM holds the disk that receives dumps. A host's cache could only lose a dump that was written to it. */
export function dumpDiskAttachment(disk: DumpDiskArgs, id: pulumi.Input<string>) {
  return attachment(dumpDiskLun(disk), DiskCaching.None, id);
}

/** A data disk that does not exist yet; the arguments have passed the check, so that a size is given. */
export function dataDisk(args: HardenedVmArgs, disk: DataDiskArgs, placement: Placement): compute.DiskArgs {
  const { sizeGiB = 0, sku = DiskSku.StandardSSDLRS, diskEncryptionSetId } = disk;
  return blankDisk({ sizeGiB, sku, diskEncryptionSetId }, args, placement);
}

/** How the VM holds a data disk, blank or not. */
export function dataDiskAttachment({ lun, caching = DiskCaching.None }: DataDiskArgs, id: pulumi.Input<string>) {
  return attachment(lun, caching, id);
}

/** The disk that Azure makes of the image, together with the VM. */
export function osDisk({ sizeGiB, storageAccountType, caching, diskEncryptionSetId }: OsDiskArgs = {}) {
  const managedDisk = {
    ...(storageAccountType === undefined ? {} : { storageAccountType }),
    ...(diskEncryptionSetId === undefined ? {} : { diskEncryptionSet: { id: diskEncryptionSetId } }),
  };
  return {
    createOption: compute.DiskCreateOptionTypes.FromImage,
    deleteOption: compute.DiskDeleteOptionTypes.Delete,
    osType: compute.OperatingSystemTypes.Linux,
    ...(sizeGiB === undefined ? {} : { diskSizeGB: sizeGiB }),
    ...(caching === undefined ? {} : { caching }),
    ...(Object.keys(managedDisk).length === 0 ? {} : { managedDisk }),
  };
}

interface BlankDisk {
  readonly sizeGiB: number;
  readonly sku: DiskSku;
  readonly diskEncryptionSetId: pulumi.Input<string> | undefined;
}

function blankDisk(disk: BlankDisk, { zones }: HardenedVmArgs, placement: Placement): compute.DiskArgs {
  const { sizeGiB, sku, diskEncryptionSetId } = disk;
  return {
    ...placement,
    // A zone-redundant disk is in every zone, and names none.
    ...(zones === undefined || sku.endsWith("_ZRS") ? {} : { zones }),
    sku: { name: sku },
    diskSizeGB: sizeGiB,
    creationData: { createOption: compute.DiskCreateOption.Empty },
    ...(diskEncryptionSetId === undefined
      ? {}
      : { encryption: { type: compute.EncryptionType.EncryptionAtRestWithCustomerKey, diskEncryptionSetId } }),
    // Nobody exports the disk, and the dumps and secrets on it, by a link.
    networkAccessPolicy: compute.NetworkAccessPolicy.DenyAll,
    publicNetworkAccess: compute.PublicNetworkAccess.Disabled,
  };
}

function attachment(lun: number, caching: DiskCaching, id: pulumi.Input<string>) {
  return {
    lun,
    caching,
    createOption: compute.DiskCreateOptionTypes.Attach,
    deleteOption: compute.DiskDeleteOptionTypes.Detach,
    managedDisk: { id },
  };
}
