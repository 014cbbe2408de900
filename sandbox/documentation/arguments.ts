import { committedApi } from "./api";
import { table } from "./table";

/** The part of a Pulumi schema that arguments are told by. */
interface Schema {
  readonly resources: Readonly<Record<string, ObjectType & { readonly inputProperties: Properties } & Inputs>>;
  readonly types: Readonly<Record<string, Partial<ObjectType> & { readonly enum?: readonly EnumValue[] }>>;
}
interface Inputs {
  readonly requiredInputs: readonly string[];
}
interface ObjectType {
  readonly properties: Properties;
  readonly required?: readonly string[];
}
interface EnumValue {
  readonly value: string | number;
  readonly description?: string;
}
interface Type {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: Type;
  readonly additionalProperties?: Type;
}
type Property = Type & { readonly description?: string };
type Properties = Readonly<Record<string, Property>>;

/** The arguments of HardenedVm, required ones first, then a table for each type that they lead to. */
export function argumentTables(): string {
  const { inputProperties, requiredInputs } = component("HardenedVm");
  return tables(inputProperties, requiredInputs);
}

/** What a HardenedVm tells once it is there. */
export function outputTables(): string {
  const { properties, required = [] } = component("HardenedVm");
  return tables(properties, required);
}

/** The arguments of HardenedVmScaleSet, and the types that HardenedVm has none of. */
export function scaleSetArgumentTables(): string {
  const { inputProperties, requiredInputs } = component("HardenedVmScaleSet");
  return tables(inputProperties, requiredInputs, reached(component("HardenedVm").inputProperties));
}

/** What a HardenedVmScaleSet tells once it is there. */
export function scaleSetOutputTables(): string {
  const { properties, required = [] } = component("HardenedVmScaleSet");
  return tables(properties, required, reached(component("HardenedVm").properties));
}

/** A type has one table on the page: `written` have theirs. */
function tables(properties: Properties, required: readonly string[], written: readonly string[] = []): string {
  const named = reached(properties)
    .filter((name) => !written.includes(name))
    .map((name) => `### ${name}\n\n${typeTable(name)}`);
  return [propertyTable(properties, required), ...named].join("\n");
}

function schema(): Schema {
  return JSON.parse(committedApi("azure-kdump.schema.json")) as Schema;
}

function component(name: "HardenedVm" | "HardenedVmScaleSet") {
  const found = schema().resources[`azure-kdump:index:${name}`];
  if (found === undefined) throw new Error(`the schema has no ${name}`);
  return found;
}

const ofOurs = "#/types/azure-kdump:index:";

/** The names of our types that these properties lead to, in the order they are met. */
function reached(properties: Properties, found: string[] = []): readonly string[] {
  for (const property of Object.values(properties)) {
    const name = nameOf(property) ?? nameOf(property.items ?? {}) ?? nameOf(property.additionalProperties ?? {});
    if (name === undefined || found.includes(name)) continue;
    found.push(name);
    reached(typeOf(name).properties ?? {}, found);
  }
  return found;
}

function nameOf({ $ref }: Type): string | undefined {
  return $ref?.startsWith(ofOurs) === true ? $ref.slice(ofOurs.length) : undefined;
}

function typeOf(name: string) {
  const found = schema().types[`azure-kdump:index:${name}`];
  if (found === undefined) throw new Error(`the schema has no type ${name}`);
  return found;
}

function typeTable(name: string): string {
  const type = typeOf(name);
  if (type.enum === undefined) return propertyTable(type.properties ?? {}, type.required ?? []);
  return table(
    ["Value", ""],
    type.enum.map(({ value, description = "" }) => [`\`${JSON.stringify(value)}\``, description]),
  );
}

function propertyTable(properties: Properties, required: readonly string[]): string {
  const names = Object.keys(properties);
  const ordered = [
    ...names.filter((name) => required.includes(name)),
    ...names.filter((name) => !required.includes(name)),
  ];
  return table(
    ["Name", "Type", ""],
    ordered.map((name) => {
      const { description = "", ...type } = properties[name] ?? {};
      const what = required.includes(name) ? `**Required.** ${description}` : description;
      return [`\`${name}\``, typeText(type), what];
    }),
  );
}

function typeText(type: Type): string {
  const name = nameOf(type);
  if (name !== undefined) return `[${name}](#${name.toLowerCase()})`;
  if (type.items !== undefined) return `list of ${typeText(type.items)}`;
  if (type.additionalProperties !== undefined) return `map of ${typeText(type.additionalProperties)}`;
  // One of another package's: azure-native's, by its last part.
  return type.type ?? type.$ref?.replace(/^.*[:/]/, "") ?? "any";
}
