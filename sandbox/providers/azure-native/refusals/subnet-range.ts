import { allAt, at, type Json, listAt, textAt } from "../../protocol/json";
import { contains, formatAddress, overlaps, parsePrefix } from "../addresses";
import { nameOf, parentOf, sameId } from "../arm-id";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";

/** A subnet's address ranges; Azure has both a singular and a plural property for them. */
export function prefixesOf(subnet: Json): readonly string[] {
  const plural = allAt(subnet, "properties.addressPrefixes[]").map(String);
  const single = textAt(subnet, "properties.addressPrefix");
  return single === undefined ? plural : [single];
}

export const invalidPrefix: Refusal<Write> = (write) => {
  const written = [...networkPrefixes(write.body), ...subnetsWritten(write).flatMap(({ prefixes }) => prefixes)];
  for (const text of written.filter((candidate) => !candidate.includes(":"))) {
    const prefix = parsePrefix(text);
    if (prefix === undefined) {
      const detail = `Address prefix ${text} of resource ${write.id} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`;
      return new AzureError(400, "InvalidAddressPrefixFormat", detail);
    }
    if (prefix.first !== prefix.written) {
      const right = `${formatAddress(prefix.first)}/${prefix.length}`;
      const detail = `The address prefix ${text} in resource ${write.id} has an invalid CIDR notation. For the given prefix length, the address prefix should be ${right}.`;
      return new AzureError(400, "InvalidCIDRNotation", detail);
    }
  }
  return undefined;
};

export const subnetOutsideNetwork: Refusal<Write> = (write) => {
  const network = networkOf(write);
  const ranges = network.prefixes.map(parsePrefix);
  const outside = subnetsIn(write).find(({ prefixes }) =>
    prefixes.map(parsePrefix).some((inner) => inner && !ranges.some((outer) => outer && contains(outer, inner))),
  );
  if (outside === undefined) return undefined;
  return new AzureError(
    400,
    "NetcfgSubnetRangeOutsideVnet",
    `Subnet '${nameOf(outside.id)}' is not valid because its IP address range is outside the IP address range of virtual network '${nameOf(network.id)}'.`,
  );
};

export const subnetsOverlap: Refusal<Write> = (write) => {
  const subnets = subnetsIn(write);
  const clash = subnetsWritten(write).find((subnet) =>
    subnets.some((other) => !sameId(other.id, subnet.id) && rangesOverlap(other.prefixes, subnet.prefixes)),
  );
  if (clash === undefined) return undefined;
  const network = nameOf(networkOf(write).id);
  return new AzureError(
    400,
    "NetcfgSubnetRangesOverlap",
    `Subnet '${nameOf(clash.id)}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${network}'.`,
  );
};

interface Ranges {
  readonly id: string;
  readonly prefixes: readonly string[];
}

/** The subnets of a write: a network's inline ones, or the one that is written by itself. */
function subnetsWritten({ kind, id, body }: Write): readonly Ranges[] {
  if (kind.className === "Subnet") return [{ id, prefixes: prefixesOf(body) }];
  return listAt(body, "properties.subnets").map((subnet) => ({
    id: `${id}/subnets/${textAt(subnet, "name")}`,
    prefixes: prefixesOf(subnet),
  }));
}

/** All the network's subnets as they would be after the write. */
function subnetsIn(write: Write): readonly Ranges[] {
  const written = subnetsWritten(write);
  if (write.kind.className !== "Subnet" && at(write.body, "properties.subnets") !== undefined) return written;
  const others = write.resources
    .below(networkOf(write).id)
    .filter(({ id }) => !written.some((subnet) => sameId(subnet.id, id)))
    .map((subnet) => ({ id: subnet.id, prefixes: prefixesOf(subnet) }));
  return [...others, ...written];
}

function networkOf({ kind, id, body, resources }: Write): Ranges {
  if (kind.className !== "Subnet") return { id, prefixes: networkPrefixes(body) };
  const network = resources.get(parentOf(id));
  return { id: parentOf(id), prefixes: network === undefined ? [] : networkPrefixes(network) };
}

function networkPrefixes(network: Json): readonly string[] {
  return allAt(network, "properties.addressSpace.addressPrefixes[]").map(String);
}

function rangesOverlap(some: readonly string[], others: readonly string[]): boolean {
  return some.some((text) =>
    others.some((otherText) => {
      const [one, other] = [parsePrefix(text), parsePrefix(otherText)];
      return one !== undefined && other !== undefined && overlaps(one, other);
    }),
  );
}
