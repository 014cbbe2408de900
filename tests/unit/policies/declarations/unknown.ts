/** How the engine marks what is not known yet (sdk/go/common/resource/plugin/rpc.go), by its type. */
export const unknown = {
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  text: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
} as const;

/** The mark for a value of this one's type. */
export function unknownFor(value: unknown): string {
  if (Array.isArray(value)) return unknown.array;
  if (typeof value === "boolean") return unknown.boolean;
  if (typeof value === "number") return unknown.number;
  return typeof value === "object" ? unknown.object : unknown.text;
}
