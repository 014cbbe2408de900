import type { Architecture, DiskController, Generation } from "./platform";

export type ReleaseName = "centos-7" | "almalinux-9" | "ubuntu-22.04" | "ubuntu-24.04" | "debian-12";

/** How kdump is configured: the EL dialects of kdump.conf, or the sourced shell file of Debian's kdump-tools. */
export type KdumpDialect = "el7" | "el9" | "kdump-tools";

/** How the kernel command line is changed for good. */
export type BootLoader = "grub2-mkconfig" | "grubby" | "update-grub";

export interface ImageReference {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
}

export interface Image {
  readonly architecture: Architecture;
  readonly generation: Generation;
  readonly reference: ImageReference;
  /** Controllers the image is tagged for; Azure refuses a size that offers none of them. */
  readonly diskControllers: readonly DiskController[];
  /** Whether Azure accepts securityType TrustedLaunch for the image. */
  readonly trustedLaunch: boolean;
}

export interface Release {
  readonly title: string;
  readonly dialect: KdumpDialect;
  readonly bootLoader: BootLoader;
  /** Version of cloud-init in the image: it decides how customData is read. */
  readonly cloudInit: string;
  /** Packages that hold kdump; installed where the image lacks them. */
  readonly packages: readonly string[];
  /** systemd unit that loads the capture kernel. */
  readonly unit: string;
  /** Day (ISO 8601) after which the vendor ships no more fixes; undefined while it does. */
  readonly endOfLife?: string;
  /** What the image is before anybody hardens it. */
  readonly stock: {
    /** kernel.panic in seconds; 0 hangs for good, negative reboots at once. */
    readonly panicTimeoutSeconds: number;
  };
  readonly images: readonly Image[];
}

const scsi = ["SCSI"] as const;
const scsiAndNvme = ["SCSI", "NVMe"] as const;

function x64(
  generation: Generation,
  [publisher, offer, sku]: readonly [string, string, string],
  diskControllers: readonly DiskController[],
  trustedLaunch: boolean,
): Image {
  return { architecture: "x64", generation, reference: { publisher, offer, sku }, diskControllers, trustedLaunch };
}

/**
 * Every release that can be hardened, as data.
 *
 * Sources: image names from the publishers' Azure listings; package, unit and dialect from the distributions' own
 * kexec-tools and kdump-tools; `stock` from boot logs of the marketplace images (Ubuntu's azure kernels boot with
 * panic=-1).
 */
export const releases: Readonly<Record<ReleaseName, Release>> = {
  "centos-7": {
    title: "CentOS 7",
    dialect: "el7",
    bootLoader: "grub2-mkconfig",
    cloudInit: "19.4",
    packages: ["kexec-tools"],
    unit: "kdump.service",
    endOfLife: "2024-06-30",
    stock: { panicTimeoutSeconds: 0 },
    images: [
      x64(1, ["OpenLogic", "CentOS", "7_9"], scsi, false),
      x64(2, ["OpenLogic", "CentOS", "7_9-gen2"], scsi, false),
    ],
  },
  "almalinux-9": {
    title: "AlmaLinux 9",
    dialect: "el9",
    bootLoader: "grubby",
    cloudInit: "24.4",
    packages: ["kexec-tools"],
    unit: "kdump.service",
    stock: { panicTimeoutSeconds: 0 },
    images: [x64(2, ["almalinux", "almalinux-x86_64", "9-gen2"], scsiAndNvme, true)],
  },
  "ubuntu-22.04": {
    title: "Ubuntu 22.04 LTS",
    dialect: "kdump-tools",
    bootLoader: "update-grub",
    cloudInit: "25.1",
    packages: ["linux-crashdump", "makedumpfile"],
    unit: "kdump-tools.service",
    stock: { panicTimeoutSeconds: -1 },
    images: [x64(2, ["Canonical", "0001-com-ubuntu-server-jammy", "22_04-lts-gen2"], scsiAndNvme, true)],
  },
  "ubuntu-24.04": {
    title: "Ubuntu 24.04 LTS",
    dialect: "kdump-tools",
    bootLoader: "update-grub",
    cloudInit: "25.1",
    packages: ["linux-crashdump", "makedumpfile"],
    unit: "kdump-tools.service",
    stock: { panicTimeoutSeconds: -1 },
    images: [x64(2, ["Canonical", "ubuntu-24_04-lts", "server"], scsiAndNvme, true)],
  },
  "debian-12": {
    title: "Debian 12",
    dialect: "kdump-tools",
    bootLoader: "update-grub",
    cloudInit: "22.4.2",
    packages: ["kdump-tools", "makedumpfile"],
    unit: "kdump-tools.service",
    stock: { panicTimeoutSeconds: 0 },
    images: [x64(2, ["Debian", "debian-12", "12-gen2"], scsiAndNvme, true)],
  },
};

export const releaseNames = Object.keys(releases) as readonly ReleaseName[];

/** The marketplace image of a release for this architecture and generation, or undefined where there is none. */
export function imageOf(release: ReleaseName, architecture: Architecture, generation: Generation): Image | undefined {
  return releases[release].images.find(
    (image) => image.architecture === architecture && image.generation === generation,
  );
}
