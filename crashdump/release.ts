import type { Architecture, DiskController, Generation } from "./platform";

/** How kdump is configured: the EL dialects of kdump.conf, or the sourced shell file of Debian's kdump-tools. */
export type KdumpDialect = KdumpConfDialect | "kdump-tools";
export type KdumpConfDialect = "el6" | "el7" | "el8" | "el9" | "el10";

/** How the kernel command line is changed for good. */
export type BootLoader = "grub-conf" | "grub2-mkconfig" | "grubby" | "update-grub";

/**
 * What a row rests on, strongest first: executed; read in the distribution's own source; a vendor's documentation;
 * somebody else's console output or deployment; concluded from these; own knowledge that nobody checked again.
 */
export type Evidence = "measured" | "source" | "vendor" | "observed" | "derived" | "own";

export interface ImageReference {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
}

/** Marketplace terms that a deployment has to name, and a subscription has to have accepted. */
export interface Plan {
  readonly publisher: string;
  readonly product: string;
  readonly name: string;
}

export interface Image {
  readonly architecture: Architecture;
  readonly generation: Generation;
  readonly reference: ImageReference;
  readonly plan?: Plan;
  /** Controllers the image is tagged for; Azure refuses a size that offers none of them. */
  readonly diskControllers: readonly DiskController[];
  /** Whether Azure accepts securityType TrustedLaunch for the image. */
  readonly trustedLaunch: boolean;
  /** Of the reference. `derived` and `own`: the SKU is not verified, check it with `az vm image show`. */
  readonly evidence: Evidence;
}

/** What the image is before anybody hardens it. */
export interface Stock {
  /** kernel.panic in seconds; 0 hangs for good, negative reboots at once. */
  readonly panicTimeoutSeconds: number;
  /** Value of crashkernel= on the image's command line; undefined where there is none. */
  readonly crashkernel?: string;
  /** Whether kdump is installed and its unit enabled; undefined where that is not known. */
  readonly kdumpEnabled?: boolean;
}

/** The disk that a release's marketplace images boot from. */
export interface OsDisk {
  /** Size that a VM gets where it asks for none. */
  readonly sizeGiB: number;
  /** Size of the volume that holds /var, where it does not grow with the disk. */
  readonly varGiB?: number;
  readonly evidence: Evidence;
}

export interface Release {
  readonly title: string;
  readonly dialect: KdumpDialect;
  readonly bootLoader: BootLoader;
  /** Folder below /boot/efi/EFI that holds grub.cfg, where the boot loader's configuration lies there. */
  readonly efiFolder?: string;
  /** Version of cloud-init in the image, which decides how customData is read; "-py2.7" names a Python with an old PyYAML. */
  readonly cloudInit: string;
  /** Packages that hold kdump; installed where the image lacks them. */
  readonly packages: readonly string[];
  /** systemd unit, or SysV service, that loads the capture kernel. */
  readonly unit: string;
  /** end-of-life: the vendor ships no more fixes. retired: nor has Azure an image that can be hardened. */
  readonly status: "current" | "end-of-life" | "retired";
  /** Day (ISO 8601) after which the vendor ships no more fixes; undefined while it does. */
  readonly endOfLife?: string;
  /** Generations that have a recipe, by architecture. */
  readonly generations: Readonly<Partial<Record<Architecture, readonly Generation[]>>>;
  readonly stock: Stock;
  /** Undefined where it is not known. */
  readonly osDisk?: OsDisk;
  readonly evidence: {
    /** That the release accepts the recipe: `measured` where its own configuration check or a crash was run. */
    readonly recipe: Evidence;
    readonly stock: Evidence;
    readonly cloudInit: Evidence;
  };
  readonly images: readonly Image[];
}
