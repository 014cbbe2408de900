import * as pulumi from "@pulumi/pulumi";
import { askForInstanceView, type InstanceView, type RunCommandName } from "./instance-view";

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
    const view = await askForInstanceView(newInputs as RunCommandName, component).catch(() => undefined);
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

/** Pulumi's mocks say that they take them and then never answer, and so would every user's unit test hang. */
function takesErrorHooks(): boolean {
  return "registerErrorHook" in (pulumi.runtime.getMonitor() ?? {});
}
