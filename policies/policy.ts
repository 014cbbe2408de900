import type { Policy, ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import type { Enforcement, Subject } from "./enforcement";
import type { Demand, Fault, Rule, Settings } from "./rule";

/** A rule as CrossGuard runs it. */
export function policyOf(rule: Rule, enforcement: Enforcement): ResourceValidationPolicy {
  const { name, configSchema, remediate } = rule;
  return {
    ...headOf(rule),
    ...(configSchema && { configSchema }),
    validateResource: (resource, report) => {
      const subject = applicable(resource, enforcement);
      const faults = reported(
        rule,
        guarded(name, () => faultsOf(rule, subject, resource.getConfig()), report),
      );
      const exemption = faults.length > 0 ? endedExemption(resource, name, enforcement) : undefined;
      const since = exemption && ` (its exemption ended on ${exemption.expires}: ${exemption.reason})`;
      for (const fault of faults) report(messageOf(fault, `${golden(subject)}${since ?? ""}`));
    },
    ...(remediate && {
      remediateResource: (resource) => {
        const subject = applicable(resource, enforcement);
        const faults = guarded(name, () => faultsOf(rule, subject, resource.getConfig()));
        if (faults.length === 0 || enforcement.exemptionOf(resource.urn, name)?.expired === false) return;
        return remediate(resource.type, resource.props);
      },
    }),
  };
}

/** A demand in CrossGuard's terms. */
export function headOf({ name, level, severity, what, why, remedy, url }: Demand): Policy {
  return {
    name,
    description: `${what} ${why}`,
    enforcementLevel: level,
    severity,
    remediationSteps: remedy,
    url,
  };
}

function golden(subject: Subject): string {
  if (subject.kind !== "vm" || subject.vm.golden?.expired !== true) return "";
  return ` (its image was trusted to be hardened until ${subject.vm.golden.expires})`;
}

/** The exemption that has ended, if any; one that still holds ends this with CrossGuard's "not applicable". */
export function endedExemption(resource: ResourceValidationArgs, policy: string, enforcement: Enforcement) {
  const exemption = enforcement.exemptionOf(resource.urn, policy);
  if (exemption?.expired === false) {
    enforcement.needed(exemption);
    resource.notApplicable(`exempt until ${exemption.expires}: ${exemption.reason}`);
  }
  return exemption;
}

/** What a resource is to the pack; ends with CrossGuard's "not applicable" where it is nothing. */
export function applicable(resource: ResourceValidationArgs, enforcement: Enforcement): Subject {
  const subject = enforcement.subjectOf(resource);
  return subject.kind === "none" ? resource.notApplicable(subject.reason) : subject;
}

/** What a rule finds wrong, of a VM in every size that it may have. */
export function faultsOf(rule: Rule, subject: Subject, settings: Settings = {}): readonly Fault[] {
  if (subject.kind === "vm") {
    return distinct([subject.vm, ...subject.otherwise].flatMap((vm) => rule.check(vm, settings)));
  }
  return subject.kind === "extension" ? (rule.checkExtension?.(subject.extension) ?? []) : [];
}

/**
 * An error in a policy would abort the whole update with a stack trace: here it is a violation that names the policy.
 * Without `report` it is somebody else's to say.
 */
export function guarded(name: string, find: () => readonly Fault[], report?: ReportViolation): readonly Fault[] {
  try {
    return find();
  } catch (error) {
    // The error's text may quote the VM's customData.
    const kind = error instanceof Error ? error.name : typeof error;
    report?.(`${name} failed to judge this VM (${kind}): report it as a bug`);
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
