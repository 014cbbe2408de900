import type { Kind } from "../kind";
import { networkModel } from "../mappers";
import {
  natGatewayInUse,
  networkInUse,
  nicInUse,
  publicAddressInUse,
  securityGroupInUse,
  subnetInUse,
} from "../refusals/in-use";
import { machineNotAccelerated } from "../refusals/interfaces";
import { parentNotFound, placement, referenceNotFound } from "../refusals/placement";
import { addressTaken, publicAddressTaken, staticAddressOutside } from "../refusals/private-address";
import { invalidPrefix, subnetOutsideNetwork, subnetsOverlap } from "../refusals/subnet-range";
import { inlineSubnetInUse, networkView, writeInlineSubnets } from "./inline-subnets";
import { interfaceView } from "./machine-parts";
import {
  completeInterface,
  completeNatGateway,
  completePublicAddress,
  completeSecurityGroup,
  completeSubnet,
  completeVirtualNetwork,
} from "./network-outputs";

const inNetwork = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network";

const network = { autoName: "random", apiVersion: "2024-05-01", model: networkModel, forceNew: [] } as const;

export const virtualNetwork: Kind = {
  ...network,
  token: "azure-native:network:VirtualNetwork",
  armType: "Microsoft.Network/virtualNetworks",
  idTemplate: `${inNetwork}/virtualNetworks/{virtualNetworkName}`,
  nameInput: "virtualNetworkName",
  className: "VirtualNetwork",
  // As in pulumi-azure-native provider/pkg/gen/replacement.go, which has no entry for the kinds without one here.
  forceNew: ["location"],
  subResources: ["subnets", "virtualNetworkPeerings"],
  references: [
    "properties.subnets[].properties.natGateway.id",
    "properties.subnets[].properties.networkSecurityGroup.id",
  ],
  refuseWrite: [
    ...placement,
    referenceNotFound,
    invalidPrefix,
    subnetOutsideNetwork,
    subnetsOverlap,
    inlineSubnetInUse,
  ],
  refuseDelete: [networkInUse],
  complete: completeVirtualNetwork,
  afterWrite: writeInlineSubnets,
  view: networkView,
};

export const subnet: Kind = {
  ...network,
  token: "azure-native:network:Subnet",
  armType: "Microsoft.Network/virtualNetworks/subnets",
  idTemplate: `${inNetwork}/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}`,
  nameInput: "subnetName",
  autoName: "copy",
  className: "Subnet",
  outputOnly: ["resourceNavigationLinks"],
  references: ["properties.natGateway.id", "properties.networkSecurityGroup.id"],
  refuseWrite: [placement[0], parentNotFound, referenceNotFound, invalidPrefix, subnetOutsideNetwork, subnetsOverlap],
  refuseDelete: [subnetInUse],
  complete: completeSubnet,
};

export const networkSecurityGroup: Kind = {
  ...network,
  token: "azure-native:network:NetworkSecurityGroup",
  armType: "Microsoft.Network/networkSecurityGroups",
  idTemplate: `${inNetwork}/networkSecurityGroups/{networkSecurityGroupName}`,
  nameInput: "networkSecurityGroupName",
  className: "NetworkSecurityGroup",
  subResources: ["securityRules"],
  references: [],
  refuseWrite: placement,
  refuseDelete: [securityGroupInUse],
  complete: completeSecurityGroup,
};

export const natGateway: Kind = {
  ...network,
  token: "azure-native:network:NatGateway",
  armType: "Microsoft.Network/natGateways",
  idTemplate: `${inNetwork}/natGateways/{natGatewayName}`,
  nameInput: "natGatewayName",
  className: "NatGateway",
  references: ["properties.publicIpAddresses[].id"],
  refuseWrite: [...placement, referenceNotFound],
  refuseDelete: [natGatewayInUse],
  complete: completeNatGateway,
};

export const publicIPAddress: Kind = {
  ...network,
  token: "azure-native:network:PublicIPAddress",
  armType: "Microsoft.Network/publicIPAddresses",
  idTemplate: `${inNetwork}/publicIPAddresses/{publicIpAddressName}`,
  nameInput: "publicIpAddressName",
  className: "PublicIPAddress",
  forceNew: ["location", "publicIPAddressVersion", "publicIPPrefix", "sku"],
  outputOnly: ["ipConfiguration"],
  references: [],
  refuseWrite: placement,
  refuseDelete: [publicAddressInUse],
  complete: completePublicAddress,
};

export const networkInterface: Kind = {
  ...network,
  token: "azure-native:network:NetworkInterface",
  armType: "Microsoft.Network/networkInterfaces",
  idTemplate: `${inNetwork}/networkInterfaces/{networkInterfaceName}`,
  nameInput: "networkInterfaceName",
  className: "NetworkInterface",
  outputOnly: ["virtualMachine", "privateEndpoint", "dscpConfiguration"],
  references: [
    "properties.ipConfigurations[].properties.subnet.id",
    "properties.ipConfigurations[].properties.publicIPAddress.id",
    "properties.networkSecurityGroup.id",
  ],
  refuseWrite: [
    ...placement,
    referenceNotFound,
    publicAddressTaken,
    staticAddressOutside,
    addressTaken,
    machineNotAccelerated,
  ],
  refuseDelete: [nicInUse],
  complete: completeInterface,
  view: interfaceView,
};
