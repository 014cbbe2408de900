import type * as pulumi from "@pulumi/pulumi";

/** The construction of a component, from before its `super` until it is disposed of. */
export interface Construction extends Disposable {
  /** The component's own, to be given to `super`. */
  readonly options: pulumi.ComponentResourceOptions;
}

/**
 * Makes a component's children cheap to register, which they are not by themselves:
 *
 * azure-native gives each resource 18 to 60 aliases, its token in every other API version, and the SDK makes several
 * promises of each (pulumi-azure-native#1493). Children that the component constructs do without them; aliases that
 * somebody else gave, on the component, on a child or by a transformation, are all kept.
 *
 * It also names every property that Azure may answer with, and of each the SDK makes an output, a dozen promises. Nobody
 * sees a child's outputs but its component, so that those which it does not read are left out.
 *
 * For every output property the SDK takes four stack traces, which make the better part of what is left. None is taken
 * until the construction is disposed of, also when it throws: what is thrown meanwhile names no lines.
 *
 * @param keepVersionAliases Default: where the component has aliases. Without them no child of it can be in a state
 *   under another token, as it never had any but azure-native's own of version 3.
 */
export function construction(
  given: pulumi.ComponentResourceOptions = {},
  keepVersionAliases = (given.aliases ?? []).length > 0,
): Construction {
  const { stackTraceLimit } = Error;
  let ended = false;
  const lean: pulumi.ResourceTransformation = ({ props, opts }) => {
    // What a user makes a child of the component later is not the component's.
    if (ended) return undefined;
    const aliases = keepVersionAliases ? undefined : opts.aliases?.filter((alias) => !isVersion(alias));
    return { props: needed(props), opts: aliases === undefined ? opts : { ...opts, aliases } };
  };
  Error.stackTraceLimit = 0;
  return {
    // The first one, because those that follow may add aliases of the same form.
    options: { ...given, transformations: [lean, ...(given.transformations ?? [])] },
    [Symbol.dispose]: () => {
      ended = true;
      Error.stackTraceLimit = stackTraceLimit;
    },
  };
}

/** The inputs that are given, and the outputs that are read. */
function needed(props: pulumi.Inputs): pulumi.Inputs {
  return Object.fromEntries(Object.entries(props).filter(([name, value]) => value !== undefined || read.has(name)));
}

/** Outputs of children, not inputs of theirs too, that the components read: what is not here stays undefined. */
const read: ReadonlySet<string> = new Set(["instanceView", "ipAddress", "name", "stdout", "vmId"]);

/** An alias as azure-native's SDK writes it: `{ type: "azure-native:compute/v20240701:VirtualMachine" }`. */
function isVersion(alias: pulumi.Input<pulumi.URN | pulumi.Alias>): boolean {
  if (typeof alias !== "object" || Object.keys(alias).join() !== "type") return false;
  const { type } = alias as pulumi.Alias;
  return typeof type === "string" && /^azure-native:\w+\/v\d+\w*:/.test(type);
}
