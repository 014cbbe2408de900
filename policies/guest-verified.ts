import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { type ExtensionDeclaration, notKnown, type VmDeclaration } from "./declarations";
import type { Enforcement } from "./enforcement";
import { headOf } from "./policy";
import type { Demand } from "./rule";

export const guestVerifiedText = {
  name: "guest-verified",
  severity: "medium",
  level: "advisory",
  what: "Something in the stack verifies in the guest that kdump is armed, and fails the deployment where it is not.",
  why: "A declaration can be right and its guest not: a mirror that is down, or a kernel that cannot load.",
  remedy:
    "leave HardenedVm's verification on, or add a VirtualMachineRunCommandByVirtualMachine with treatFailureAsDeploymentFailure, and to a scale set an extension, whose script tests /sys/kernel/kexec_crash_loaded",
  url: "https://learn.microsoft.com/azure/virtual-machines/linux/run-command-managed",
} as const satisfies Demand;

/** The declaration is proved by policy, the guest by verification: each says only what it proved. */
export function guestVerified(enforcement: Enforcement): StackValidationPolicy {
  const { name, remedy } = guestVerifiedText;
  return {
    ...headOf(guestVerifiedText),
    validateStack: ({ resources }, report) => {
      const verified = new Set(
        resources
          .filter((resource) => verifies(resource) || verifiesInstances(resource, enforcement))
          .flatMap(({ dependencies }) => dependencies.map(({ urn }) => urn)),
      );
      for (const resource of resources) {
        const subject = enforcement.subjectOf(resource);
        if (subject.kind !== "vm" || verified.has(resource.urn) || isVerified(subject.vm.declaration)) continue;
        const exemption = enforcement.exemptionOf(resource.urn, name);
        if (exemption?.expired === false) {
          enforcement.needed(exemption);
          continue;
        }
        const who = subject.vm.declaration.kind === "VM" ? "this VM is" : "the instances of this scale set are";
        report(`nothing verifies in the guest that ${who} armed.\nTo mend it: ${remedy}.`, resource.urn);
      }
    },
  };
}

/** Run commands reach a VM that is there: what verifies a scale set's instances is part of it. They have its. */
function isVerified({ kind, extensions }: VmDeclaration): boolean {
  if (kind !== "scale set") return kind === "scale set instance";
  return extensions === notKnown || extensions?.some(isVerification) === true;
}

/** An extension of a scale set that is a resource of its own. */
function verifiesInstances(resource: PolicyResource, enforcement: Enforcement): boolean {
  if (!/VirtualMachineScaleSetExtension$/.test(resource.type)) return false;
  const subject = enforcement.subjectOf(resource);
  return subject.kind === "extension" && isVerification(subject.extension);
}

/** Azure fails an instance, and with it a deployment, whose extension fails. */
function isVerification({ script, failureSuppressed }: ExtensionDeclaration): boolean {
  return failureSuppressed !== true && (script === notKnown || looksAtKernel(script));
}

/** A command that fails the deployment, and looks at what only the running kernel knows. */
function verifies({ type, props }: PolicyResource): boolean {
  const kind = verifications.find(({ pattern }) => pattern.test(type));
  try {
    return kind?.looks(props) === true;
  } catch {
    // Its script is not known before the update; at up it is.
    return kind !== undefined;
  }
}

type Props = Readonly<Record<string, unknown>>;

const verifications: readonly { readonly pattern: RegExp; readonly looks: (props: Props) => boolean }[] = [
  {
    pattern: /^azure-native\w*:compute(\/\w+)?:VirtualMachineRunCommandByVirtualMachine$/,
    looks: ({ source, treatFailureAsDeploymentFailure, asyncExecution }) =>
      treatFailureAsDeploymentFailure === true &&
      asyncExecution !== true &&
      looksAtKernel((source as Props | undefined)?.["script"]),
  },
  {
    // The provider waits, and fails where the command does (virtual_machine_run_command_resource.go).
    pattern: /^(azure:compute|azurerm:index)\/(runCommand|virtualMachineRunCommand):/,
    looks: ({ source }) => looksAtKernel((source as Props | undefined)?.["script"]),
  },
  { pattern: /^command:remote:Command$/, looks: ({ create }) => looksAtKernel(create) },
];

function looksAtKernel(script: unknown): boolean {
  // A comment does nothing.
  return typeof script === "string" && /^(?!\s*#).*(kexec_crash_loaded|azure-kdump-check)/m.test(script);
}
