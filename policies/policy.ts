import type { ReportViolation, ResourceValidationPolicy } from "@pulumi/policy";
import type { Finding } from "azure-kdump-core";
import type { Rule } from "./rule";
import { UnknownValueError } from "./unknown-value";
import { type VmDeclaration, vmDeclarationOf } from "./vm-declaration";

/** A rule as CrossGuard runs it. */
export function policyOf(rule: Rule): ResourceValidationPolicy {
  return {
    name: rule.name,
    description: `${rule.what} ${rule.why}`,
    enforcementLevel: rule.level,
    severity: rule.severity,
    validateResource: (resource, report) => {
      const vm = vmDeclarationOf(resource.type, resource.props);
      if (vm === undefined) return resource.notApplicable("not a Linux VM of Azure");
      for (const finding of judged(rule, vm, report)) {
        if (finding.verdict === "violation") report(messageOf(finding));
      }
    },
  };
}

/**
 * What no rule could judge: never a pass, and never held against a VM that may be right. CrossGuard has one enforcement
 * level per policy, so this needs its own.
 */
export function fullyJudged(rules: readonly Rule[]): ResourceValidationPolicy {
  return {
    name: "fully-judged",
    description: "All of a VM's hardening can be judged from its declaration. Only the guest knows the rest.",
    enforcementLevel: "advisory",
    severity: "low",
    validateResource: (resource, report) => {
      const vm = vmDeclarationOf(resource.type, resource.props);
      if (vm === undefined) return resource.notApplicable("not a Linux VM of Azure");
      for (const rule of rules) {
        for (const finding of judged(rule, vm, () => undefined)) {
          if (finding.verdict !== "violation") report(`${rule.name}: ${messageOf(finding)}`);
        }
      }
    },
  };
}

/**
 * An error in a policy would abort the whole update with a stack trace: here it is a violation that names the rule.
 * Except an unknown value at preview, which the SDK reports by itself.
 */
function judged(rule: Rule, vm: VmDeclaration, report: ReportViolation): readonly Finding[] {
  try {
    return rule.check(vm);
  } catch (error) {
    if (error instanceof UnknownValueError) throw error;
    // The error's text may quote the VM's customData.
    report(
      `${rule.name} failed to judge this VM (${error instanceof Error ? error.name : typeof error}): report it as a bug`,
    );
    return [];
  }
}

function messageOf({ message, remedy }: Finding): string {
  return `${message}.\nTo mend it: ${remedy}.`;
}
