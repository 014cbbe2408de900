import { changes, type Difference, propertyOf } from "../protocol/diff";
import { type Json, type JsonObject, same } from "../protocol/json";
import { idInputs, normalLocation } from "./arm-id";
import type { Kind } from "./kind";

/** What an update would change, and which of it a resource does not survive. */
export function differences(kind: Kind, before: JsonObject, after: JsonObject, outputs: JsonObject): Difference[] {
  const forceNew = new Set([...idInputs(kind.idTemplate), ...kind.forceNew]);
  return changes(visible(before), visible(after))
    .filter(({ path }) => path !== "location" || !sameLocation(before.location, after.location))
    .map(({ path, change }) => {
      // An input written down only now, with the value Azure has anyway, replaces nothing (pulumi-azure-nextgen#238).
      const asItIs = change === "add" && same(after[path], outputs[path]);
      return { path, change, replaces: forceNew.has(propertyOf(path)) && !asItIs };
    });
}

/** Names with two underscores are azure-native's own notes. */
function visible(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

function sameLocation(before: Json | undefined, after: Json | undefined): boolean {
  return typeof before === "string" && typeof after === "string" && normalLocation(before) === normalLocation(after);
}
