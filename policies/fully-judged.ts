import type { ResourceValidationPolicy } from "@pulumi/policy";
import { type ExtensionDeclaration, notKnown } from "./declarations";
import type { Enforcement, Subject } from "./enforcement";
import { applicable, endedExemption, faultsOf, guarded, messageOf } from "./policy";
import { cannotTell, type Fault, type Rule } from "./rule";
import { UnknownValueError, unknownString } from "./unknown-value";

/**
 * What no rule could judge: never a pass, and never held against a VM that may be right, unless the pack is configured
 * so. CrossGuard has one enforcement level per policy, so this needs its own.
 */
export function fullyJudged(rules: readonly Rule[], enforcement: Enforcement): ResourceValidationPolicy {
  return {
    name: "fully-judged",
    description: "All of a VM's hardening can be judged from its declaration. Only the guest knows the rest.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps:
      "write the hardening where it can be read: in customData, as cloud-config or shell; or use HardenedVm",
    url: "https://docs.cloud-init.io/en/latest/explanation/format.html",
    validateResource: (resource, report) => {
      const subject = applicable(resource, enforcement);
      const faults = [
        ...guarded("fully-judged", () => wholly(subject), report),
        ...rules.flatMap((rule) =>
          guarded(rule.name, () => faultsOf(rule, subject))
            .filter(({ verdict }) => verdict === "cannot-tell")
            .map((fault) => ({ ...fault, message: `${rule.name}: ${fault.message}` })),
        ),
      ];
      if (faults.length > 0) endedExemption(resource, "fully-judged", enforcement);
      for (const fault of faults) report(messageOf(fault));
      reportUnknown(subject);
    },
  };
}

/** What keeps a resource as a whole from being judged. */
function wholly(subject: Subject): readonly Fault[] {
  if (subject.kind === "opaque") {
    return [cannotTell(`${subject.what}: ${subject.why}`, "declare the VM itself, or exempt this once it is verified")];
  }
  if (subject.kind === "extension") {
    const { extension, secrets, unknowns } = subject;
    return [...undecrypted(secrets), ...(unknowns.length > 0 ? [] : opaqueScript(extension))];
  }
  if (subject.kind === "none") return [];
  const { declaration, guest } = subject.vm;
  const { untold } = guest();
  const extensions = typeof declaration.extensions === "object" ? declaration.extensions : [];
  return [
    ...undecrypted(declaration.secrets),
    ...(untold === undefined ? [] : [cannotTell(untold.reason, untold.remedy)]),
    // As long as anything is not known yet, that may say it.
    ...(declaration.os === "unknown" && untold === undefined && declaration.unknowns.length === 0
      ? [cannotTell("nothing says whether the VM runs Linux or Windows", "set osType, or linuxConfiguration")]
      : []),
    ...extensions.flatMap(opaqueScript),
  ];
}

/** `pulumi policy analyze` puts a mark in the place of a secret; a program's own text may be the same. */
function undecrypted(secrets: readonly string[]): readonly Fault[] {
  return secrets.map((path) =>
    cannotTell(
      `${path} is "[secret]", which stands for a secret that nobody decrypted`,
      "judge the stack where it can be decrypted: at preview, or with policy analyze --stack",
    ),
  );
}

function opaqueScript(extension: ExtensionDeclaration): readonly Fault[] {
  // What is not known yet is said as such, and judged when it is.
  if (!extension.opaqueScript || extension.script === notKnown) return [];
  return [
    cannotTell(
      "what this extension or run command runs in the guest is fetched from elsewhere, or hidden",
      "write the script itself into it",
    ),
  ];
}

/** At preview, once per resource, in the SDK's own form, which never blocks: at up everything is known. */
function reportUnknown(subject: Subject): void {
  const unknowns =
    subject.kind === "vm" ? subject.vm.declaration.unknowns : subject.kind === "extension" ? subject.unknowns : [];
  if (unknowns.length === 0) return;
  const error = new UnknownValueError(unknownString, [...unknowns]);
  error.message = `${unknowns.join(", ")} ${unknowns.length === 1 ? "is" : "are"} not known yet; what depends on it is judged when it is`;
  throw error;
}
