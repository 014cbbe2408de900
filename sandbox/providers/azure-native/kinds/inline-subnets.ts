import { at, type JsonObject, listAt, textAt } from "../../protocol/json";
import { nameOf, sameId } from "../arm-id";
import type { AzureError } from "../errors";
import type { Write } from "../kind";
import { subnetInUse } from "../refusals/in-use";
import type { ArmResource, Resources } from "../subscription";
import { completeSubnet } from "./network-outputs";

const SUBNET = "Microsoft.Network/virtualNetworks/subnets";

/** A network's GET shows its subnets, however they were made. */
export function networkView(network: ArmResource, resources: Resources): ArmResource {
  return { ...network, properties: { ...network.properties, subnets: subnetsOf(network.id, resources) } };
}

/** A PUT that names subnets makes these and deletes the others; one that names none leaves them be. */
export function writeInlineSubnets(network: ArmResource, write: Write): void {
  if (at(write.body, "properties.subnets") === undefined) return;
  for (const gone of dropped(write)) write.resources.remove(gone.id);
  for (const subnet of listAt(write.body, "properties.subnets")) {
    const id = inlineId(network.id, subnet);
    const existing = write.resources.get(id);
    const complete = completeSubnet({ ...write, id, body: subnet, existing });
    write.resources.put({ ...complete, id, name: nameOf(id), type: SUBNET } as ArmResource);
  }
}

export function inlineSubnetInUse(write: Write): AzureError | undefined {
  if (at(write.body, "properties.subnets") === undefined) return undefined;
  return dropped(write)
    .map((target) => subnetInUse({ target, resources: write.resources }))
    .find((error) => error !== undefined);
}

function dropped(write: Write): readonly ArmResource[] {
  const kept = listAt(write.body, "properties.subnets").map((subnet) => inlineId(write.id, subnet));
  return subnetsOf(write.id, write.resources).filter((subnet) => !kept.some((id) => sameId(id, subnet.id)));
}

function subnetsOf(networkId: string, resources: Resources): readonly ArmResource[] {
  return resources.below(networkId).filter((resource) => resource.type === SUBNET);
}

function inlineId(networkId: string, subnet: JsonObject): string {
  return `${networkId}/subnets/${textAt(subnet, "name") ?? nameOf(textAt(subnet, "id") ?? "")}`;
}
