import { allAt, at, listAt, objectAt, textAt } from "../../protocol/json";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";
import { notFitting, notUnderstood } from "./machine-model";

const PROFILE = "properties.virtualMachineProfile";

/** What is refused of every instance is refused of the scale set. */
export const instanceRefusals: readonly Refusal<Write>[] = [...notUnderstood, ...notFitting].map(ofInstance);

/** A flexible scale set without a profile has no instances of its own. */
function ofInstance(refusal: Refusal<Write>): Refusal<Write> {
  return (write) => {
    const { body } = write;
    if (at(body, PROFILE) === undefined) return undefined;
    const hardwareProfile = { vmSize: textAt(body, "sku.name") ?? "" };
    return refusal({ ...write, body: { ...body, properties: { ...objectAt(body, PROFILE), hardwareProfile } } });
  };
}

/** Azure/azure-rest-api-specs#27029. */
export const parameterMissing: Refusal<Write> = ({ body }) => {
  if (!isFlexible(body)) return undefined;
  const required = [
    ["properties", "platformFaultDomainCount"],
    ...(at(body, `${PROFILE}.networkProfile`) === undefined
      ? []
      : [[`${PROFILE}.networkProfile`, "networkApiVersion"]]),
  ];
  const missing = required.find(([path, name]) => at(body, `${path}.${name}`) === undefined);
  return missing && invalid(`Required parameter '${missing[1]}' is missing (null).`);
};

/** In the words of Azure/azure-cli#5920. */
export const placementGroupsNeeded: Refusal<Write> = ({ body }) => {
  const single = at(body, "properties.singlePlacementGroup") === true;
  if (!single || at(body, "properties.platformFaultDomainCount") !== 1) return undefined;
  return new AzureError(
    400,
    "BadRequest",
    "With platform fault domain count 1, you must use multiple placement groups.",
  );
};

/** Azure/bicep-registry-modules#2671. */
export const identityNotAllowed: Refusal<Write> = ({ body }) => {
  const type = textAt(body, "identity.type");
  if (!isFlexible(body) || type?.includes("SystemAssigned") !== true) return undefined;
  return invalid(`The value '${type}' of parameter 'identity' is not allowed. Allowed values are: UserAssigned, None.`);
};

/** terraform-provider-azurerm#5430. Flexible orchestration knows health by the extension alone. */
export const rollingWithoutHealth: Refusal<Write> = ({ body }) => {
  if (textAt(body, "properties.upgradePolicy.mode") !== "Rolling") return undefined;
  const types = listAt(body, `${PROFILE}.extensionProfile.extensions`).map((one) => textAt(one, "properties.type"));
  const probes = isFlexible(body) ? [] : allAt(body, `${PROFILE}.networkProfile.healthProbe.id`);
  if (probes.length > 0 || types.some((type) => type?.startsWith("ApplicationHealth") === true)) return undefined;
  return new AzureError(
    400,
    "BadRequest",
    "Rolling Upgrade mode is not supported for this Virtual Machine Scale Set because a health probe or health extension was not provided.",
  );
};

function isFlexible(body: Write["body"]): boolean {
  return textAt(body, "properties.orchestrationMode") === "Flexible";
}

function invalid(detail: string): AzureError {
  return new AzureError(400, "InvalidParameter", detail);
}
