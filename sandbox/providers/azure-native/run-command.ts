import { at, type JsonObject, listAt, textAt } from "../protocol/json";
import { nameOf, parentOf } from "./arm-id";
import { AzureError } from "./errors";
import type { GuestScripts, Machines, Outcome, Script } from "./machines";
import type { Context } from "./service";
import type { ArmResource } from "./subscription";

/** Azure asks this before it looks at the command. */
export function refuseStoppedMachine(id: string, machines: Machines): void {
  if (machines.instanceView(parentOf(id))?.running !== false) return;
  const detail = "Cannot modify extensions in the VM when the VM is not running.";
  throw new AzureError(409, "OperationNotAllowed", detail);
}

/** Whether a PUT makes the script run: always, unless nothing but tags has changed since it ran. */
export function runsAgain(before: ArmResource | undefined, body: JsonObject, previousBody: JsonObject): boolean {
  if (textAt(before, "properties.provisioningState") !== "Succeeded") return true;
  return JSON.stringify(body["properties"]) !== JSON.stringify(previousBody["properties"]);
}

/**
 * Runs the script of a run command that was just written, in its VM's guest, and keeps what came of it. Without a guest
 * nothing runs and the command stays pending.
 *
 * @returns What Azure says of it that makes the deployment fail.
 */
export async function runScript(
  { id }: ArmResource,
  body: JsonObject,
  context: Context,
): Promise<AzureError | undefined> {
  const scripts = context.machines.scripts(parentOf(id));
  if (scripts === undefined) return undefined;
  const script = scriptOf(id, body);
  const startTime = new Date(script.run).toISOString();
  const running = { executionState: "Running", executionMessage: "Execution in progress", startTime };
  keep(id, "Updating", running, context);
  try {
    await scripts.start(script);
  } catch {
    const message = "Execution failed: the VM's agent did not start the script";
    keep(id, "Failed", { ...running, executionState: "Failed", executionMessage: message }, context);
    return agentSilent(id);
  }
  if (at(body, "properties.asyncExecution") === true) {
    keep(id, "Succeeded", running, context);
    return undefined;
  }
  return settle(id, await scripts.finish(script), context);
}

/** A script that nobody waited for, or whose waiting process was killed, may have ended since: asks once. */
export async function settleIfEnded(id: string, context: Context): Promise<void> {
  const stored = context.subscription.read().get(id);
  if (textAt(stored, "properties.instanceView.executionState") !== "Running") return;
  const run = Date.parse(textAt(stored, "properties.instanceView.startTime") ?? "");
  const scripts: GuestScripts | undefined = context.machines.scripts(parentOf(id));
  const outcome = await scripts?.outcome({ name: nameOf(id), run }, Date.now() + 10_000);
  if (outcome !== undefined) settle(id, outcome, context);
}

/** Names and how they reach the script: SetEnvironmentVariables in Azure/run-command-handler-linux internal/exec. */
function scriptOf(id: string, body: JsonObject): Script {
  const parameters = [...listAt(body, "properties.parameters"), ...listAt(body, "properties.protectedParameters")]
    .map((given) => ({ name: textAt(given, "name") ?? "", value: textAt(given, "value") ?? "" }))
    .filter(({ value }) => value !== "");
  const named = parameters.filter(({ name }) => name !== "").map(({ name, value }) => [name, value] as const);
  return {
    name: nameOf(id),
    run: Date.now(),
    text: textAt(body, "properties.source.script") ?? "",
    environment: Object.fromEntries(named),
    arguments: parameters
      .filter(({ name }) => name === "")
      .map(({ value }) => value)
      .join(" "),
    timeoutSeconds: Number(at(body, "properties.timeoutInSeconds") ?? 5400),
  };
}

function settle(id: string, outcome: Outcome, context: Context): AzureError | undefined {
  const stored = context.subscription.read().get(id);
  const fails = outcome.state !== "Succeeded" && at(stored, "properties.treatFailureAsDeploymentFailure") === true;
  const executionMessage = messageOf(outcome);
  const view = {
    executionState: outcome.state,
    executionMessage,
    ...(outcome.exitCode !== undefined && { exitCode: outcome.exitCode }),
    output: outcome.output,
    error: outcome.error,
    startTime: at(stored, "properties.instanceView.startTime") ?? null,
    endTime: new Date().toISOString(),
  };
  keep(id, fails ? "Failed" : "Succeeded", view, context);
  return fails ? scriptFailed(id, executionMessage) : undefined;
}

/** In the handler's words where it has any; for a script out of time it has only the exit status -1. */
function messageOf({ state, exitCode }: Outcome): string {
  if (state === "Succeeded") return "Execution completed";
  if (state === "TimedOut") return "Execution failed: the script was still running after timeoutInSeconds";
  if (exitCode === undefined) return "Execution failed: the VM restarted while the script was running";
  return `Execution failed: failed to execute command: command terminated with exit status=${exitCode}`;
}

function keep(id: string, provisioningState: string, instanceView: JsonObject, { subscription }: Context): void {
  subscription.change((resources) => {
    const stored = resources.get(id);
    // Deleted meanwhile.
    if (stored === undefined) return;
    resources.put({ ...stored, properties: { ...stored.properties, provisioningState, instanceView } });
  });
}

/**
 * The form of every extension's failure (custom-script-extension-linux#107), the message inside it the handler's. Azure
 * says it when it is asked for the operation's state, with status 200.
 */
function scriptFailed(id: string, message: string): AzureError {
  const detail = `VM has reported a failure when processing extension '${nameOf(id)}'. Error message: '${message}'.`;
  return new AzureError(200, "VMExtensionProvisioningError", detail);
}

function agentSilent(id: string): AzureError {
  const vm = nameOf(parentOf(id));
  const detail = `VM '${vm}' has not reported status for VM agent or extensions. Verify that the OS is up and healthy, the VM has a running VM agent, and that it can establish outbound connections to Azure storage.`;
  return new AzureError(200, "VMAgentStatusCommunicationError", detail);
}
