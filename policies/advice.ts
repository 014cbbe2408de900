import type { ResourceValidationPolicy } from "@pulumi/policy";
import type { Enforcement } from "./enforcement";
import { applicable, guarded, messageOf } from "./policy";
import type { Rule } from "./rule";

/** What works, and could be better: said under one policy, so that a rule that is mandatory rejects what is wrong alone. */
export function advice(rules: readonly Rule[], enforcement: Enforcement): ResourceValidationPolicy {
  return {
    name: "advice",
    description: "A VM's hardening is as good as it could be. What is said here costs a dump in rare cases only.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "follow the advice, or leave it",
    url: "https://docs.kernel.org/admin-guide/kdump/kdump.html",
    validateResource: (resource, report) => {
      const subject = applicable(resource, enforcement);
      for (const rule of rules) {
        if (rule.reports.includes("advisory")) continue;
        for (const fault of guarded(rule, subject, {}, () => undefined)) {
          if (fault.verdict !== "advisory" || enforcement.exemptionOf(resource.urn, rule.name)?.expired === false)
            continue;
          report(messageOf({ ...fault, message: `${rule.name}: ${fault.message}` }));
        }
      }
    },
  };
}
