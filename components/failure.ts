import * as compute from "@pulumi/azure-native/compute/index.js";
import * as pulumi from "@pulumi/pulumi";

/** What a script that failed has to say, in a reader's words. */
export type Reason = (output: string, error: string) => string;

/**
 * The option of a run command that tells the user why its script failed: Azure's error names the exit status alone, and
 * the rest is in the instance view. Where that cannot be had either, Azure's error stands alone.
 */
export function toldOnFailure(
  name: string,
  component: pulumi.ComponentResource,
  reason: Reason,
): pulumi.CustomResourceOptions {
  if (!takesErrorHooks()) return {};
  const hook = new pulumi.ErrorHook(`${name}-failed`, async ({ newInputs }) => {
    const view = await instanceView(newInputs as RunCommandInputs, component).catch(() => undefined);
    const why = view && told(view, reason);
    if (why !== undefined) await pulumi.log.error(`${name}: ${why}`, component);
    return false; // Not tried again: the script has waited as long as it may.
  });
  return { hooks: { onError: [hook] } };
}

function told({ executionState, output = "", error = "" }: InstanceView, reason: Reason): string | undefined {
  if (executionState === "TimedOut")
    return `it had not ended when its time was up, and was killed. What it said last: ${JSON.stringify(error.slice(-400))}`;
  return output + error === "" ? undefined : reason(output, error);
}

type InstanceView = Awaited<ReturnType<typeof instanceView>>;
type RunCommandInputs = pulumi.Unwrap<compute.GetVirtualMachineRunCommandByVirtualMachineOutputArgs>;

async function instanceView({ resourceGroupName, vmName, runCommandName }: RunCommandInputs, parent: pulumi.Resource) {
  const asked = { resourceGroupName, vmName, runCommandName, expand: "instanceView" };
  return (await compute.getVirtualMachineRunCommandByVirtualMachine(asked, { parent })).instanceView;
}

/** Pulumi's mocks say that they take them and then never answer, and so would every user's unit test hang. */
function takesErrorHooks(): boolean {
  return "registerErrorHook" in (pulumi.runtime.getMonitor() ?? {});
}
