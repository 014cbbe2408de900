import { allAt, type Json, listAt, textAt } from "../../protocol/json";
import { sameId } from "../arm-id";
import { holderOf } from "../attachment";
import { AzureError } from "../errors";
import type { Deletion, Refusal } from "../kind";
import type { ArmResource, Resources } from "../subscription";

const NIC = "Microsoft.Network/networkInterfaces";
const SUBNET = "Microsoft.Network/virtualNetworks/subnets";
const SCALE_SET = "Microsoft.Compute/virtualMachineScaleSets";
const INSTANCE_NIC = "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].properties";
const INSTANCE_SUBNET = `${INSTANCE_NIC}.ipConfigurations[].properties.subnet.id`;

/** The same words when the interface is deleted and when another machine asks for it (terraform-provider-azurerm#8105). */
export function nicInUseBy(nic: string, machine: string): AzureError {
  return new AzureError(
    400,
    "NicInUse",
    `Network Interface ${nic} is used by existing resource ${machine}. In order to delete the network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.`,
  );
}

export const nicInUse: Refusal<Deletion> = ({ target, resources }) => {
  const machine = holderOf(target, resources);
  return machine === undefined ? undefined : nicInUseBy(target.id, machine);
};

/** terraform-provider-azurerm#400. */
export const subnetInUse: Refusal<Deletion> = ({ target, resources }) => {
  const [user] = [
    ...configurationsUsing("properties.subnet.id", target.id, resources),
    ...usersOf(SCALE_SET, INSTANCE_SUBNET, target, resources),
  ];
  if (user === undefined) return undefined;
  return new AzureError(
    400,
    "InUseSubnetCannotBeDeleted",
    `Subnet ${target.name} is in use by ${user} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
};

export const networkInUse: Refusal<Deletion> = ({ target, resources }) =>
  resources
    .below(target.id)
    .map((subnet) => subnetInUse({ target: subnet, resources }))
    .find((error) => error !== undefined);

/** terraform-provider-azurerm#2566. */
export const publicAddressInUse: Refusal<Deletion> = ({ target, resources }) => {
  const [user] = [
    ...configurationsUsing("properties.publicIPAddress.id", target.id, resources),
    ...usersOf("Microsoft.Network/natGateways", "properties.publicIpAddresses[].id", target, resources),
  ];
  if (user === undefined) return undefined;
  return new AzureError(
    400,
    "PublicIPAddressCannotBeDeleted",
    `Public IP address ${target.id} can not be deleted since it is still allocated to resource ${user}. In order to delete the public IP, disassociate/detach the Public IP address from the resource.  To learn how to do this, see aka.ms/deletepublicip.`,
  );
};

/** pulumi-azure-native#3051. */
export const securityGroupInUse: Refusal<Deletion> = ({ target, resources }) => {
  const users = [
    ...[NIC, SUBNET].flatMap((type) => usersOf(type, "properties.networkSecurityGroup.id", target, resources)),
    ...usersOf(SCALE_SET, `${INSTANCE_NIC}.networkSecurityGroup.id`, target, resources),
  ];
  if (users.length === 0) return undefined;
  return new AzureError(
    400,
    "InUseNetworkSecurityGroupCannotBeDeleted",
    `Network security group ${target.id} cannot be deleted because it is in use by the following resources: ${users.join(", ")}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
  );
};

/** Azure-Samples/Copilot-Studio-with-Azure-AI-Search#62. */
export const natGatewayInUse: Refusal<Deletion> = ({ target, resources }) => {
  const users = usersOf(SUBNET, "properties.natGateway.id", target, resources);
  if (users.length === 0) return undefined;
  return new AzureError(
    400,
    "CannotDeleteNatGatewayAssociatedToSubnet",
    `NAT Gateway ${target.id} is still configured on ${users.length} subnets. Remove NAT Gateway from all referenced subnets and then delete NAT Gateway.`,
  );
};

export const diskInUse: Refusal<Deletion> = ({ target, resources }) => {
  const machine = holderOf(target, resources);
  if (machine === undefined) return undefined;
  return new AzureError(409, "OperationNotAllowed", `Disk ${target.name} is attached to VM ${machine}.`);
};

function usersOf(type: string, path: string, target: ArmResource, resources: Resources): readonly string[] {
  return resources
    .ofType(type)
    .filter((resource) => refersTo(resource, path, target.id))
    .map(({ id }) => id);
}

function configurationsUsing(path: string, id: string, resources: Resources): readonly string[] {
  return resources
    .ofType(NIC)
    .flatMap((nic) => listAt(nic, "properties.ipConfigurations"))
    .filter((configuration) => refersTo(configuration, path, id))
    .map((configuration) => textAt(configuration, "id") ?? "");
}

function refersTo(value: Json, path: string, id: string): boolean {
  return allAt(value, path).some((reference) => typeof reference === "string" && sameId(reference, id));
}
