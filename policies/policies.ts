import type { ResourceValidationPolicy } from "@pulumi/policy";
import { fullyJudged, policyOf } from "./policy";
import { kdumpConfigured } from "./rules/kdump-configured";
import { panicReboots } from "./rules/panic-reboots";

export const rules = [panicReboots, kdumpConfigured] as const;

/** One policy per rule, and one that says what no rule could judge. */
export const policies: readonly ResourceValidationPolicy[] = [...rules.map(policyOf), fullyJudged(rules)];
