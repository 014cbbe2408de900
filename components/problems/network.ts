import { isIP } from "node:net";
import { type Problem, vmSizeOf } from "azure-kdump-core";
import type { ConnectionArgs, NetworkInterfaceArgs } from "../arguments/network";
import type { HardenedVmArgs } from "../arguments/vm";
import { defaultVmSize } from "../platform";
import { nameProblems } from "./names";

export function networkProblems(args: HardenedVmArgs): readonly Problem[] {
  return [
    ...interfaceProblems(args),
    ...addressProblems("privateIPAddress", args),
    ...additionalProblems(args),
    ...sizeProblems(args),
    ...sourceProblems(args),
    ...sshVerificationProblems(args),
  ];
}

/** What is said of the VM's own interface, and so of none that is brought. */
const ofOwnInterface = [
  "subnetId",
  "publicIp",
  "sshSourceAddressPrefixes",
  "networkSecurityGroupId",
  "applicationSecurityGroupIds",
  "enableAcceleratedNetworking",
  "privateIPAddress",
  "ipv6",
  "additionalNetworkInterfaces",
] as const;

function interfaceProblems(args: HardenedVmArgs): readonly Problem[] {
  const { networkInterfaceIds, subnetId } = args;
  if (networkInterfaceIds === undefined) {
    if (subnetId !== undefined) return [];
    const reason = "there is none: give the subnet of the VM's network interface, or networkInterfaceIds";
    return [{ property: "subnetId", reason }];
  }
  if (networkInterfaceIds.length === 0) {
    const reason = "there is none: give at least one, or leave it out and give subnetId";
    return [{ property: "networkInterfaceIds", reason }];
  }
  return ofOwnInterface
    .filter((property) => args[property] !== undefined && args[property] !== false)
    .map((property) => ({
      property,
      reason: "networkInterfaceIds is given too, and an interface that exists is as it is: leave one of them out",
    }));
}

function addressProblems(property: string, { privateIPAddress }: NetworkInterfaceArgs): readonly Problem[] {
  if (privateIPAddress === undefined || isIP(privateIPAddress) === 4) return [];
  return [{ property, reason: `"${privateIPAddress}" is not allowed: give an IPv4 address` }];
}

function additionalProblems({ additionalNetworkInterfaces: others = [] }: HardenedVmArgs): readonly Problem[] {
  return others.flatMap((other, index) => {
    const at = `additionalNetworkInterfaces[${index}]`;
    const before = others.slice(0, index).map(({ name }) => name);
    return [...nameProblems(`${at}.name`, other.name, before), ...addressProblems(`${at}.privateIPAddress`, other)];
  });
}

/** More than the VM size can do. Of a size that is not known, it is Azure's to judge. */
function sizeProblems(args: HardenedVmArgs): readonly Problem[] {
  const { vmSize = defaultVmSize, networkInterfaceIds, additionalNetworkInterfaces = [] } = args;
  const size = vmSizeOf(vmSize);
  if (networkInterfaceIds !== undefined) {
    return countProblems("networkInterfaceIds", networkInterfaceIds.length, vmSize, size?.maxNetworkInterfaces);
  }
  const interfaces = [args, ...additionalNetworkInterfaces];
  return [
    ...countProblems("additionalNetworkInterfaces", interfaces.length, vmSize, size?.maxNetworkInterfaces),
    ...interfaces.flatMap((one, index) =>
      accelerationProblems(index === 0 ? "" : `additionalNetworkInterfaces[${index - 1}].`, one, vmSize),
    ),
  ];
}

/** `at`: what leads to the interface. */
export function accelerationProblems(
  at: string,
  { enableAcceleratedNetworking }: ConnectionArgs,
  vmSize = defaultVmSize,
): readonly Problem[] {
  if (enableAcceleratedNetworking !== true || vmSizeOf(vmSize)?.acceleratedNetworking !== false) return [];
  const reason = `${vmSize} has no accelerated networking: leave it out, or choose another size`;
  return [{ property: `${at}enableAcceleratedNetworking`, reason }];
}

function countProblems(property: string, count: number, vmSize: string, most = count): readonly Problem[] {
  if (count <= most) return [];
  const reason = `${count} interfaces are given, the primary one included, and ${vmSize} takes ${most}: leave some out, or choose a larger size`;
  return [{ property, reason }];
}

function sourceProblems(args: HardenedVmArgs): readonly Problem[] {
  const { sshSourceAddressPrefixes: prefixes = [], publicIp, networkSecurityGroupId, networkInterfaceIds } = args;
  if (prefixes.length === 0 || networkInterfaceIds !== undefined) return [];
  const property = "sshSourceAddressPrefixes";
  if (networkSecurityGroupId !== undefined) {
    return [{ property, reason: "networkSecurityGroupId is given too, and its rules decide: leave one of them out" }];
  }
  if (publicIp !== true) {
    return [{ property, reason: "there is no public IP address to admit them to: set publicIp, or leave it out" }];
  }
  return prefixes.flatMap((prefix, index) => prefixProblems(`${property}[${index}]`, prefix));
}

function prefixProblems(property: string, prefix: string): readonly Problem[] {
  const [address = "", length, ...rest] = prefix.split("/");
  const version = isIP(address);
  const bits = version === 4 ? 32 : 128;
  const valid = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits);
  if (version === 0 || !valid || rest.length > 0) {
    return [{ property, reason: `"${prefix}" is not allowed: give an address or a range such as 203.0.113.0/24` }];
  }
  if (length === undefined || Number(length) > 0) return [];
  return [{ property, reason: `"${prefix}" is everybody: give the ranges that administrators come from` }];
}

function sshVerificationProblems(args: HardenedVmArgs): readonly Problem[] {
  const { verification, publicIp, networkSecurityGroupId, sshSourceAddressPrefixes = [] } = args;
  const dialled = verification?.channel === "ssh" && verification.ssh?.host === undefined && publicIp === true;
  if (!dialled || networkSecurityGroupId !== undefined || sshSourceAddressPrefixes.length > 0) return [];
  const reason =
    "there is none, and the verification connects by SSH to the public IP address, which admits nobody: give where it comes from, or a networkSecurityGroupId";
  return [{ property: "sshSourceAddressPrefixes", reason }];
}
