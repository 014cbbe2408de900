import type * as pulumi from "@pulumi/pulumi";

/** What a managed disk is made of, and how many copies there are: three in one zone (LRS), or one in each of three. */
export const DiskSku = {
  /** Hard disks. */
  StandardLRS: "Standard_LRS",
  StandardSSDLRS: "StandardSSD_LRS",
  StandardSSDZRS: "StandardSSD_ZRS",
  /** Needs a VM size with premium storage (an s in its name). */
  PremiumLRS: "Premium_LRS",
  /** Needs a VM size with premium storage (an s in its name). */
  PremiumZRS: "Premium_ZRS",
  /** Needs a VM size with premium storage (an s in its name), and has no host cache. */
  PremiumV2LRS: "PremiumV2_LRS",
} as const;
export type DiskSku = (typeof DiskSku)[keyof typeof DiskSku];

/** A disk for dumps alone, mounted at the dump path. It stays when the VM is replaced, and with it the dumps. */
export interface DumpDiskArgs {
  /** Logical unit number, 0 to 63, that no data disk has. A change replaces the VM. Default 0. */
  lun?: number;
  /**
   * GiB: at least what a dump of the VM's memory may come to (72 % of it) and what the file system takes. Azure grows a
   * disk and never shrinks it, and the file system in the guest is grown by hand (resize2fs). Default: room for two such
   * dumps, rounded up to the next size that Azure bills; it follows the VM size, so give the size of the disk before you
   * choose a VM with less memory.
   */
  sizeGiB?: number;
  /** Default StandardSSD_LRS, which every VM size takes and which writes faster than a small premium disk. */
  sku?: DiskSku;
  /** Id of the disk encryption set whose key encrypts the disk. Default: a key that Azure keeps. */
  diskEncryptionSetId?: pulumi.Input<string>;
}
