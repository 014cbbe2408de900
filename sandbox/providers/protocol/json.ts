export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Every value a path leads to; `[]` stands for each element: `properties.ipConfigurations[].properties.subnet.id`. */
export function allAt(value: Json | undefined, path: string): readonly Json[] {
  let found: readonly Json[] = value === undefined ? [] : [value];
  for (const step of path.split(".")) {
    const name = step.replace("[]", "");
    found = found.flatMap((parent) => {
      const child = isObject(parent) ? parent[name] : undefined;
      if (child === undefined || child === null) return [];
      return step.endsWith("[]") ? (isList(child) ? child : []) : [child];
    });
  }
  return found;
}

export function at(value: Json | undefined, path: string): Json | undefined {
  return allAt(value, path)[0];
}

export function textAt(value: Json | undefined, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === "string" ? found : undefined;
}

export function listAt(value: Json | undefined, path: string): readonly JsonObject[] {
  const found = at(value, path);
  return isList(found) ? found.filter(isObject) : [];
}

export function objectAt(value: Json | undefined, path: string): JsonObject {
  const found = at(value, path);
  return isObject(found) ? found : {};
}

/** The same object without the value at `path`. */
export function without(value: JsonObject, path: string): JsonObject {
  const [name = "", ...rest] = path.split(".");
  const child = value[name];
  if (child === undefined) return value;
  if (rest.length > 0) return isObject(child) ? { ...value, [name]: without(child, rest.join(".")) } : value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => name in b && same(a[name], b[name]));
  }
  return a === b;
}
