import type { Release } from "../release";
import { el8, el9 } from "./enterprise-linux";
import { arm64, x64 } from "./image";

export const oracle = {
  "oracle-8": {
    ...el8,
    title: "Oracle Linux 8",
    stock: { panicTimeoutSeconds: 0, crashkernel: "auto", kdumpEnabled: true },
    evidence: { recipe: "derived", stock: "own", cloudInit: "own" },
    images: [
      x64(1, "Oracle:Oracle-Linux:ol810-lvm", "observed"),
      x64(2, "Oracle:Oracle-Linux:ol810-lvm-gen2", "vendor"),
      arm64("Oracle:Oracle-Linux:ol810-arm64-lvm-gen2", "observed"),
    ],
  },
  "oracle-9": {
    ...el9,
    title: "Oracle Linux 9",
    stock: { panicTimeoutSeconds: 0, kdumpEnabled: true },
    evidence: { recipe: "derived", stock: "own", cloudInit: "own" },
    images: [
      x64(1, "Oracle:Oracle-Linux:ol94-lvm", "derived"),
      x64(2, "Oracle:Oracle-Linux:ol94-lvm-gen2", "vendor"),
      arm64("Oracle:Oracle-Linux:ol94-arm64-lvm-gen2", "vendor"),
    ],
  },
} as const satisfies Readonly<Record<string, Release>>;
