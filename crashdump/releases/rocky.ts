import type { Release } from "../release";
import { el10, el8, el9 } from "./enterprise-linux";
import { arm64, withPlan, x64 } from "./image";

const osDisk = { sizeGiB: 10, evidence: "own" } as const;

/** The foundation's own publisher; erockyenterprise… is deprecated since 2024-04. */
export const rocky = {
  "rocky-8": {
    ...el8,
    title: "Rocky Linux 8",
    stock: { panicTimeoutSeconds: 0, crashkernel: "auto", kdumpEnabled: true },
    osDisk,
    evidence: { recipe: "measured", stock: "derived", cloudInit: "own" },
    images: [
      withPlan(x64(2, "resf:rockylinux-x86_64:8-base", "vendor")),
      withPlan(arm64("resf:rockylinux-aarch64:8-base", "derived")),
    ],
  },
  "rocky-9": {
    ...el9,
    title: "Rocky Linux 9",
    stock: { panicTimeoutSeconds: 0, crashkernel: "1G-4G:192M,4G-64G:256M,64G-:512M", kdumpEnabled: true },
    osDisk,
    evidence: { recipe: "measured", stock: "observed", cloudInit: "own" },
    images: [
      withPlan(x64(2, "resf:rockylinux-x86_64:9-base", "vendor")),
      withPlan(arm64("resf:rockylinux-aarch64:9-base", "observed")),
    ],
  },
  "rocky-10": {
    ...el10,
    title: "Rocky Linux 10",
    stock: { panicTimeoutSeconds: 0, crashkernel: "2G-64G:256M,64G-:512M", kdumpEnabled: true },
    osDisk,
    evidence: { recipe: "measured", stock: "derived", cloudInit: "own" },
    images: [
      withPlan(x64(2, "resf:rockylinux-x86_64:10-base", "observed")),
      withPlan(arm64("resf:rockylinux-aarch64:10-base", "derived")),
    ],
  },
} as const satisfies Readonly<Record<string, Release>>;
