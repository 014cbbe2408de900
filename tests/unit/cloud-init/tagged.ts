import { Timestamp, type UserData } from "./core";

/** A value as JSON, with a tag for what JSON lacks: the form in which the records of real cloud-init hold it. */
export function tagged(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return taggedNumber(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(tagged);
  if (value instanceof Uint8Array) return { "!binary": Buffer.from(value).toString("base64") };
  if (value instanceof Set)
    return { "!set": [...(value as Set<string | number | boolean | null | Timestamp>)].map(pythonText).sort() };
  if (value instanceof Timestamp) return { [`!${value.kind}`]: value.text };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tagged(item)]));
}

export function taggedConfig(config: UserData["config"]): unknown {
  return config && Object.fromEntries([...config].map(([key, { value }]) => [key, tagged(value)]));
}

function taggedNumber(value: number): unknown {
  if (Number.isFinite(value)) return value;
  return { "!float": Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf" };
}

function pythonText(value: string | number | boolean | null | Timestamp): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return value instanceof Timestamp ? value.text : String(value);
}
