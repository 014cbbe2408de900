import type { Declared } from "./declaration";
import { Properties } from "./properties";
import { type Tables, tables } from "./tables";
import { namedBy } from "./type-token";

export type { Declared, ExtensionDeclaration, ImageDeclaration, OperatingSystem, VmDeclaration } from "./declaration";
export { type Given, notKnown } from "./given";

/**
 * What a resource declares, as far as VMs are concerned, from the properties that a policy is given: behind the SDK's
 * proxy or not. Undefined for one that has nothing to do with VMs. Never throws, whatever the properties.
 */
export function declarationOf(type: string, props: Readonly<Record<string, unknown>>): Declared | undefined {
  const named = namedBy(type);
  if (named === undefined) return undefined;
  const properties = new Properties(props);
  return named.provider === "terraform" && named.inModule
    ? declaredInModule(named.name, properties)
    : declared(tables[named.provider], named.name, properties);
}

function declared({ vms, extensions, otherWays }: Tables, name: string, props: Properties): Declared | undefined {
  const vm = entry(vms, name)?.(props);
  if (vm !== undefined) return { kind: "vm", vm: { ...vm, ...props.missing } };
  const extension = entry(extensions, name)?.(props);
  if (extension !== undefined) return { kind: "extension", extension, ...props.missing };
  const way = entry(otherWays, name);
  return way?.makesVms(props) === true ? { kind: "opaque", what: way.what, why: way.why } : undefined;
}

/**
 * Terraform's own resources have its property names, blocks and nulls instead of Pulumi's, so none of them is read.
 * Of azapi's, which modules make everything with, the type is one word and says enough.
 */
function declaredInModule(name: string, props: Properties): Declared | undefined {
  const { vms, extensions, otherWays } = tables.terraform;
  if (name.startsWith("azapi_")) return declared(tables.terraform, name, props);
  if (name.startsWith("azurerm_windows_")) return undefined;
  if (![vms, extensions, otherWays].some((table) => Object.hasOwn(table, name))) return undefined;
  return {
    kind: "opaque",
    what: `${name} of a Terraform module`,
    why: "the resources of a Terraform module are not judged: declare the VM as a Pulumi resource",
  };
}

/** Names come from outside: "constructor" is none of them. */
function entry<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
