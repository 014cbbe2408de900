import { type JsonObject, objectAt, textAt, without } from "../../protocol/json";
import { normalLocation } from "../arm-id";
import type { Write } from "../kind";
import type { ArmResource } from "../subscription";

/** What a run command is before its script has run, or as it was when only its tags change. */
export function completeRunCommand({ body, existing }: Write): JsonObject {
  const { provisioningState = "Creating", instanceView = { executionState: "Pending" } } = existing?.properties ?? {};
  return {
    ...body,
    location: normalLocation(textAt(body, "location") ?? ""),
    properties: {
      asyncExecution: false,
      treatFailureAsDeploymentFailure: false,
      // Azure's default and most: an hour and a half.
      timeoutInSeconds: 5400,
      ...objectAt(body, "properties"),
      provisioningState,
      instanceView,
    },
  };
}

export function withoutInstanceView(runCommand: ArmResource): ArmResource {
  return without(runCommand, "properties.instanceView") as ArmResource;
}
