import { type JsonObject, without } from "../protocol/json";
import { formatId, nameOf } from "./arm-id";
import type { AzureError } from "./errors";
import type { Deletion, Kind, Write } from "./kind";
import type { ArmResource, Resources, Subscription } from "./subscription";

/** The id a resource has or will have. */
export function idOf(kind: Kind, inputs: JsonObject, subscription: Subscription): string {
  const names = Object.entries(inputs).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return formatId(kind.idTemplate, { ...Object.fromEntries(names), subscriptionId: subscription.id });
}

export function get(kind: Kind, id: string, resources: Resources): ArmResource | undefined {
  const resource = resources.get(id);
  if (resource === undefined || resource.type.toLowerCase() !== kind.armType.toLowerCase()) return undefined;
  return kind.view?.(resource, resources) ?? resource;
}

/** A PUT; the first refusal ends it. Machines come into being here and nowhere else. */
export function put(kind: Kind, id: string, body: JsonObject, previousBody: JsonObject, resources: Resources) {
  const write: Write = { kind, id, body, previousBody, existing: resources.get(id), resources };
  refuse(kind.refuseWrite, write);
  const complete = { ...kind.complete(write), id: write.existing?.id ?? id, name: nameOf(id), type: kind.armType };
  const stored = (kind.writeOnly ?? []).reduce<JsonObject>(without, complete) as ArmResource;
  resources.put(stored);
  kind.afterWrite?.(stored, write);
  return kind.view?.(stored, resources) ?? stored;
}

/** A DELETE, and the end of a machine; what is not there is deleted already, as Azure answers 204 and azure-native accepts 404. */
export function remove(kind: Kind, id: string, resources: Resources): void {
  const target = resources.get(id);
  if (target === undefined) return;
  const deletion: Deletion = { target, resources };
  refuse(kind.refuseDelete, deletion);
  resources.remove(id);
  kind.afterDelete?.(deletion);
}

function refuse<Operation>(refusals: readonly ((operation: Operation) => AzureError | undefined)[], op: Operation) {
  for (const refusal of refusals) {
    const error = refusal(op);
    if (error !== undefined) throw error;
  }
}
