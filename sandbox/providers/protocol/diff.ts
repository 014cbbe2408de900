import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { isList, isObject, type Json, type JsonObject, same } from "./json";
import { isUnknown } from "./properties";

export type Change = "add" | "delete" | "update";

export interface PathChange {
  /** As the engine matches `replaceOnChanges` and `ignoreChanges`: `ipConfigurations[0].name`. */
  readonly path: string;
  readonly change: Change;
}

export interface Difference extends PathChange {
  readonly replaces: boolean;
}

/** Old inputs against new ones, as deep as they are objects and lists; an unknown value is a change. */
export function changes(before: JsonObject, after: JsonObject, prefix = ""): PathChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => valueChanges(before[name], after[name], prefix + step(name, prefix)));
}

/** The property at the root of a path. */
export function propertyOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}

export function diffResponse(found: readonly Difference[], deleteBeforeReplace: boolean): DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const replacing = found.filter(({ replaces }) => replaces);
  const response = new DiffResponse()
    .setChanges(found.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList([...new Set(found.map(({ path }) => propertyOf(path)))])
    .setReplacesList(replacing.map(({ path }) => path))
    .setDeletebeforereplace(deleteBeforeReplace && replacing.length > 0)
    .setHasdetaileddiff(true);
  for (const { path, change, replaces } of found) {
    const kind = KINDS[change][replaces ? 1 : 0];
    response.getDetaileddiffMap().set(path, new PropertyDiff().setKind(kind).setInputdiff(true));
  }
  return response;
}

function valueChanges(before: Json | undefined, after: Json | undefined, path: string): PathChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, change: "add" }];
  if (after === undefined) return [{ path, change: "delete" }];
  if (isUnknown(before) || isUnknown(after)) return [{ path, change: "update" }];
  if (isObject(before) && isObject(after)) return changes(before, after, path);
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

const KINDS: Readonly<Record<Change, readonly [inPlace: PropertyDiff.Kind, replacing: PropertyDiff.Kind]>> = {
  add: [PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE],
  delete: [PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE],
  update: [PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE],
};
