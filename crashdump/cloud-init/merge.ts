import { type Budget, checkNesting } from "./limits";
import { entriesOf, MergeError, type Merger } from "./merge-rule";
import { type Dict, isDict, keyIn, Tuple, type Value } from "./value";

/**
 * Merges one value into another as cloudinit/mergers do: the first merger that knows the kind of the old value decides,
 * and where none does the old value stays. Gives new values and changes neither. Throws MergeError where Python raises.
 */
export function merge(old: Value, incoming: Value, mergers: readonly Merger[], budget: Budget, depth = 0): Value {
  checkNesting(depth);
  const kind = kindOf(old);
  const merger = mergers.find((candidate) => candidate.kind === kind);
  if (merger === undefined) return old;
  const inner = (a: Value, b: Value) => merge(a, b, mergers, budget, depth + 1);
  if (typeof old === "string") return mergeText(old, incoming, merger);
  if (isDict(old)) return mergeDict(old, incoming, merger, inner, budget);
  const list = old instanceof Tuple ? old.items : (old as readonly Value[]);
  const merged = mergeList(list, incoming, merger, inner, budget);
  return old instanceof Tuple ? new Tuple(entriesOf(merged)) : merged;
}

type Merge = (old: Value, incoming: Value) => Value;

function kindOf(value: Value): Merger["kind"] | undefined {
  if (typeof value === "string") return "str";
  if (isDict(value)) return "dict";
  return isList(value) ? "list" : undefined;
}

function isList(value: Value): value is Value[] | Tuple {
  return Array.isArray(value) || value instanceof Tuple;
}

/** The incoming text wins although the merger's other name is "no replace". */
function mergeText(old: string, incoming: Value, merger: Merger): Value {
  if (!merger.has("append")) return incoming;
  if (typeof incoming !== "string") throw new MergeError("a value that is no text cannot be appended to a text");
  return old + incoming;
}

function mergeDict(old: Dict, incoming: Value, merger: Merger, inner: Merge, budget: Budget): Value {
  if (!isDict(incoming)) return old;
  budget.spend("steps", old.size + incoming.size);
  const method = merger.has("replace") ? "replace" : "no_replace";
  const merged: Dict = new Map(old);
  for (const [key, value] of incoming) {
    const own = keyIn(merged, key);
    const before = merged.get(own);
    if (before === undefined) merged.set(own, value);
    else if (value === null && merger.has("allow_delete")) merged.delete(own);
    else if (method === "replace") merged.set(own, value);
    else if (recurses(value, merger)) merged.set(own, inner(before, value));
  }
  return merged;
}

/** "no_replace" contains "replace", but a list of options is searched for whole words. */
function recurses(value: Value, merger: Merger): boolean {
  if (isDict(value)) return true;
  if (isList(value)) return merger.has("recurse_array") || merger.has("recurse_list");
  return typeof value === "string" && merger.has("recurse_str");
}

function mergeList(old: readonly Value[], incoming: Value, merger: Merger, inner: Merge, budget: Budget): Value {
  const method = ["append", "prepend", "replace", "no_replace"].find((name) => merger.has(name)) ?? "replace";
  if (method === "replace" && !isList(incoming)) return incoming;
  budget.spend("steps", old.length + (isDict(incoming) ? incoming.size : 1));
  if (method === "append") return [...old, ...counted(incoming, budget)];
  if (method === "prepend") return [...counted(incoming, budget), ...old];
  return mergeItems(old, incoming, method === "no_replace", merger, inner);
}

function counted(incoming: Value, budget: Budget): readonly Value[] {
  const entries = entriesOf(incoming);
  budget.spend("steps", entries.length);
  return entries;
}

/** Item by item, and never longer than the old list. */
function mergeItems(old: readonly Value[], incoming: Value, keepOld: boolean, merger: Merger, inner: Merge): Value {
  const items = entriesOf(incoming);
  if (!isList(incoming) && typeof incoming !== "string" && items.length > 0 && old.length > 0) {
    throw new MergeError("a list is merged with something that has no order");
  }
  return old.map((item, index) => {
    const value = items[index];
    if (value === undefined || keepOld) return item;
    const recursive =
      (isList(value) && (merger.has("recurse_array") || merger.has("recurse_list"))) ||
      (typeof value === "string" && merger.has("recurse_str")) ||
      (isDict(value) && merger.has("recurse_dict"));
    return recursive ? inner(item, value) : value;
  });
}
