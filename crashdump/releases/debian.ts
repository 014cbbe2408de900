import type { Release } from "../release";
import { arm64, x64 } from "./image";

const debianServer = {
  dialect: "kdump-tools",
  bootLoader: "update-grub",
  // makedumpfile is only recommended since kdump-tools 1.6.9.
  packages: ["kdump-tools", "makedumpfile"],
  unit: "kdump-tools.service",
  status: "current",
  generations: { x64: [1, 2], arm64: [2] },
  stock: { panicTimeoutSeconds: 0, kdumpEnabled: false },
  // The size of most Linux images on Azure (hashicorp/terraform-website, PR 382).
  osDisk: { sizeGiB: 30, evidence: "observed" },
} as const;

/** Recipe: Debian 12's was crashed for real, under emulation; versions of cloud-init from Debian's archive. */
export const debian = {
  "debian-11": {
    ...debianServer,
    title: "Debian 11",
    cloudInit: "20.4.1",
    status: "end-of-life",
    // End of Debian LTS.
    endOfLife: "2026-08-31",
    generations: { x64: [1, 2] },
    evidence: { recipe: "source", stock: "derived", cloudInit: "source" },
    images: [
      x64(1, "Debian:debian-11:11", "vendor"),
      x64(2, "Debian:debian-11:11-gen2", "vendor", { diskControllers: ["SCSI"] }),
    ],
  },
  "debian-12": {
    ...debianServer,
    title: "Debian 12",
    cloudInit: "22.4.2",
    evidence: { recipe: "measured", stock: "measured", cloudInit: "source" },
    images: [
      x64(1, "Debian:debian-12:12", "vendor"),
      x64(2, "Debian:debian-12:12-gen2", "vendor"),
      arm64("Debian:debian-12:12-arm64", "vendor"),
    ],
  },
  "debian-13": {
    ...debianServer,
    title: "Debian 13",
    cloudInit: "25.1.4",
    evidence: { recipe: "source", stock: "derived", cloudInit: "source" },
    images: [
      x64(1, "Debian:debian-13:13", "observed"),
      x64(2, "Debian:debian-13:13-gen2", "observed"),
      arm64("Debian:debian-13:13-arm64", "derived"),
    ],
  },
} as const satisfies Readonly<Record<string, Release>>;
