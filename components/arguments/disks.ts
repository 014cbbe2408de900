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

/** What the host keeps of a disk in its own memory and on its own disk. */
export const DiskCaching = {
  None: "None",
  ReadOnly: "ReadOnly",
  /** For data only that the program in the guest flushes itself. */
  ReadWrite: "ReadWrite",
} as const;
export type DiskCaching = (typeof DiskCaching)[keyof typeof DiskCaching];

/** The disk that the VM boots from; it goes with the VM. What is left out stays as Azure has it. */
export interface OsDiskArgs {
  /** GiB, at least the image's own size and at most 4095, on generation 1 2048. Default: the image's own size. */
  sizeGiB?: number;
  /** Any but PremiumV2_LRS. Default: Azure's, by the VM size. */
  storageAccountType?: DiskSku;
  /** Default: Azure's, which is ReadWrite. */
  caching?: DiskCaching;
  /** Id of the disk encryption set whose key encrypts the disk. Default: a key that Azure keeps. */
  diskEncryptionSetId?: pulumi.Input<string>;
}

/** A disk beside the OS disk, blank or one that exists. It stays when the VM is replaced. */
export interface DataDiskArgs {
  /** Of this VM's disks, unique: lower-case letters, digits and -. */
  name: string;
  /** Logical unit number, 0 to 63, unique; the dump disk has 0 unless told otherwise. */
  lun: number;
  /** Id of a managed disk that exists, in place of a blank one. */
  id?: pulumi.Input<string>;
  /** GiB, 1 to 32767; required for a blank disk. Azure grows a disk and never shrinks it. */
  sizeGiB?: number;
  /** Of a blank disk. Default StandardSSD_LRS. */
  sku?: DiskSku;
  /** Default None. */
  caching?: DiskCaching;
  /** Of a blank disk: id of the disk encryption set whose key encrypts it. Default: a key that Azure keeps. */
  diskEncryptionSetId?: pulumi.Input<string>;
}
