import { isDict, Tuple, type Value } from "./value";

/** Whether there is a pair of !!omap or !!pairs anywhere in a value, which may hold itself. */
export function holdsTuple(value: Value, seen = new Set<Value>()): boolean {
  if (value instanceof Tuple) return true;
  if (!(Array.isArray(value) || isDict(value)) || seen.has(value)) return false;
  seen.add(value);
  return [...value.values()].some((item) => holdsTuple(item, seen));
}
