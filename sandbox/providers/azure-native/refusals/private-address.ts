import { type JsonObject, listAt, textAt } from "../../protocol/json";
import { contains, parsePrefix } from "../addresses";
import { sameId } from "../arm-id";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";
import { prefixesOf } from "./subnet-range";

const NIC = "Microsoft.Network/networkInterfaces";
const SUBNET_ID = "properties.subnet.id";
const ADDRESS = "properties.privateIPAddress";

/** The addresses other interfaces have; subnets of one network never overlap, so the addresses alone are enough. */
export function takenAddresses({ id, body, resources }: Write): readonly string[] {
  const networks = configurations(body).map((configuration) => networkOf(configuration));
  return resources
    .ofType(NIC)
    .filter((nic) => !sameId(nic.id, id))
    .flatMap((nic) => configurations(nic))
    .filter((configuration) => networks.includes(networkOf(configuration)))
    .map((configuration) => textAt(configuration, ADDRESS) ?? "");
}

export const addressTaken: Refusal<Write> = (write) => {
  const taken = new Set(takenAddresses(write));
  const clash = configurations(write.body).find((configuration) => taken.has(textAt(configuration, ADDRESS) ?? "-"));
  if (clash === undefined) return undefined;
  const id = `${write.id}/ipConfigurations/${textAt(clash, "name")}`;
  const detail = `IP configuration ${id} is using the private IP address ${textAt(clash, ADDRESS)} which is already allocated to another resource.`;
  return new AzureError(400, "PrivateIPAddressInUse", detail);
};

export const staticAddressOutside: Refusal<Write> = ({ body, resources }) => {
  for (const configuration of configurations(body)) {
    const address = textAt(configuration, ADDRESS);
    const subnet = resources.get(textAt(configuration, SUBNET_ID) ?? "");
    const single = address === undefined ? undefined : parsePrefix(`${address}/32`);
    if (single === undefined || subnet === undefined) continue;
    const prefixes = prefixesOf(subnet);
    if (prefixes.map(parsePrefix).some((prefix) => prefix && contains(prefix, single))) continue;
    const detail = `Private static IP address ${address} does not belong to the range of subnet prefix ${prefixes.join(", ")}.`;
    return new AzureError(400, "PrivateIPAddressNotInSubnet", detail);
  }
  return undefined;
};

export const publicAddressTaken: Refusal<Write> = ({ id, body, resources }) => {
  const path = "properties.publicIPAddress.id";
  const others = resources.ofType(NIC).filter((nic) => !sameId(nic.id, id));
  for (const configuration of configurations(body)) {
    const address = textAt(configuration, path);
    const owner = others
      .flatMap((nic) => configurations(nic))
      .find((other) => address !== undefined && sameId(textAt(other, path), address));
    if (owner === undefined) continue;
    const here = `${id}/ipConfigurations/${textAt(configuration, "name")}`;
    const detail = `Resource ${here} is referencing public IP address ${address} that is already allocated to resource ${textAt(owner, "id")}.`;
    return new AzureError(400, "PublicIPAddressInUse", detail);
  }
  return undefined;
};

function configurations(nic: JsonObject): readonly JsonObject[] {
  return listAt(nic, "properties.ipConfigurations");
}

function networkOf(configuration: JsonObject): string {
  return (textAt(configuration, SUBNET_ID) ?? "").toLowerCase().split("/subnets/")[0] ?? "";
}
