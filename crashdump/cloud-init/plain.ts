import { type Budget, checkNesting, limits, LimitExceeded } from "./limits";
import { isDict, isHashSet, type Key, pythonText, Timestamp, Tuple, type Value } from "./value";

/**
 * A value as code that judges it wants it: mappings are objects without a prototype, and a key that is not text is
 * written `!int 1`, `!bool True` or `!NoneType None`. A mapping that holds itself holds `{"!cycle": true}` there, so
 * that it ends; what aliases share is shared.
 */
export type Plain =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Timestamp
  | ReadonlySet<Key>
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** Throws LimitExceeded when aliases make it stand for more values than anybody should walk over. */
export function plain(value: Value, budget: Budget): Plain {
  return new Converter(budget).convert(value, 0).plain;
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

export function keyText(key: Key): string {
  return typeof key === "string" ? key : `!${pythonType(key)} ${pythonText(key)}`;
}

/** A value with the number of values that it stands for when its aliases are written out. */
interface Converted {
  readonly plain: Plain;
  readonly size: number;
}

const cycle: Converted = {
  plain: Object.assign(Object.create(null) as { "!cycle": boolean }, { "!cycle": true }),
  size: 1,
};

class Converter {
  /** What is not done yet holds itself where it is met again. */
  private readonly met = new Map<Value, Converted>();

  constructor(private readonly budget: Budget) {}

  convert(value: Value, depth: number): Converted {
    if (value instanceof Tuple) return this.convert([...value.items], depth);
    if (!Array.isArray(value) && !isDict(value)) {
      return { plain: value, size: isHashSet(value) ? value.size : 1 };
    }
    const before = this.met.get(value);
    if (before !== undefined) return before;
    checkNesting(depth);
    this.met.set(value, cycle);
    const converted = Array.isArray(value) ? this.list(value, depth) : this.dict(value, depth);
    if (converted.size > limits.values) throw new LimitExceeded("its aliases stand for too many values");
    this.met.set(value, converted);
    return converted;
  }

  private list(items: readonly Value[], depth: number): Converted {
    this.budget.spend("values", items.length);
    const list: Plain[] = [];
    let size = 1;
    for (const item of items) {
      const converted = this.convert(item, depth + 1);
      list.push(converted.plain);
      size += converted.size;
    }
    return { plain: list, size };
  }

  private dict(dict: Map<Key, Value>, depth: number): Converted {
    this.budget.spend("values", dict.size);
    const object = Object.create(null) as Record<string, Plain>;
    let size = 1;
    for (const [key, value] of dict) {
      const converted = this.convert(value, depth + 1);
      object[keyText(key)] = converted.plain;
      size += converted.size;
    }
    return { plain: object, size };
  }
}

function pythonType(key: Key): string {
  if (key === null) return "NoneType";
  if (key instanceof Timestamp) return key.kind;
  if (typeof key === "object") return "bytes";
  if (typeof key === "boolean") return "bool";
  return Number.isInteger(Number(key)) ? "int" : "float";
}
