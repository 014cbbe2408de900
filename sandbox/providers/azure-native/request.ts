import { isList, isObject, type Json, type JsonObject } from "../protocol/json";
import { isUnknown } from "../protocol/properties";
import { idInputs } from "./arm-id";
import { AzureError } from "./errors";
import type { Kind } from "./kind";
import type { Model } from "./mappers";
import { membersOf, type ValueType } from "./schema";

/**
 * The body azure-native would send, through Azure's own serializer: what is missing, of the wrong type or not in a
 * closed enum is refused. The serializer drops unknown members without a word, so these are looked for first.
 */
export function requestBody(kind: Kind, inputs: JsonObject): JsonObject {
  const type = { shape: "object", className: kind.className } as const;
  const body = toModel(kind.model, type, bodyInputs(kind, inputs), "");
  const mapper = kind.model.mappers[kind.className];
  if (mapper === undefined) throw new Error(`no mapper ${kind.className}`);
  try {
    return kind.model.serializer.serialize(mapper, body, kind.className) as JsonObject;
  } catch (error) {
    throw refused(kind, error instanceof Error ? error.message : String(error));
  }
}

/** Required properties that are absent, as azure-native names them in Check. */
export function missingInputs(kind: Kind, inputs: JsonObject): readonly string[] {
  const type = { shape: "object", className: kind.className } as const;
  return missingIn(kind.model, type, bodyInputs(kind, inputs), "");
}

/** Inputs that are azure-native's own are in no request body. */
function bodyInputs(kind: Kind, inputs: JsonObject): JsonObject {
  const others = new Set([...idInputs(kind.idTemplate), "azureApiVersion"]);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !others.has(name) && !name.startsWith("__")));
}

function toModel(model: Model, type: ValueType, value: Json, path: string): Json {
  if (type.shape === "list" && isList(value)) {
    return value.map((item, index) => toModel(model, type.element, item, `${path}[${index}]`));
  }
  if (type.shape === "dictionary") {
    const dictionary = keyed(value);
    if (!isObject(dictionary)) return dictionary;
    return Object.fromEntries(
      Object.entries(dictionary).map(([key, item]) => [key, toModel(model, type.element, item, `${path}.${key}`)]),
    );
  }
  if (type.shape !== "object" || !isObject(value)) return value;
  const members = membersOf(model, type.className);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      const memberPath = path === "" ? name : `${path}.${name}`;
      const member = members.find((candidate) => candidate.name === name);
      if (member === undefined || (member.readOnly && path === ""))
        throw unknownMember(name, type.className, memberPath);
      // azure-native types many a read-only property of a nested object as an input; Azure takes no notice of them.
      return member.readOnly ? [] : [[member.modelName, toModel(model, member.type, item, memberPath)]];
    }),
  );
}

/** azure-native takes user assigned identities as a list of ids, Azure as an object with the ids for keys. */
function keyed(value: Json): Json {
  const isKeys = isList(value) && value.every((key) => typeof key === "string");
  return isKeys ? Object.fromEntries(value.map((key) => [key, {}])) : value;
}

function missingIn(model: Model, type: ValueType, value: Json, path: string): readonly string[] {
  if (type.shape === "list" && isList(value)) {
    return value.flatMap((item, index) => missingIn(model, type.element, item, `${path}[${index}]`));
  }
  if (type.shape !== "object" || !isObject(value) || isUnknown(value)) return [];
  return membersOf(model, type.className).flatMap((member) => {
    const memberPath = path === "" ? member.name : `${path}.${member.name}`;
    const item = value[member.name];
    if (item === undefined) return member.required && !member.readOnly ? [memberPath] : [];
    return missingIn(model, member.type, item, memberPath);
  });
}

function unknownMember(name: string, className: string, path: string): AzureError {
  const what = `Could not find member '${name}' on object of type '${className}'. Path '${path}'.`;
  return new AzureError(400, "InvalidRequestContent", `${INVALID_CONTENT}: '${what}'`);
}

const INVALID_CONTENT = "The request content was invalid and could not be deserialized";

/** The serializer's complaint in Azure's words, and without the value it quotes, which may be a password. */
function refused(kind: Kind, complaint: string): AzureError {
  const property = (text: string) => text.replace(`${kind.className}.`, "");
  const missing = /^(\S+) cannot be null or undefined/.exec(complaint);
  if (missing?.[1]) {
    return new AzureError(400, "InvalidParameter", `Required parameter '${property(missing[1])}' is missing (null).`);
  }
  const wrongType = /^(\S+) with value [\s\S]* must be of type ([\w ]+)/.exec(complaint);
  const what = wrongType?.[1]
    ? `Error converting value to type '${wrongType[2]}'. Path '${property(wrongType[1])}'.`
    : property(complaint);
  return new AzureError(400, "InvalidRequestContent", `${INVALID_CONTENT}: '${what}'`);
}
