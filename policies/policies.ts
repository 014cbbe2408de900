import type { ResourceValidationPolicy } from "@pulumi/policy";
import { fullyJudged, policyOf } from "./policy";
import { crashkernelReserved } from "./rules/crashkernel-reserved";
import { kdumpConfValid } from "./rules/kdump-conf-valid";
import { kdumpConfigured } from "./rules/kdump-configured";
import { kexecNotBlocked } from "./rules/kexec-not-blocked";
import { noDriverExcluded } from "./rules/no-driver-excluded";
import { panicReboots } from "./rules/panic-reboots";

export const rules = [
  panicReboots,
  kdumpConfigured,
  crashkernelReserved,
  kdumpConfValid,
  noDriverExcluded,
  kexecNotBlocked,
] as const;

/** One policy per rule, and one that says what no rule could judge. */
export const policies: readonly ResourceValidationPolicy[] = [...rules.map(policyOf), fullyJudged(rules)];
