import { isList, isObject, type Json, type JsonObject } from "../protocol/json";
import { isUnknown, UNKNOWN } from "../protocol/properties";
import type { Kind } from "./kind";
import type { Model } from "./mappers";
import { membersOf, type ValueType } from "./schema";
import type { ArmResource } from "./subscription";

/** A GET's answer in the shape azure-native gives a program. */
export function outputsOf(kind: Kind, resource: ArmResource): JsonObject {
  return { ...asObject(toOutput(kind.model, typeOf(kind), resource)), azureApiVersion: kind.apiVersion };
}

/** In preview: what was put in, and unknown wherever Azure has the say, as azure-native answers. */
export function previewOf(kind: Kind, inputs: JsonObject): JsonObject {
  return { ...asObject(preview(kind.model, typeOf(kind), inputs)), azureApiVersion: kind.apiVersion };
}

/** Outputs without what cannot be put in: the part in which a difference is drift. */
export function inputPart(kind: Kind, outputs: JsonObject): JsonObject {
  const notInputs = new Set(["id", "name", "type", "azureApiVersion", ...(kind.outputOnly ?? [])]);
  const part = asObject(writable(kind.model, typeOf(kind), outputs));
  return Object.fromEntries(Object.entries(part).filter(([name]) => !notInputs.has(name)));
}

function typeOf(kind: Kind): ValueType {
  return { shape: "object", className: kind.className };
}

function asObject(value: Json): JsonObject {
  return isObject(value) ? value : {};
}

function toOutput(model: Model, type: ValueType, value: Json): Json {
  return each(
    type,
    value,
    (element, item) => toOutput(model, element, item),
    (className, object) =>
      membersOf(model, className).flatMap(({ name, wirePath, type: memberType }) => {
        const found = follow(object, wirePath);
        return found === undefined || found === null ? [] : [[name, toOutput(model, memberType, found)]];
      }),
  );
}

function preview(model: Model, type: ValueType, value: Json): Json {
  if (isUnknown(value)) return UNKNOWN;
  return each(
    type,
    value,
    (element, item) => preview(model, element, item),
    (className, object) =>
      membersOf(model, className).map(({ name, type: memberType }) => {
        const input = object[name];
        return [name, input === undefined ? UNKNOWN : preview(model, memberType, input)];
      }),
  );
}

function writable(model: Model, type: ValueType, value: Json): Json {
  return each(
    type,
    value,
    (element, item) => writable(model, element, item),
    (className, object) =>
      membersOf(model, className).flatMap(({ name, readOnly, type: memberType }) => {
        const output = object[name];
        return readOnly || output === undefined ? [] : [[name, writable(model, memberType, output)]];
      }),
  );
}

/** One level of a walk along the types: elements of lists and dictionaries, members of objects. */
function each(
  type: ValueType,
  value: Json,
  element: (type: ValueType, item: Json) => Json,
  members: (className: string, object: JsonObject) => readonly (readonly [string, Json])[],
): Json {
  if (type.shape === "list" && isList(value)) return value.map((item) => element(type.element, item));
  if (!isObject(value)) return value;
  if (type.shape === "dictionary") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, element(type.element, item)]));
  }
  return type.shape === "object" ? Object.fromEntries(members(type.className, value)) : value;
}

function follow(object: JsonObject, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => (isObject(value) ? value[step] : undefined), object);
}
