import type { Release } from "../release";
import { el10, el7, el8, el9 } from "./enterprise-linux";
import { arm64, scsiOnly, x64 } from "./image";

/** Azure refuses a smaller disk (kubermatic/dashboard#4259); volumes: the image definitions of osbuild/images. */
const osDisk = { sizeGiB: 64, varGiB: 10 } as const;

/** Stock command lines: the image definitions of osbuild/images. */
export const rhel = {
  "rhel-7": {
    ...el7,
    title: "Red Hat Enterprise Linux 7",
    efiFolder: "redhat",
    status: "end-of-life",
    endOfLife: "2024-06-30",
    stock: { panicTimeoutSeconds: 0, crashkernel: "auto", kdumpEnabled: true },
    osDisk: { ...osDisk, evidence: "derived" },
    evidence: { recipe: "measured", stock: "derived", cloudInit: "source" },
    images: [x64(1, "RedHat:RHEL:7-LVM", "vendor"), x64(2, "RedHat:RHEL:79-gen2", "observed", scsiOnly)],
  },
  "rhel-8": {
    ...el8,
    title: "Red Hat Enterprise Linux 8",
    stock: { panicTimeoutSeconds: 0, crashkernel: "auto", kdumpEnabled: true },
    osDisk: { ...osDisk, evidence: "source" },
    evidence: { recipe: "measured", stock: "source", cloudInit: "own" },
    images: [
      x64(1, "RedHat:RHEL:8-lvm", "vendor"),
      x64(2, "RedHat:RHEL:8-lvm-gen2", "vendor"),
      arm64("RedHat:rhel-arm64:8_10-arm64", "derived"),
    ],
  },
  "rhel-9": {
    ...el9,
    title: "Red Hat Enterprise Linux 9",
    stock: { panicTimeoutSeconds: 0, kdumpEnabled: true },
    osDisk: { ...osDisk, evidence: "source" },
    evidence: { recipe: "measured", stock: "source", cloudInit: "own" },
    images: [
      x64(1, "RedHat:RHEL:9-lvm", "vendor"),
      x64(2, "RedHat:RHEL:9-lvm-gen2", "vendor"),
      arm64("RedHat:rhel-arm64:9_5-arm64", "vendor"),
    ],
  },
  "rhel-10": {
    ...el10,
    title: "Red Hat Enterprise Linux 10",
    stock: { panicTimeoutSeconds: 0, kdumpEnabled: true },
    osDisk: { ...osDisk, evidence: "derived" },
    evidence: { recipe: "measured", stock: "derived", cloudInit: "own" },
    images: [
      x64(1, "RedHat:RHEL:10-lvm", "observed"),
      x64(2, "RedHat:RHEL:10-lvm-gen2", "vendor"),
      arm64("RedHat:rhel-arm64:10_1-arm64", "observed"),
    ],
  },
} as const satisfies Readonly<Record<string, Release>>;
