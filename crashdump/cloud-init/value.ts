/** What YAML and JSON hold, as Python has it: mappings keep keys that are not text, and dates and bytes stay apart. */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Timestamp
  | Value[]
  | Tuple
  | Dict
  | HashSet;

export type Key = null | boolean | number | bigint | string | Uint8Array | Timestamp;

/** As a class of its own, so that Array.isArray tells lists from the pairs of !!omap and !!pairs. */
export class Tuple {
  constructor(readonly items: readonly Value[]) {}
}

/** A date or a time of day, as Python's str() writes it. */
export class Timestamp {
  constructor(
    readonly kind: "date" | "datetime",
    readonly text: string,
  ) {}
}

export type Dict = Map<Key, Value>;
export type HashSet = Set<Key>;

export function isDict(value: unknown): value is Dict {
  return value instanceof Map;
}

export function isHashSet(value: unknown): value is HashSet {
  return value instanceof Set;
}

export function isKey(value: Value): value is Key {
  return typeof value !== "object" || value === null || value instanceof Uint8Array || value instanceof Timestamp;
}

/** The key of a mapping that equals this one as Python compares them, where 1 is True; else the key itself. */
export function keyIn(dict: { has(key: Key): boolean; keys(): Iterable<Key> }, key: Key): Key {
  if (typeof key === "string" || key === null || dict.has(key)) return key;
  if (typeof key === "object") return [...dict.keys()].find((other) => sameObject(other, key)) ?? key;
  const twin = typeof key === "boolean" ? Number(key) : key === 1 ? true : key === 0 ? false : key;
  return dict.has(twin) ? twin : key;
}

export function setIn(dict: Dict, key: Key, value: Value): void {
  dict.set(keyIn(dict, key), value);
}

/** Python's == on values without cycles. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && equalItems(a, b);
  if (a instanceof Tuple) return b instanceof Tuple && equalItems(a.items, b.items);
  if (isDict(a)) {
    if (!isDict(b) || a.size !== b.size) return false;
    return [...a].every(([key, value]) => b.has(keyIn(b, key)) && equal(value, b.get(keyIn(b, key)) ?? null));
  }
  if (isHashSet(a)) return isHashSet(b) && a.size === b.size && [...a].every((key) => b.has(keyIn(b, key)));
  if (typeof a === "object" && a !== null) return isKey(b) && sameObject(a, b);
  if (typeof a === "boolean" || typeof b === "boolean") return isNumeric(a) && isNumeric(b) && Number(a) === Number(b);
  return false;
}

/** Python's str() of a scalar. */
export function pythonText(value: Value): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value instanceof Timestamp) return value.text;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function equalItems(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null));
}

function sameObject(a: Key, b: Key): boolean {
  if (a instanceof Timestamp) return b instanceof Timestamp && a.kind === b.kind && a.text === b.text;
  return a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0;
}

function isNumeric(value: Value): boolean {
  return typeof value === "boolean" || typeof value === "number" || typeof value === "bigint";
}
