import { captureKernelRecovers } from "./capture-kernel-recovers";
import { cloudInitEffective } from "./cloud-init-effective";
import { crashkernelReserved } from "./crashkernel-reserved";
import { dumpPathPersistent } from "./dump-path-persistent";
import { dumpPrivate } from "./dump-private";
import { dumpSpaceSufficient } from "./dump-space-sufficient";
import { earlyPanicReboots } from "./early-panic-reboots";
import { kdumpConfValid } from "./kdump-conf-valid";
import { kdumpConfigured } from "./kdump-configured";
import { kexecNotBlocked } from "./kexec-not-blocked";
import { nmiPanics } from "./nmi-panics";
import { noDriverExcluded } from "./no-driver-excluded";
import { oopsPanics } from "./oops-panics";
import { panicReboots } from "./panic-reboots";
import type { Judge } from "./situation";

/** All of them, the gravest first. */
export const judges: readonly Judge[] = [
  cloudInitEffective,
  panicReboots,
  kdumpConfigured,
  crashkernelReserved,
  kdumpConfValid,
  noDriverExcluded,
  kexecNotBlocked,
  captureKernelRecovers,
  dumpPathPersistent,
  dumpSpaceSufficient,
  dumpPrivate,
  earlyPanicReboots,
  oopsPanics,
  nmiPanics,
];
