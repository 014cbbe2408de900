import { strip } from "./text";
import { type Dict, isDict, isHashSet, Tuple, type Value } from "./value";

/** One of cloudinit/mergers: what it merges, and the words in its brackets. */
export interface Merger {
  readonly kind: "dict" | "list" | "str";
  has(option: string): boolean;
}

/** Where cloud-init raises an error instead of merging. */
export class MergeError extends Error {}

/** Without any rule: a later part replaces every top-level key that it names. */
export const defaultRule = "dict(replace)+list()+str()";

/** The rule that modules' configuration is read with, where none is left over in it. */
export const readingRule = "list()+dict()+str()";

/** Takes the rule out of a cloud-config: merge_how, or merge_type where that is missing or null. */
export function takeRule(config: Dict): readonly Merger[] {
  const rule = takeKey(config, "merge_how") ?? takeKey(config, "merge_type");
  if (rule === undefined || rule === null) return [];
  if (typeof rule === "string") return mergersOf(rule);
  return entriesOf(rule)
    .map(entryOf)
    .filter((entry) => entry !== undefined)
    .map(([name, options]) => merger(name, options));
}

/** The mergers that a text such as "list(append)+dict(recurse_list)" names. */
export function mergersOf(rule: string): readonly Merger[] {
  return rule
    .split("+")
    .map((name) => strip(name.toLowerCase()).replaceAll("-", "_"))
    .filter((name) => name !== "")
    .map((name) => {
      const [, kind, options] = /^([a-z_][a-z0-9_]*)\(([^\n]*?)\)$/.exec(name) ?? [];
      if (kind === undefined || options === undefined) throw new MergeError("a merge rule is not in the right form");
      return merger(
        kind,
        options
          .split(",")
          .map(strip)
          .filter((option) => option !== ""),
      );
    });
}

function takeKey(config: Dict, key: string): Value | undefined {
  const value = config.get(key);
  config.delete(key);
  return value;
}

function merger(name: string, options: Value): Merger {
  const kind = kinds.get(name);
  if (kind === undefined) throw new MergeError("a merge rule names a merger that does not exist");
  return { kind, has: (option) => contains(options, option) };
}

const kinds: ReadonlyMap<string, Merger["kind"]> = new Map(
  (["dict", "list", "str"] as const).flatMap((kind) => [
    [kind, kind],
    [`m_${kind}`, kind],
  ]),
);

/** {name, settings}, or a list or text whose first item is the name. */
function entryOf(entry: Value): readonly [name: string, options: Value] | undefined {
  if (isDict(entry)) {
    const name = entry.get("name");
    const settings = entry.get("settings");
    if (typeof name !== "string" || settings === undefined)
      throw new MergeError("a merge rule lacks a name or settings");
    const clean = strip(name.replaceAll("-", "_"));
    return clean === "" ? undefined : [clean, settings];
  }
  const ordered = typeof entry === "string" || Array.isArray(entry) || entry instanceof Tuple;
  const items = ordered ? entriesOf(entry) : [];
  const [name, ...options] = items;
  if (name === undefined) throw new MergeError("an entry of a merge rule is empty, or no list");
  if (name === null || name === "" || name === false || name === 0) return undefined;
  if (typeof name !== "string") throw new MergeError("a merger's name is not text");
  return [name, typeof entry === "string" ? entry.slice(1) : options];
}

/** What Python iterates over. */
export function entriesOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  if (typeof value === "string") return Array.from(value);
  if (isDict(value)) return [...value.keys()];
  if (isHashSet(value)) return [...value];
  if (value instanceof Uint8Array) return [...value];
  throw new MergeError("a merge rule meets a value that is no list");
}

/** Python's "in": a text contains its pieces. */
function contains(options: Value, option: string): boolean {
  if (typeof options === "string") return options.includes(option);
  return entriesOf(options).includes(option);
}

/** Merge-Type, else X-Merge-Type, spelled exactly so; the value of the first one in any spelling. */
export function ruleInHeaders(headers: readonly (readonly [name: string, value: string])[]): readonly Merger[] {
  for (const name of ["Merge-Type", "X-Merge-Type"]) {
    if (!headers.some(([given]) => given === name)) continue;
    const rule = headers.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1];
    if (rule) return mergersOf(rule);
  }
  return [];
}
