import type { DictionaryMapper, Mapper, MapperType, SequenceMapper } from "@azure/core-client";
import type { Model } from "./mappers";

/** A property of a resource or of an object in it, under its three names. */
export interface Member {
  /** In a Pulumi program: azure-native flattens `properties` and otherwise keeps the name on the wire. */
  readonly name: string;
  /** In Azure's JavaScript SDK, which is what its serializer takes. */
  readonly modelName: string;
  /** In the request body, step by step. */
  readonly wirePath: readonly string[];
  readonly readOnly: boolean;
  readonly required: boolean;
  readonly type: ValueType;
}

export type ValueType =
  | { readonly shape: "scalar" }
  | { readonly shape: "object"; readonly className: string }
  | { readonly shape: "list" | "dictionary"; readonly element: ValueType };

const known = new WeakMap<Model, Map<string, readonly Member[]>>();

export function membersOf(model: Model, className: string): readonly Member[] {
  const classes = known.get(model) ?? new Map<string, readonly Member[]>();
  known.set(model, classes);
  const members =
    classes.get(className) ??
    distinct(
      Object.entries(model.mappers[className]?.type.modelProperties ?? {}).map(([name, mapper]) =>
        member(name, mapper),
      ),
    );
  classes.set(className, members);
  return members;
}

/** An extension's type hides the type of the resource that it is, in azure-native as well. */
function distinct(members: readonly Member[]): readonly Member[] {
  const written = new Set(members.filter(({ readOnly }) => !readOnly).map(({ name }) => name));
  return members.filter(({ readOnly, name }) => !readOnly || !written.has(name));
}

function member(modelName: string, mapper: Mapper): Member {
  const wirePath = (mapper.serializedName ?? modelName).split(/(?<!\\)\./).map((step) => step.replace("\\.", "."));
  const wireName = wirePath.at(-1) ?? modelName;
  return {
    name: wireName.charAt(0).toLowerCase() + wireName.slice(1),
    modelName,
    wirePath,
    readOnly: mapper.readOnly === true,
    required: mapper.required === true,
    type: valueType(mapper.type, mapper),
  };
}

function valueType(type: MapperType, mapper: Mapper): ValueType {
  switch (type.name) {
    case "Composite":
      return { shape: "object", className: "className" in type ? (type.className ?? "") : "" };
    case "Sequence": {
      const { element } = (mapper as SequenceMapper).type;
      return { shape: "list", element: valueType(element.type, element) };
    }
    case "Dictionary": {
      const { value } = (mapper as DictionaryMapper).type;
      return { shape: "dictionary", element: valueType(value.type, value) };
    }
    default:
      return { shape: "scalar" };
  }
}
