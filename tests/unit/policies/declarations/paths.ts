/** A place in a resource's properties, and what is there. */
export interface Path {
  readonly keys: readonly (string | number)[];
  readonly value: unknown;
}

/** Every place in the properties, objects and lists included. */
export function pathsIn(value: unknown, keys: readonly (string | number)[] = []): readonly Path[] {
  const here = keys.length === 0 ? [] : [{ keys, value }];
  if (typeof value !== "object" || value === null) return here;
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...here, ...inner.flatMap(([key, child]) => pathsIn(child, [...keys, key]))];
}

/** The same properties with another value at one place. */
export function replaced(
  props: Readonly<Record<string, unknown>>,
  { keys }: Pick<Path, "keys">,
  value: unknown,
): Readonly<Record<string, unknown>> {
  const copy = structuredClone(props);
  const last = keys[keys.length - 1] ?? "";
  const holder = keys.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], copy);
  (holder as Record<string, unknown>)[last] = value;
  return copy;
}

export function textOf({ keys }: Pick<Path, "keys">): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === "number" ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`),
    "",
  );
}
