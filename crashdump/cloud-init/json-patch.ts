import { type Budget } from "./limits";
import { parseJson } from "./json";
import { type Dict, equal, isDict, Tuple, type Value } from "./value";

/** Thrown where python-jsonpatch raises an error: then the whole patch is dropped. */
export class PatchError extends Error {}

/** The patched document, and the top-level keys that the patch may have changed; undefined for all of them. */
export interface Patched {
  readonly document: Value;
  readonly touched: readonly string[] | undefined;
}

/**
 * Applies a JSON patch (RFC 6902) as python-jsonpatch does. The document is not changed. Throws PatchError, JsonError
 * or LimitExceeded.
 */
export function applyPatch(text: string, document: Value, budget: Budget): Patched {
  const operations = operationsOf(parseJson(text, budget));
  let patched = copy(document, budget, new Map());
  for (const { apply, pointer, operation } of operations) patched = apply(patched, pointer, operation, budget);
  const pointers = operations.flatMap(({ pointer, from }) => (from === undefined ? [pointer] : [pointer, from]));
  const keys = pointers.map(([first]) => first);
  return { document: patched, touched: keys.every((key) => key !== undefined) ? keys : undefined };
}

type Apply = (document: Value, pointer: readonly string[], operation: Dict, budget: Budget) => Value;

interface Operation {
  readonly apply: Apply;
  readonly pointer: readonly string[];
  readonly from: readonly string[] | undefined;
  readonly operation: Dict;
}

/** All are checked before the first one is applied; an empty object or text has none. */
function operationsOf(patch: Value): readonly Operation[] {
  if (patch === "" || (isDict(patch) && patch.size === 0)) return [];
  if (!Array.isArray(patch)) throw new PatchError("the patch is not a list");
  return patch.map((operation) => {
    if (!isDict(operation)) throw new PatchError("an operation is not an object");
    const name = operation.get("op");
    const apply = typeof name === "string" ? operations.get(name) : undefined;
    if (apply === undefined) throw new PatchError("an operation is not known");
    const from = operation.get("from");
    return {
      apply,
      pointer: pointerOf(operation.get("path")),
      from: typeof from === "string" && (name === "move" || name === "copy") ? pointerOf(from) : undefined,
      operation,
    };
  });
}

const operations: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ["add", (document, pointer, operation) => add(document, pointer, valueOf(operation))],
  ["remove", remove],
  ["replace", replace],
  ["move", move],
  [
    "copy",
    (document, pointer, operation, budget) => {
      const value = existing(document, pointerOf(operation.get("from")));
      return add(document, pointer, copy(value, budget, new Map()));
    },
  ],
  [
    "test",
    (document, pointer, operation) => {
      const value = pointer.reduce(step, document);
      return equal(value, valueOf(operation)) ? document : refuse();
    },
  ],
]);

function refuse(): never {
  throw new PatchError("an operation cannot be applied");
}

function pointerOf(path: Value | undefined): readonly string[] {
  if (typeof path !== "string" || /~(?![01])/.test(path)) return refuse();
  const [first, ...parts] = path.split("/");
  return first === "" ? parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")) : refuse();
}

function valueOf(operation: Dict): Value {
  const value = operation.get("value");
  return value === undefined ? refuse() : value;
}

function add(document: Value, pointer: readonly string[], value: Value): Value {
  const { parent, last } = locate(document, pointer);
  if (last === undefined) return isDict(document) ? value : refuse();
  if (isDict(parent)) parent.set(last, value);
  else if (last === "-" && Array.isArray(parent)) parent.push(value);
  else {
    const list = listOf(parent);
    const index = indexIn(last);
    if (index > list.length) refuse();
    list.splice(index, 0, value);
  }
  return document;
}

function remove(document: Value, pointer: readonly string[]): Value {
  const { parent, last } = locate(document, pointer);
  if (last === undefined) return refuse();
  if (isDict(parent)) {
    if (!parent.delete(last)) refuse();
  } else if (listOf(parent).splice(indexIn(last), 1).length === 0) refuse();
  return document;
}

function replace(document: Value, pointer: readonly string[], operation: Dict): Value {
  const value = valueOf(operation);
  const { parent, last } = locate(document, pointer);
  if (last === undefined) return value;
  if (isDict(parent)) {
    if (!parent.has(last)) refuse();
    parent.set(last, value);
  } else {
    const list = listOf(parent);
    if (indexIn(last) >= list.length) refuse();
    list[indexIn(last)] = value;
  }
  return document;
}

function move(document: Value, pointer: readonly string[], operation: Dict): Value {
  const from = pointerOf(operation.get("from"));
  const value = existing(document, from);
  const within = from.every((part, index) => pointer[index] === part);
  if (within && pointer.length === from.length) return document;
  if (within && isDict(locate(document, from).parent)) refuse();
  return add(remove(document, from), pointer, value);
}

/** What "move" and "copy" take: never the whole document, never past the end. */
function existing(document: Value, pointer: readonly string[]): Value {
  const { parent, last } = locate(document, pointer);
  return last === undefined || last === "-" ? refuse() : step(parent, last);
}

function locate(document: Value, pointer: readonly string[]): { parent: Value; last: string | undefined } {
  return { parent: pointer.slice(0, -1).reduce(step, document), last: pointer.at(-1) };
}

function step(value: Value, part: string): Value {
  const items = value instanceof Tuple ? value.items : value;
  const found = isDict(items) ? items.get(part) : isSequence(items) ? items[indexIn(part)] : undefined;
  return found === undefined ? refuse() : found;
}

function isSequence(value: unknown): value is readonly Value[] | string {
  return Array.isArray(value) || typeof value === "string";
}

function listOf(value: Value): Value[] {
  return Array.isArray(value) ? value : refuse();
}

/** A leading zero is let through by the expression that python-json-pointer checks with. */
function indexIn(part: string): number {
  return /^[0-9]+$/.test(part) ? Number(part) : refuse();
}

/** Shared values stay shared: a patch to one of them shows in all. */
function copy(value: Value, budget: Budget, copies: Map<Value, Value>): Value {
  if (!Array.isArray(value) && !isDict(value) && !(value instanceof Tuple)) return value;
  const before = copies.get(value);
  if (before !== undefined) return before;
  // A patch that copies a value into itself doubles it every time.
  budget.spend("steps", 10 + sizeOf(value));
  if (value instanceof Tuple) return new Tuple(value.items.map((item) => copy(item, budget, copies)));
  if (Array.isArray(value)) {
    const list: Value[] = [];
    copies.set(value, list);
    for (const item of value) list.push(copy(item, budget, copies));
    return list;
  }
  const dict: Dict = new Map();
  copies.set(value, dict);
  for (const [key, item] of value) dict.set(key, copy(item, budget, copies));
  return dict;
}

function sizeOf(value: Value[] | Dict | Tuple): number {
  if (value instanceof Tuple) return value.items.length;
  return Array.isArray(value) ? value.length : value.size;
}
