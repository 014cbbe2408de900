import * as compute from "@pulumi/azure-native/compute/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { Channel, Target } from "./channel";
import { type Reason, toldOnFailure } from "./failure";
import { askForInstanceView, type InstanceView } from "./instance-view";

/** Azure's run command: its agent in the guest runs the script as root, and a failure fails the deployment. */
export function runCommandChannel(target: Target): Channel {
  const { component, name, vm, resourceGroupName, location } = target;
  return ({ name: step, key, script, seconds, reason = lastWords, after = [] }) => {
    const runCommandName = pulumi.interpolate`azure-kdump-${step}-${key}`;
    const resource = new compute.VirtualMachineRunCommandByVirtualMachine(
      `${name}-${step}`,
      {
        resourceGroupName,
        ...(location === undefined ? {} : { location }),
        vmName: vm.name,
        runCommandName,
        source: { script },
        timeoutInSeconds: seconds,
        asyncExecution: false,
        treatFailureAsDeploymentFailure: true,
      },
      {
        parent: component,
        dependsOn: [vm, ...after],
        // Azure deletes a VM's run commands with it.
        deletedWith: vm,
        customTimeouts: timeouts(seconds),
        ...toldOnFailure(`${name}-${step}`, component, reason),
      },
    );
    const view = viewOf(resource, { ...target, runCommandName });
    return {
      resource,
      output: view.apply(({ output }) => output ?? ""),
      ended: view.apply(({ endTime }) => (endTime === undefined ? undefined : Date.parse(endTime))),
    };
  };
}

/** Our scripts end with why they fail. */
const lastWords: Reason = (_, error) => error.trim().split("\n").slice(-5).join("\n");

/** Above the script's own bound: managed run commands have been seen to stay in Running for ever (azure-cli#28172). */
function timeouts(seconds: number): pulumi.CustomTimeouts {
  const most = `${seconds + 600}s`;
  return { create: most, update: most };
}

function viewOf(
  { instanceView }: compute.VirtualMachineRunCommandByVirtualMachine,
  { component, vm, resourceGroupName, runCommandName }: Target & { readonly runCommandName: pulumi.Output<string> },
): pulumi.Output<InstanceView> {
  const told = instanceView as pulumi.Output<InstanceView | undefined>;
  const name = pulumi.output({ resourceGroupName, vmName: vm.name, runCommandName });
  return pulumi
    .all([told, name])
    .apply(async ([view, asked]) => (view?.output === undefined ? askForInstanceView(asked, component) : view));
}
