import { createHash } from "node:crypto";
import { type JsonObject, listAt, objectAt, textAt, without } from "../../protocol/json";
import { freeAddress, parsePrefix } from "../addresses";
import { nameOf, normalLocation } from "../arm-id";
import { AzureError } from "../errors";
import { etagOf, uuidFrom } from "../identifiers";
import { freeIPv6Address } from "../ipv6-addresses";
import type { Write } from "../kind";
import { takenAddresses } from "../refusals/private-address";
import { prefixesOf } from "../refusals/subnet-range";

export function completeVirtualNetwork(write: Write): JsonObject {
  // Its subnets are resources of their own; a GET puts them back (inlineSubnets.ts).
  const properties = without(objectAt(write.body, "properties"), "subnets");
  return networkResource(write, { enableDdosProtection: false, virtualNetworkPeerings: [], ...properties });
}

export function completeSubnet(write: Write): JsonObject {
  const properties = objectAt(write.body, "properties");
  return networkResource(write, {
    delegations: [],
    privateEndpointNetworkPolicies: "Disabled",
    privateLinkServiceNetworkPolicies: "Enabled",
    ...properties,
  });
}

export function completeSecurityGroup(write: Write): JsonObject {
  const rules = listAt(write.body, "properties.securityRules").map((rule) =>
    part(`${write.id}/securityRules/${textAt(rule, "name")}`, rule),
  );
  return networkResource(write, { ...objectAt(write.body, "properties"), securityRules: rules });
}

export function completeNatGateway(write: Write): JsonObject {
  return networkResource(write, { idleTimeoutInMinutes: 4, ...objectAt(write.body, "properties") });
}

export function completePublicAddress(write: Write): JsonObject {
  const properties = { publicIPAllocationMethod: "Dynamic", ...objectAt(write.body, "properties") };
  const dynamic = properties.publicIPAllocationMethod === "Dynamic";
  const address = textAt(write.existing, "properties.ipAddress") ?? (dynamic ? undefined : publicAddress(write));
  return {
    ...networkResource(write, {
      publicIPAddressVersion: "IPv4",
      idleTimeoutInMinutes: 4,
      ipTags: [],
      ...(address === undefined ? {} : { ipAddress: address }),
      ...properties,
    }),
    sku: { name: "Basic", tier: "Regional", ...objectAt(write.body, "sku") },
  };
}

export function completeInterface(write: Write): JsonObject {
  const attached = objectAt(write.existing, "properties");
  const { virtualMachine, primary, macAddress } = attached;
  return networkResource(write, {
    auxiliaryMode: "None",
    auxiliarySku: "None",
    disableTcpStateTracking: false,
    enableAcceleratedNetworking: false,
    enableIPForwarding: false,
    hostedWorkloads: [],
    macAddress: macAddress ?? hardwareAddress(write.id),
    nicType: "Standard",
    tapConfigurations: [],
    vnetEncryptionSupported: false,
    ...objectAt(write.body, "properties"),
    dnsSettings: { dnsServers: [], appliedDnsServers: [], ...objectAt(write.body, "properties.dnsSettings") },
    ipConfigurations: ipConfigurations(write),
    ...(virtualMachine === undefined ? {} : { virtualMachine }),
    ...(primary === undefined ? {} : { primary }),
  });
}

function ipConfigurations(write: Write): JsonObject[] {
  const taken = new Set(takenAddresses(write));
  return listAt(write.body, "properties.ipConfigurations").map((configuration, index) => {
    const name = textAt(configuration, "name") ?? `ipconfig${index + 1}`;
    const given = objectAt(configuration, "properties");
    const before = listAt(write.existing, "properties.ipConfigurations").find((old) => old.name === name);
    const kept = sameSubnet(before, configuration) ? textAt(before, "properties.privateIPAddress") : undefined;
    const address = textAt(given, "privateIPAddress") ?? kept ?? privateAddress(write, configuration, taken);
    taken.add(address);
    return part(`${write.id}/ipConfigurations/${name}`, {
      ...configuration,
      name,
      properties: {
        primary: index === 0,
        privateIPAllocationMethod: "Dynamic",
        privateIPAddressVersion: "IPv4",
        ...given,
        privateIPAddress: address,
      },
    });
  });
}

function sameSubnet(before: JsonObject | undefined, after: JsonObject): boolean {
  const path = "properties.subnet.id";
  return textAt(before, path)?.toLowerCase() === textAt(after, path)?.toLowerCase();
}

function privateAddress(write: Write, configuration: JsonObject, taken: ReadonlySet<string>): string {
  const subnetId = textAt(configuration, "properties.subnet.id") ?? "";
  const subnet = write.resources.get(subnetId);
  const prefixes = subnet === undefined ? [] : prefixesOf(subnet);
  const free =
    textAt(configuration, "properties.privateIPAddressVersion") === "IPv6" ? freeIPv6Address : freeIPv4Address;
  for (const prefix of prefixes) {
    const address = free(prefix, taken);
    if (address !== undefined) return address;
  }
  const detail = `Subnet ${nameOf(subnetId)} with address prefix ${prefixes.join(", ")} does not have enough capacity for 1 IP addresses.`;
  throw new AzureError(400, "SubnetIsFull", detail);
}

function freeIPv4Address(text: string, taken: ReadonlySet<string>): string | undefined {
  const prefix = parsePrefix(text);
  return prefix && freeAddress(prefix, taken);
}

/** The documentation ranges (RFC 5737): no address of the local Azure can be reached or mistaken for a real one. */
const PUBLIC_RANGES = ["203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24"];

function publicAddress({ kind, resources }: Write): string {
  const taken = new Set(
    resources.ofType(kind.armType).map((resource) => textAt(resource, "properties.ipAddress") ?? ""),
  );
  for (const range of PUBLIC_RANGES) {
    const address = freeIPv4Address(range, taken);
    if (address !== undefined) return address;
  }
  throw new AzureError(409, "PublicIPCountLimitReached", "Cannot create more public IP addresses in this region.");
}

/** 00-0D-3A is one of Microsoft's prefixes on Azure. */
function hardwareAddress(id: string): string {
  const digits = createHash("sha256").update(id.toLowerCase()).digest("hex").toUpperCase();
  return ["00", "0D", "3A", digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)].join("-");
}

function networkResource({ body, id, existing }: Write, properties: JsonObject): JsonObject {
  const location = textAt(body, "location");
  const resource = {
    ...body,
    ...(location === undefined ? {} : { location: normalLocation(location) }),
    properties: {
      ...properties,
      resourceGuid: textAt(existing, "properties.resourceGuid") ?? uuidFrom(`${id.toLowerCase()} ${Date.now()}`),
      provisioningState: "Succeeded",
    },
  };
  return { ...resource, etag: etagOf(resource) };
}

/** An object inside a resource that has an id of its own. */
function part(id: string, object: JsonObject): JsonObject {
  const complete = { ...object, id, properties: { ...objectAt(object, "properties"), provisioningState: "Succeeded" } };
  return { ...complete, etag: etagOf(complete) };
}
