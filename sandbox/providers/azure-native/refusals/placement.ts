import { allAt, textAt } from "../../protocol/json";
import { nameOf, normalLocation, parentOf, resourceGroupOf } from "../arm-id";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";

const resourceGroupNotFound: Refusal<Write> = ({ id, resources }) => {
  const group = resourceGroupOf(id);
  if (resources.get(group) !== undefined) return undefined;
  return new AzureError(404, "ResourceGroupNotFound", `Resource group '${nameOf(group)}' could not be found.`);
};

const locationRequired: Refusal<Write> = ({ body }) =>
  textAt(body, "location") === undefined
    ? new AzureError(400, "LocationRequired", "The location property is required for this definition.")
    : undefined;

/** A resource never moves: azure-native replaces some kinds for it, the others it updates, and Azure refuses. */
export const invalidResourceLocation: Refusal<Write> = ({ body, existing }) => {
  const [before, after] = [textAt(existing, "location"), textAt(body, "location")];
  if (existing === undefined || !before || !after || normalLocation(before) === normalLocation(after)) return undefined;
  const group = nameOf(resourceGroupOf(existing.id));
  return new AzureError(
    409,
    "InvalidResourceLocation",
    `The resource '${existing.name}' already exists in location '${before}' in resource group '${group}'. A resource with the same name cannot be created in location '${after}'. Please select a new resource name.`,
  );
};

/** What Azure asks before any service of its own does. */
export const placement = [resourceGroupNotFound, locationRequired, invalidResourceLocation] as const;

export const parentNotFound: Refusal<Write> = ({ id, kind, resources }) => {
  const parent = parentOf(id);
  if (resources.get(parent) !== undefined) return undefined;
  const type = kind.armType.split("/").slice(1).join("/");
  return new AzureError(
    404,
    "ParentResourceNotFound",
    `Failed to perform 'write' on resource(s) of type '${type}', because the parent resource '${parent}' could not be found.`,
  );
};

/** Missing and in another region are one refusal to Azure. Types that the local Azure does not serve pass. */
export const referenceNotFound: Refusal<Write> = ({ body, kind, id, resources }) => {
  const here = textAt(body, "location") ?? textAt(resources.get(parentOf(id)), "location") ?? "";
  const missing = kind.references
    .flatMap((path) => allAt(body, path))
    .filter((reference) => typeof reference === "string")
    .filter((reference) => SERVED.test(reference))
    .find((reference) => {
      const found = resources.get(reference);
      const there = textAt(found, "location") ?? textAt(resources.get(parentOf(reference)), "location") ?? "";
      return found === undefined || normalLocation(there) !== normalLocation(here);
    });
  if (missing === undefined) return undefined;
  return new AzureError(
    400,
    "InvalidResourceReference",
    `Resource ${missing} referenced by resource ${id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
};

const SERVED =
  /\/(virtualNetworks\/[^/]+\/subnets|networkSecurityGroups|natGateways|publicIPAddresses|networkInterfaces|disks)\/[^/]+$/i;
