import * as compute from "@pulumi/azure-native/compute/index.js";
import type * as pulumi from "@pulumi/pulumi";

/** What Azure knows of a script that ran, or runs. */
export type InstanceView = Partial<pulumi.Unwrap<compute.VirtualMachineRunCommandByVirtualMachine["instanceView"]>>;

export interface RunCommandName {
  readonly resourceGroupName: string;
  readonly vmName: string;
  readonly runCommandName: string;
}

/** Azure tells it to those alone who ask for it, so that the resource may be without (azure-powershell#17757). */
export async function askForInstanceView(name: RunCommandName, parent: pulumi.Resource): Promise<InstanceView> {
  const { resourceGroupName, vmName, runCommandName } = name;
  const asked = { resourceGroupName, vmName, runCommandName, expand: "instanceView" };
  return (await compute.getVirtualMachineRunCommandByVirtualMachine(asked, { parent })).instanceView;
}
