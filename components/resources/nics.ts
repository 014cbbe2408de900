import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkInterfaceArgs } from "../arguments/network";
import type { HardenedVmArgs } from "../arguments/vm";
import type { Placement } from "./machine";

/** A network interface of the VM's own. */
export function networkInterface(
  args: NetworkInterfaceArgs,
  { subnetId, publicIpAddressId, securityGroupId = args.networkSecurityGroupId }: Connections,
  placement: Placement,
): network.NetworkInterfaceArgs {
  const { privateIPAddress, ipv6, applicationSecurityGroupIds, enableAcceleratedNetworking } = args;
  const everyAddress = {
    ...(subnetId === undefined ? {} : { subnet: { id: subnetId } }),
    ...(applicationSecurityGroupIds === undefined
      ? {}
      : { applicationSecurityGroups: applicationSecurityGroupIds.map((id) => ({ id })) }),
  };
  return {
    ...placement,
    ...(enableAcceleratedNetworking === undefined ? {} : { enableAcceleratedNetworking }),
    ...(securityGroupId === undefined ? {} : { networkSecurityGroup: { id: securityGroupId } }),
    ipConfigurations: [
      {
        name: "primary",
        primary: true,
        ...(privateIPAddress === undefined
          ? { privateIPAllocationMethod: network.IPAllocationMethod.Dynamic }
          : { privateIPAllocationMethod: network.IPAllocationMethod.Static, privateIPAddress }),
        ...(publicIpAddressId === undefined ? {} : { publicIPAddress: { id: publicIpAddressId } }),
        ...everyAddress,
      },
      ...(ipv6 === true ? [{ name: "ipv6", ...dynamicIPv6, ...everyAddress }] : []),
    ],
  };
}

/** What an interface is connected to. */
export interface Connections {
  readonly subnetId: pulumi.Input<string> | undefined;
  readonly publicIpAddressId?: pulumi.Input<string> | undefined;
  /** Default: the one that the arguments name. */
  readonly securityGroupId?: pulumi.Input<string> | undefined;
}

const dynamicIPv6 = {
  privateIPAddressVersion: network.IPVersion.IPv6,
  privateIPAllocationMethod: network.IPAllocationMethod.Dynamic,
} as const;

/**
 * What guards a public IP address. Azure's default rules let the virtual network and load balancer in, and nobody else;
 * SSH is admitted from where it is said to come.
 */
export function securityGroup(
  { sshSourceAddressPrefixes = [] }: HardenedVmArgs,
  placement: Placement,
): network.NetworkSecurityGroupArgs {
  if (sshSourceAddressPrefixes.length === 0) return { ...placement };
  return {
    ...placement,
    securityRules: [
      {
        name: "ssh",
        priority: 1000,
        direction: network.SecurityRuleDirection.Inbound,
        access: network.SecurityRuleAccess.Allow,
        protocol: network.SecurityRuleProtocol.Tcp,
        sourceAddressPrefixes: sshSourceAddressPrefixes,
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: "22",
      },
    ],
  };
}

/** The VM's hold on its interfaces, the first of which is the primary one. */
export function networkProfile(ids: readonly pulumi.Input<string>[]) {
  return { networkInterfaces: ids.map((id, index) => ({ id, primary: index === 0 })) };
}

/** The private address of an interface that somebody else has made. */
export function privateAddressOf(id: pulumi.Input<string>, parent: pulumi.Resource): pulumi.Output<string> {
  const part = (kind: string) =>
    pulumi.output(id).apply((text) => new RegExp(`/${kind}/([^/]+)`, "i").exec(text)?.[1] ?? "");
  const found = network.getNetworkInterfaceOutput(
    { resourceGroupName: part("resourceGroups"), networkInterfaceName: part("networkInterfaces") },
    { parent },
  );
  return primaryAddress(found.apply(({ ipConfigurations }) => ipConfigurations));
}

export function primaryAddress(
  configurations: pulumi.Output<readonly { primary?: boolean; privateIPAddress?: string }[] | undefined>,
): pulumi.Output<string> {
  return configurations.apply(
    (all = []) => (all.find(({ primary }) => primary === true) ?? all[0])?.privateIPAddress ?? "",
  );
}
