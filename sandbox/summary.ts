import type { PolicyEvents } from "./events";
import type { SandboxStack } from "./stack";

/** One entry of the example stack's output `vms`. */
interface VmOutput {
  readonly image: string;
  readonly release: string;
  readonly panicTimeoutSeconds: number;
  readonly kdumpConfiguration: string;
  readonly crashkernel: string;
  readonly vmId: string;
}

/** Prints, for each of the stack's VMs, what the stack says of it and what the policy pack said. */
export async function showSummary(stack: SandboxStack, events: PolicyEvents): Promise<void> {
  const answer = await stack.query(["stack", "output", "--json"]);
  const outputs = answer.code === 0 ? (JSON.parse(answer.stdout) as { vms?: Readonly<Record<string, VmOutput>> }) : {};
  const vms = Object.entries(outputs.vms ?? {});
  if (vms.length === 0) console.log('The stack has no output "vms": nothing to summarise.');
  for (const [name, vm] of vms) {
    const verified = stack.guests.machineOf(vm.vmId) === undefined ? notVerified : undefined;
    console.log(block(name, vm, verdict(vm.vmId, events), verified));
  }
}

/** Whatever the stack's outputs say then comes from its declaration alone. */
const notVerified = "nothing was verified: no guest runs behind this VM";

/** Not a table with a line per VM: a crashkernel value alone is as wide as most terminals. */
function block(name: string, vm: VmOutput, policy: string, verification: string | undefined): string {
  const rows = {
    image: `${vm.release} (${vm.image})`,
    "kernel.panic": `${vm.panicTimeoutSeconds} s`,
    kdump: vm.kdumpConfiguration,
    crashkernel: vm.crashkernel,
    policy,
    ...(verification !== undefined && { verification }),
  };
  return [name, ...Object.entries(rows).map(([title, value]) => `  ${title.padEnd(12)}  ${value}`)].join("\n");
}

/**
 * What the engine recorded for this VM in the last run, and nothing it did not: each policy that it failed, by name, and
 * how many it passed of those that judged it.
 */
export function verdict(vmId: string, events: PolicyEvents): string {
  const urn = events.urns.get(vmId.toLowerCase());
  const analyses = events.analyses.filter((analysis) => urn !== undefined && analysis.urn === urn);
  if (analyses.length === 0) return "not analysed in this run";
  // Policies of the whole stack name the VM in a violation alone.
  const levels = new Map(events.violations.filter((v) => v.urn === urn).map((v) => [v.policy, v.level]));
  const failed = new Set([...analyses.flatMap((analysis) => analysis.failed), ...levels.keys()]);
  const passed = new Set(analyses.flatMap((analysis) => analysis.passed).filter((policy) => !failed.has(policy)));
  if (failed.size + passed.size === 0) return "no policy applied";
  const failures = [...failed].map((policy) => `${levels.get(policy) ?? "violated"}: ${policy}`);
  return [...failures, `passed ${passed.size} of ${failed.size + passed.size}`].join("; ");
}
