import { idInputs, normalLocation } from "./arm-id";
import { isList, isObject, type Json, type JsonObject, same } from "./json";
import type { Kind } from "./kind";
import { isUnknown } from "./properties";

export type Change = "add" | "delete" | "update";

export interface Difference {
  /** As the engine matches `replaceOnChanges` and `ignoreChanges`: `ipConfigurations[0].name`. */
  readonly path: string;
  readonly change: Change;
  readonly replaces: boolean;
}

/** Old inputs against new ones, as deep as they are objects and lists; an unknown value is a change. */
export function differences(kind: Kind, before: JsonObject, after: JsonObject, outputs: JsonObject): Difference[] {
  const forceNew = new Set([...idInputs(kind.idTemplate), ...kind.forceNew]);
  return objectChanges(visible(before), visible(after), "")
    .filter(({ path }) => path !== "location" || !sameLocation(before.location, after.location))
    .map(({ path, change }) => {
      const property = path.split(/[.[]/)[0] ?? path;
      // An input written down only now, with the value Azure has anyway, replaces nothing (pulumi-azure-nextgen#238).
      const asItIs = change === "add" && same(after[path], outputs[path]);
      return { path, change, replaces: forceNew.has(property) && !asItIs };
    });
}

/** Names with two underscores are azure-native's own notes. */
function visible(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

type PathChange = Pick<Difference, "path" | "change">;

function objectChanges(before: JsonObject, after: JsonObject, prefix: string): PathChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => valueChanges(before[name], after[name], prefix + step(name, prefix)));
}

function valueChanges(before: Json | undefined, after: Json | undefined, path: string): PathChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, change: "add" }];
  if (after === undefined) return [{ path, change: "delete" }];
  if (isUnknown(before) || isUnknown(after)) return [{ path, change: "update" }];
  if (isObject(before) && isObject(after)) return objectChanges(before, after, path);
  if (isList(before) && isList(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => valueChanges(before[index], after[index], `${path}[${index}]`)).flat();
  }
  return same(before, after) ? [] : [{ path, change: "update" }];
}

/** A name that would read as a path, such as the tag `app.kubernetes.io/name`, goes in quotes. */
function step(name: string, prefix: string): string {
  if (/[.[\]"]/.test(name)) return `["${name.replaceAll('"', '\\"')}"]`;
  return prefix === "" ? name : `.${name}`;
}

function sameLocation(before: Json | undefined, after: Json | undefined): boolean {
  return typeof before === "string" && typeof after === "string" && normalLocation(before) === normalLocation(after);
}
