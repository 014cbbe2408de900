import type { Release } from "../release";
import { el10, el8, el9 } from "./enterprise-linux";
import { arm64, x64 } from "./image";

/** What the marketplace asks of a publisher (AlmaLinux/cloud-images#53). */
const osDisk = { sizeGiB: 30, evidence: "observed" } as const;

/** The kickstart files of AlmaLinux/cloud-images for Azure: kdump disabled, no crashkernel, weak dependencies left out. */
const stock = { panicTimeoutSeconds: 0, kdumpEnabled: false } as const;

export const almalinux = {
  "almalinux-8": {
    ...el8,
    title: "AlmaLinux 8",
    stock,
    osDisk,
    evidence: { recipe: "measured", stock: "source", cloudInit: "own" },
    images: [
      x64(1, "almalinux:almalinux-x86_64:8-gen1", "vendor"),
      x64(2, "almalinux:almalinux-x86_64:8-gen2", "vendor"),
      arm64("almalinux:almalinux-arm:8-arm-gen2", "derived"),
    ],
  },
  "almalinux-9": {
    ...el9,
    title: "AlmaLinux 9",
    stock,
    osDisk,
    evidence: { recipe: "measured", stock: "source", cloudInit: "own" },
    images: [
      x64(1, "almalinux:almalinux-x86_64:9-gen1", "vendor"),
      x64(2, "almalinux:almalinux-x86_64:9-gen2", "vendor"),
      arm64("almalinux:almalinux-arm:9-arm-gen2", "vendor"),
    ],
  },
  "almalinux-10": {
    ...el10,
    title: "AlmaLinux 10",
    stock,
    osDisk,
    evidence: { recipe: "measured", stock: "source", cloudInit: "own" },
    images: [
      x64(2, "almalinux:almalinux-x86_64:10-gen2", "observed"),
      arm64("almalinux:almalinux-arm:10-arm-gen2", "observed"),
    ],
  },
} as const satisfies Readonly<Record<string, Release>>;
