import { createHash, randomBytes } from "node:crypto";
import type { JsonObject } from "../protocol/json";
import { isUnknown, UNKNOWN } from "../protocol/properties";
import { formatId, idInputs } from "./arm-id";
import type { Kind } from "./kind";
import { missingInputs } from "./request";
import { membersOf } from "./schema";
import type { Subscription } from "./subscription";

export interface CheckOptions {
  readonly kind: Kind;
  readonly logicalName: string;
  readonly inputs: JsonObject;
  /** Of the resource as it is; empty when it is about to be created or replaced. */
  readonly oldInputs: JsonObject;
  readonly randomSeed: Uint8Array;
  /** What the engine's own autonaming configuration says, if there is one. */
  readonly naming?: { readonly mode: "propose" | "enforce" | "disable"; readonly name: string };
  readonly configuredLocation: string | undefined;
  readonly subscription: Subscription;
}

export interface Checked {
  readonly inputs: JsonObject;
  readonly failures: readonly string[];
}

/** azure-native's note that both the old and the new resource may exist at once, since their names differ. */
export const CREATE_BEFORE_DELETE = "__createBeforeDelete";

/** Name, location and API version filled in as azure-native fills them in, and what is required asked for. */
export function check(options: CheckOptions): Checked {
  const { kind } = options;
  const named = { ...autoName(options), ...options.inputs };
  const inputs: JsonObject = { azureApiVersion: kind.apiVersion, ...defaultLocation(options, named), ...named };
  const missing = [
    ...idInputs(kind.idTemplate).filter((name) => inputs[name] === undefined),
    ...missingInputs(kind, inputs),
  ];
  return { inputs, failures: missing.map((name) => `missing required property '${name}'${advice[name] ?? ""}`) };
}

const advice: Readonly<Record<string, string>> = {
  location: ". Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
};

function autoName({ kind, logicalName, inputs, oldInputs, randomSeed, naming }: CheckOptions): JsonObject {
  const { nameInput } = kind;
  if (inputs[nameInput] !== undefined) return {};
  const old = oldInputs[nameInput];
  if (old !== undefined) {
    return { [nameInput]: old, ...(oldInputs[CREATE_BEFORE_DELETE] === true ? { [CREATE_BEFORE_DELETE]: true } : {}) };
  }
  if (naming?.mode === "disable") return {};
  if (naming !== undefined) return { [nameInput]: naming.name, [CREATE_BEFORE_DELETE]: true };
  if (kind.autoName === "copy") return { [nameInput]: logicalName };
  return { [nameInput]: logicalName + suffix(randomSeed), [CREATE_BEFORE_DELETE]: true };
}

/** Eight hexadecimal digits; the engine's seed makes preview and update agree on them. */
function suffix(seed: Uint8Array): string {
  const random = seed.length > 0 ? createHash("sha512").update(seed).digest() : randomBytes(4);
  return random.toString("hex").slice(0, 8);
}

/** In azure-native's order: as it was, as configured, as the resource group's. */
function defaultLocation(options: CheckOptions, inputs: JsonObject): JsonObject {
  const { kind, oldInputs, configuredLocation, subscription } = options;
  if (!membersOf(kind.model, kind.className).some(({ name }) => name === "location")) return {};
  const group = inputs.resourceGroupName;
  const location = oldInputs.location ?? configuredLocation ?? groupLocation();
  return location === undefined ? {} : { location };

  function groupLocation() {
    if (isUnknown(group)) return UNKNOWN;
    if (typeof group !== "string" || !kind.idTemplate.includes("/providers/")) return undefined;
    const id = formatId("/subscriptions/{s}/resourceGroups/{g}", { s: subscription.id, g: group });
    return subscription.read().get(id)?.location;
  }
}
