import type { DrillCase } from "../evidence/result";
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
