import type { ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import type { Enforcement, Subject } from "./enforcement";
import type { Fault, Rule, Settings } from "./rule";
import { UnknownValueError } from "./unknown-value";

/** A rule as CrossGuard runs it. */
export function policyOf(rule: Rule, enforcement: Enforcement): ResourceValidationPolicy {
  const { name, level, severity, what, why, remedy, url, configSchema, remediate } = rule;
  return {
    name,
    description: `${what} ${why}`,
    enforcementLevel: level,
    severity,
    remediationSteps: remedy,
    url,
    ...(configSchema && { configSchema }),
    validateResource: (resource, report) => {
      const subject = applicable(resource, enforcement);
      const faults = reported(rule, guarded(rule, subject, resource.getConfig(), report));
      const exemption = faults.length > 0 ? enforcement.exemptionOf(resource.urn, name) : undefined;
      if (exemption?.expired === false) {
        enforcement.needed(exemption);
        resource.notApplicable(`exempt until ${exemption.expires}: ${exemption.reason}`);
      }
      const since = exemption && ` (its exemption ended on ${exemption.expires}: ${exemption.reason})`;
      for (const fault of faults) report(messageOf(fault, `${golden(subject)}${since ?? ""}`));
    },
    ...(remediate && {
      remediateResource: (resource) => {
        const subject = applicable(resource, enforcement);
        const faults = guarded(rule, subject, resource.getConfig(), () => undefined);
        if (faults.length === 0 || enforcement.exemptionOf(resource.urn, name)?.expired === false) return;
        return remediate(resource.type, resource.props);
      },
    }),
  };
}

function golden(subject: Subject): string {
  if (subject.kind !== "vm" || subject.vm.golden?.expired !== true) return "";
  return ` (its image was trusted to be hardened until ${subject.vm.golden.expires})`;
}

/** What a resource is to the pack; ends with CrossGuard's "not applicable" where it is nothing. */
export function applicable(resource: ResourceValidationArgs, enforcement: Enforcement): Subject {
  const subject = enforcement.subjectOf(resource);
  return subject.kind === "none" ? resource.notApplicable(subject.reason) : subject;
}

/**
 * An error in a policy would abort the whole update with a stack trace: here it is a violation that names the rule.
 */
export function guarded(rule: Rule, subject: Subject, settings: Settings, report: ReportViolation): readonly Fault[] {
  try {
    if (subject.kind === "vm")
      return distinct([subject.vm, ...subject.otherwise].flatMap((vm) => rule.check(vm, settings)));
    return subject.kind === "extension" ? (rule.checkExtension?.(subject.extension) ?? []) : [];
  } catch (error) {
    if (error instanceof UnknownValueError) throw error;
    // The error's text may quote the VM's customData.
    report(
      `${rule.name} failed to judge this VM (${error instanceof Error ? error.name : typeof error}): report it as a bug`,
    );
    return [];
  }
}

/** The same words twice say nothing more. */
export function distinct<T extends Fault>(faults: readonly T[]): readonly T[] {
  return faults.filter(({ message }, index) => faults.findIndex((other) => other.message === message) === index);
}

function reported({ reports }: Rule, faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(({ verdict }) => reports.includes(verdict));
}

export function messageOf({ message, remedy }: Fault, addition = ""): string {
  return `${message}${addition}.\nTo mend it: ${remedy}.`;
}
