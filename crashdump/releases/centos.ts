import type { Release } from "../release";
import { el7, el8 } from "./enterprise-linux";
import { scsiOnly, x64 } from "./image";

/** Azure refuses a smaller one (ComputeCanada/magic_castle#43). */
const osDisk = { sizeGiB: 30, evidence: "observed" } as const;

/**
 * CentOS Linux: end of life, packages in the vault. customData is read by 7.7 and later and 8.1 and later
 * (learn.microsoft.com, using-cloud-init); OpenLogic's 6.10 and 7.4 to 7.6 run the agent alone.
 */
export const centos = {
  "centos-6": {
    title: "CentOS 6",
    dialect: "el6",
    bootLoader: "grub-conf",
    // EPEL 6's, in a custom image: no Azure image of this release has any.
    cloudInit: "0.7.5-py2.6",
    packages: ["kexec-tools"],
    unit: "kdump",
    status: "retired",
    endOfLife: "2020-11-30",
    generations: { x64: [1] },
    stock: { panicTimeoutSeconds: 0, crashkernel: "auto" },
    evidence: { recipe: "source", stock: "own", cloudInit: "own" },
    images: [],
  },
  "centos-7": {
    ...el7,
    title: "CentOS 7",
    efiFolder: "centos",
    status: "end-of-life",
    endOfLife: "2024-06-30",
    stock: { panicTimeoutSeconds: 0, crashkernel: "auto", kdumpEnabled: true },
    osDisk,
    evidence: { recipe: "measured", stock: "derived", cloudInit: "source" },
    images: [x64(1, "OpenLogic:CentOS:7_9", "vendor"), x64(2, "OpenLogic:CentOS:7_9-gen2", "vendor", scsiOnly)],
  },
  "centos-8": {
    ...el8,
    title: "CentOS 8",
    cloudInit: "21.1-py3.6",
    status: "end-of-life",
    endOfLife: "2021-12-31",
    generations: { x64: [1, 2] },
    stock: { panicTimeoutSeconds: 0, crashkernel: "auto", kdumpEnabled: true },
    osDisk,
    evidence: { recipe: "measured", stock: "derived", cloudInit: "own" },
    images: [x64(1, "OpenLogic:CentOS:8_5", "observed"), x64(2, "OpenLogic:CentOS:8_5-gen2", "vendor", scsiOnly)],
  },
} as const satisfies Readonly<Record<string, Release>>;
