import type { Release } from "../release";
import { arm64, scsiOnly, x64 } from "./image";

/** Stock: the azure kernels boot with panic=-1 (every boot log found), and kdump is not installed. */
const ubuntuServer = {
  dialect: "kdump-tools",
  bootLoader: "update-grub",
  cloudInit: "25.1",
  packages: ["linux-crashdump", "makedumpfile"],
  unit: "kdump-tools.service",
  status: "current",
  generations: { x64: [1, 2], arm64: [2] },
  stock: { panicTimeoutSeconds: -1, kdumpEnabled: false },
  // The size of most Linux images on Azure (hashicorp/terraform-website, PR 382).
  osDisk: { sizeGiB: 30, evidence: "observed" },
  evidence: { recipe: "source", stock: "observed", cloudInit: "own" },
} as const;

export const ubuntu = {
  "ubuntu-20.04": {
    ...ubuntuServer,
    title: "Ubuntu 20.04 LTS",
    cloudInit: "24.4",
    status: "end-of-life",
    endOfLife: "2025-05-31",
    evidence: { recipe: "derived", stock: "derived", cloudInit: "own" },
    images: [
      x64(1, "Canonical:0001-com-ubuntu-server-focal:20_04-lts", "observed"),
      // SCSI only: Azure Verified Modules' list, PR 373.
      x64(2, "Canonical:0001-com-ubuntu-server-focal:20_04-lts-gen2", "observed", { diskControllers: ["SCSI"] }),
      arm64("Canonical:0001-com-ubuntu-server-focal:20_04-lts-arm64", "own", scsiOnly),
    ],
  },
  "ubuntu-22.04": {
    ...ubuntuServer,
    title: "Ubuntu 22.04 LTS",
    images: [
      x64(1, "Canonical:0001-com-ubuntu-server-jammy:22_04-lts", "vendor"),
      x64(2, "Canonical:0001-com-ubuntu-server-jammy:22_04-lts-gen2", "vendor"),
      arm64("Canonical:0001-com-ubuntu-server-jammy:22_04-lts-arm64", "vendor"),
    ],
  },
  "ubuntu-24.04": {
    ...ubuntuServer,
    title: "Ubuntu 24.04 LTS",
    images: [
      x64(1, "Canonical:ubuntu-24_04-lts:server-gen1", "vendor"),
      x64(2, "Canonical:ubuntu-24_04-lts:server", "vendor"),
      arm64("Canonical:ubuntu-24_04-lts:server-arm64", "vendor"),
    ],
  },
  "ubuntu-26.04": {
    ...ubuntuServer,
    title: "Ubuntu 26.04 LTS",
    cloudInit: "26.1",
    // On by default since 24.10 where the installer finds room (ubuntu-server-documentation); of the cloud image
    // nothing is known.
    stock: { panicTimeoutSeconds: -1 },
    evidence: { recipe: "derived", stock: "derived", cloudInit: "own" },
    images: [
      x64(1, "Canonical:ubuntu-26_04-lts:server-gen1", "observed"),
      x64(2, "Canonical:ubuntu-26_04-lts:server", "observed"),
      arm64("Canonical:ubuntu-26_04-lts:server-arm64", "observed"),
    ],
  },
} as const satisfies Readonly<Record<string, Release>>;
