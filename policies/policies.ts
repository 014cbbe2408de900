import type { Policies } from "@pulumi/policy";
import { advice } from "./advice";
import { configured, exemptionsNeeded } from "./configured";
import { Enforcement } from "./enforcement";
import { fullyJudged } from "./fully-judged";
import { guestVerified, guestVerifiedText } from "./guest-verified";
import { policyOf } from "./policy";
import type { Rule } from "./rule";
import { bootDiagnosticsOn } from "./rules/boot-diagnostics-on";
import { captureKernelRecovers } from "./rules/capture-kernel-recovers";
import { cloudInitEffective } from "./rules/cloud-init-effective";
import { crashkernelReserved } from "./rules/crashkernel-reserved";
import { dumpPathPersistent } from "./rules/dump-path-persistent";
import { dumpPrivate } from "./rules/dump-private";
import { dumpSpaceSufficient } from "./rules/dump-space-sufficient";
import { earlyPanicReboots } from "./rules/early-panic-reboots";
import { kdumpConfValid } from "./rules/kdump-conf-valid";
import { kdumpConfigured } from "./rules/kdump-configured";
import { kexecNotBlocked } from "./rules/kexec-not-blocked";
import { nmiPanics } from "./rules/nmi-panics";
import { noDriverExcluded } from "./rules/no-driver-excluded";
import { oopsPanics } from "./rules/oops-panics";
import { panicReboots } from "./rules/panic-reboots";
import { platformSupportsKdump } from "./rules/platform-supports-kdump";
import { releaseSupported } from "./rules/release-supported";

/** What is demanded of every Linux VM, the gravest first. */
export const rules: readonly Rule[] = [
  panicReboots,
  kdumpConfigured,
  crashkernelReserved,
  kdumpConfValid,
  noDriverExcluded,
  kexecNotBlocked,
  platformSupportsKdump,
  cloudInitEffective,
  captureKernelRecovers,
  dumpPathPersistent,
  dumpSpaceSufficient,
  dumpPrivate,
  releaseSupported,
  bootDiagnosticsOn,
  earlyPanicReboots,
  oopsPanics,
  nmiPanics,
];

/** Everything that an exemption can name. */
export const ruleNames: readonly string[] = [...rules.map(({ name }) => name), guestVerifiedText.name, "fully-judged"];

/** The pack's policies: its configuration, one per rule, and what no rule could judge. `today` is a day (ISO 8601). */
export function policies(today: () => string = () => new Date().toISOString().slice(0, 10)): Policies {
  const enforcement = new Enforcement(today);
  return [
    configured(ruleNames, enforcement),
    ...rules.map((rule) => policyOf(rule, enforcement)),
    fullyJudged(rules, enforcement),
    advice(rules, enforcement),
    guestVerified(enforcement),
    exemptionsNeeded(enforcement),
  ];
}
