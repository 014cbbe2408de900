import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isList, isObject, type Json, type JsonObject } from "./json";

/** What stands for a value not yet known in preview; the other types' sentinels are in pulumi/sdk plugin/rpc.go. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const UNKNOWNS: ReadonlySet<Json | undefined> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

export function isUnknown(value: Json | undefined): boolean {
  return UNKNOWNS.has(value);
}

/**
 * A message's properties as plain data: secrets unwrapped, nulls dropped as azure-native drops them.
 * The handshake declines secrets, so the engine sends none and marks the outputs itself; other clients may not.
 */
export function fromStruct(struct: Struct | undefined): JsonObject {
  const plain = struct === undefined ? {} : unwrap(struct.toJavaScript());
  return isObject(plain) ? plain : {};
}

export function toStruct(properties: JsonObject): Struct {
  return Struct.fromJavaScript(properties);
}

function unwrap(value: Json): Json {
  if (isList(value)) return value.map(unwrap);
  if (!isObject(value)) return value;
  switch (value[SIGNATURE]) {
    case undefined:
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, item]) => item !== null)
          .map(([name, item]) => [name, unwrap(item)]),
      );
    case RESOURCE:
      return value.id === undefined || value.id === "" ? UNKNOWN : value.id;
    case OUTPUT:
      return value.value === undefined ? UNKNOWN : unwrap(value.value);
    default:
      return value.value === undefined ? null : unwrap(value.value);
  }
}
