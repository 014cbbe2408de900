import type { Kind } from "../kind";
import { disk, runCommand, virtualMachine } from "./compute";
import { natGateway, networkInterface, networkSecurityGroup, publicIPAddress, subnet, virtualNetwork } from "./network";
import { resourceGroup } from "./resources";
import { scaleSet } from "./scale-set";

/** Everything the local Azure serves. */
export const kinds: readonly Kind[] = [
  resourceGroup,
  virtualNetwork,
  subnet,
  networkSecurityGroup,
  natGateway,
  publicIPAddress,
  networkInterface,
  virtualMachine,
  scaleSet,
  runCommand,
  disk,
];

/** The kind of a type token, versioned or not; a versioned token brings its own API version. */
export function kindOf(token: string): Kind {
  const [, module = "", version, name = ""] = /^azure-native:(\w+)(?:\/v(\w+))?:(\w+)$/.exec(token) ?? [];
  const kind = kinds.find((candidate) => candidate.token === `azure-native:${module}:${name}`);
  if (kind === undefined) {
    const served = kinds.map((candidate) => candidate.token).join(", ");
    throw new Error(`the local Azure does not serve ${token}; it serves ${served}`);
  }
  return version === undefined ? kind : { ...kind, apiVersion: apiVersion(version) };
}

/** `20240301` is 2024-03-01 and `20230101preview` is 2023-01-01-preview. */
function apiVersion(version: string): string {
  return version.replace(/^(\d{4})(\d\d)(\d\d)(\w*)$/, (_, year, month, day, label) =>
    [year, month, day, label].filter(Boolean).join("-"),
  );
}
