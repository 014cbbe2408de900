import { type ReleaseName, releaseOf, type VmSize, vmSizeOf } from "azure-kdump-core";

/**
 * A declared VM, whichever provider and API version declares it. Rules see nothing else.
 *
 * Each value is read when asked for: at preview, reading one that is not known yet throws the SDK's
 * `UnknownValueError`, which reports that this rule could not be judged and leaves the others alone.
 */
export interface VmDeclaration {
  /** customData in base64; undefined where the VM has none. May hold secrets: never part of a message. */
  readonly customData: () => string | undefined;
  /** Release of the marketplace image; undefined for one that is not known. */
  readonly release: () => ReleaseName | undefined;
  /** What the name of its size says; undefined for one that says nothing. */
  readonly size: () => VmSize | undefined;
  /** The image's name for messages. */
  readonly image: () => string;
}

/** The VM that a resource declares; undefined for every other resource, and for a VM that runs Windows. */
export function vmDeclarationOf(type: string, props: Readonly<Record<string, unknown>>): VmDeclaration | undefined {
  if (!azureNativeVm.test(type) || isWindows(props)) return undefined;
  return {
    customData: () => text(at(props, "osProfile", "customData")),
    release: () => releaseOf(imageReference(props)),
    size: () => vmSizeOf(text(at(props, "hardwareProfile", "vmSize")) ?? ""),
    image: () => {
      const { publisher, offer, sku, id } = imageReference(props);
      return id ?? [publisher, offer, sku].map((name) => name ?? "?").join(":");
    },
  };
}

/** Any API version, `azure-native:compute/v20240301:VirtualMachine` too, and packages made for one version. */
const azureNativeVm = /^azure-native(_compute_v\w+)?:compute(\/v\w+)?:VirtualMachine$/;

function isWindows(props: Readonly<Record<string, unknown>>): boolean {
  return (
    at(props, "osProfile", "windowsConfiguration") !== undefined ||
    text(at(props, "storageProfile", "osDisk", "osType"))?.toLowerCase() === "windows" ||
    /^MicrosoftWindows/i.test(imageReference(props).publisher ?? "")
  );
}

function imageReference(props: Readonly<Record<string, unknown>>) {
  const value = (name: string) => {
    const found = text(at(props, "storageProfile", "imageReference", name));
    return found === undefined ? {} : { [name]: found };
  };
  const reference: { publisher?: string; offer?: string; sku?: string; id?: string } = {
    ...value("publisher"),
    ...value("offer"),
    ...value("sku"),
    ...value("id"),
  };
  return reference;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Readonly<Record<string, unknown>>)[key] : undefined,
    value,
  );
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
