import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
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
    "leave HardenedVm's verification on, or add a VirtualMachineRunCommandByVirtualMachine with treatFailureAsDeploymentFailure whose script tests /sys/kernel/kexec_crash_loaded",
  url: "https://learn.microsoft.com/azure/virtual-machines/linux/run-command-managed",
} as const satisfies Demand;

/** The declaration is proved by policy, the guest by verification: each says only what it proved. */
export function guestVerified(enforcement: Enforcement): StackValidationPolicy {
  const { name, remedy } = guestVerifiedText;
  return {
    ...headOf(guestVerifiedText),
    validateStack: ({ resources }, report) => {
      const verified = new Set(
        resources.filter(verifies).flatMap(({ dependencies }) => dependencies.map(({ urn }) => urn)),
      );
      for (const resource of resources) {
        const subject = enforcement.subjectOf(resource);
        if (subject.kind !== "vm" || subject.vm.declaration.kind !== "VM" || verified.has(resource.urn)) continue;
        const exemption = enforcement.exemptionOf(resource.urn, name);
        if (exemption?.expired === false) {
          enforcement.needed(exemption);
          continue;
        }
        report(`nothing verifies in the guest that this VM is armed.\nTo mend it: ${remedy}.`, resource.urn);
      }
    },
  };
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
