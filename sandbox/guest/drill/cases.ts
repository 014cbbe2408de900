import { imageOf, vmSizeOf } from "azure-kdump-core";
import type { DrillCase } from "../evidence/result";
import type { GuestRelease } from "../releases";
import * as plays from "./plays";
import type { Stage } from "./stage";
import type { Outcome } from "./verdicts";

/** What a drill case does, and what it has to show. */
export interface CaseDefinition {
  /** One sentence. */
  readonly promise: string;
  /** How the VM is deployed that the case plays on; default: generation 1. */
  readonly deployment?: Deployment;
  readonly play: (stage: Stage) => Promise<Outcome>;
}

export function deploymentOf(name: DrillCase): Deployment {
  return cases[name].deployment ?? generation1;
}

/** Why Azure's image of a release cannot be deployed as a case wants it; undefined where it can. */
export function notOnAzure(
  release: GuestRelease,
  { generation, trustedLaunch, vmSize }: Deployment,
): string | undefined {
  const image = imageOf(release, "x64", generation);
  if (image === undefined) return `Azure has no image of ${release} for generation ${generation}`;
  const controllers = vmSizeOf(vmSize)?.diskControllers ?? [];
  if (!controllers.some((name) => image.diskControllers.includes(name)))
    return `Azure's image of ${release} does not boot by ${controllers.join(" or ")}`;
  return trustedLaunch && !image.trustedLaunch ? `Azure's image of ${release} has no Trusted Launch` : undefined;
}

/** Configuration of the stack in examples/drill. */
export interface Deployment {
  readonly generation: 1 | 2;
  readonly trustedLaunch: boolean;
  readonly vmSize: string;
}

export const generation1: Deployment = { generation: 1, trustedLaunch: false, vmSize: "Standard_D2s_v5" };
const generation2: Deployment = { ...generation1, generation: 2 };

export const cases: Readonly<Record<DrillCase, CaseDefinition>> = {
  dump: {
    promise: "a panicked VM writes a complete dump and comes back by itself",
    play: (stage) => plays.dump(stage),
  },
  "panic-only": {
    promise: "without a capture kernel kernel.panic brings the VM back",
    play: plays.panicOnly,
  },
  "early-panic": {
    promise: "a kernel that panics while it boots, before anything sets kernel.panic, brings the VM back too",
    play: plays.earlyPanic,
  },
  hang: {
    promise: "the image as it is hangs after a panic until somebody resets it",
    play: plays.hang,
  },
  "lost-disk": {
    promise: "a capture kernel without the disk's driver saves nothing, and the VM comes back all the same",
    play: plays.lostDisk,
  },
  "small-reservation": {
    promise: "a capture kernel with too little memory saves nothing, and the VM comes back all the same",
    play: plays.smallReservation,
  },
  "full-disk": {
    promise: "where a dump has no room, the VM comes back, and what is left is not taken for a dump",
    play: plays.fullDisk,
  },
  twice: {
    promise: "a second crash is dumped like the first, and no more dumps are kept than were asked for",
    play: plays.twice,
  },
  uefi: {
    promise: "the same by UEFI, from a SCSI disk",
    deployment: generation2,
    play: (stage) => plays.dump(stage),
  },
  interrupted: {
    promise: "a dump that a power cut interrupts is known to be incomplete",
    play: plays.interrupted,
  },
  "no-network": {
    promise: "where packages cannot be had, the VM reboots once, no more, and cloud-init says what failed",
    play: plays.noNetwork,
  },
  nvme: {
    promise: "the same by UEFI, from an NVMe disk",
    deployment: { ...generation2, vmSize: "Standard_D2s_v6" },
    play: (stage) => plays.dump(stage),
  },
  "secure-boot": {
    promise: "the same under Secure Boot, where the kernel is locked down and only a signed capture kernel loads",
    deployment: { ...generation2, trustedLaunch: true },
    play: (stage) =>
      plays.dump(
        stage,
        "[ -d /sys/firmware/efi ] && mokutil --sb-state 2>/dev/null || true; cat /sys/kernel/security/lockdown",
      ),
  },
};
