import type { Properties } from "./engine";
import { inGroup, nicArgs, scaleSetArgs, type Surroundings, vmArgs } from "./stack";

/** A kind, what it is made with, what an update changes, and what Azure adds to it. */
export const kindCases: readonly {
  readonly type: string;
  readonly id: RegExp;
  readonly args: (s: Surroundings) => Properties;
  readonly change: Properties;
  readonly outputs: readonly string[];
}[] = [
  {
    type: "resources:ResourceGroup",
    id: /^\/subscriptions\/[0-9-]+\/resourceGroups\/it[0-9a-f]{8}$/,
    args: () => ({ location: "West Europe" }),
    change: { tags: { a: "b" } },
    outputs: ["properties.provisioningState"],
  },
  {
    type: "network:VirtualNetwork",
    id: /\/providers\/Microsoft\.Network\/virtualNetworks\/it[0-9a-f]{8}$/,
    args: ({ group }) => ({
      ...inGroup(group),
      addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
      subnets: [{ name: "inline", addressPrefix: "10.1.0.0/24" }],
    }),
    change: { addressSpace: { addressPrefixes: ["10.1.0.0/16", "10.2.0.0/16"] } },
    outputs: ["etag", "resourceGuid", "subnets.0.id", "subnets.0.provisioningState"],
  },
  {
    type: "network:Subnet",
    id: /\/virtualNetworks\/net[0-9a-f]{8}\/subnets\/it$/,
    args: ({ group, network }) => ({
      ...inGroup(group),
      virtualNetworkName: network.outputs["name"],
      addressPrefixes: ["10.0.2.0/24"],
    }),
    change: { defaultOutboundAccess: false },
    outputs: ["etag", "privateEndpointNetworkPolicies"],
  },
  {
    type: "network:NetworkSecurityGroup",
    id: /\/networkSecurityGroups\/it[0-9a-f]{8}$/,
    args: ({ group }) => ({
      ...inGroup(group),
      securityRules: [
        {
          name: "ssh",
          access: "Allow",
          direction: "Inbound",
          priority: 100,
          protocol: "Tcp",
          sourceAddressPrefix: "*",
          sourcePortRange: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: "22",
        },
      ],
    }),
    change: { tags: { a: "b" } },
    outputs: ["etag", "resourceGuid", "securityRules.0.id"],
  },
  {
    type: "network:PublicIPAddress",
    id: /\/publicIPAddresses\/it[0-9a-f]{8}$/,
    args: ({ group }) => ({ ...inGroup(group), sku: { name: "Standard" }, publicIPAllocationMethod: "Static" }),
    change: { idleTimeoutInMinutes: 10 },
    outputs: ["ipAddress", "publicIPAddressVersion", "resourceGuid"],
  },
  {
    type: "network:NatGateway",
    id: /\/natGateways\/it[0-9a-f]{8}$/,
    args: ({ group }) => ({ ...inGroup(group), sku: { name: "Standard" } }),
    change: { idleTimeoutInMinutes: 10 },
    outputs: ["etag", "resourceGuid"],
  },
  {
    type: "network:NetworkInterface",
    id: /\/networkInterfaces\/it[0-9a-f]{8}$/,
    args: ({ group, subnet }) => nicArgs(group, subnet),
    change: { enableIPForwarding: true },
    outputs: ["etag", "macAddress", "ipConfigurations.0.id", "ipConfigurations.0.privateIPAddress"],
  },
  {
    type: "compute:VirtualMachine",
    id: /\/providers\/Microsoft\.Compute\/virtualMachines\/it[0-9a-f]{8}$/,
    args: vmArgs,
    change: { hardwareProfile: { vmSize: "Standard_D4s_v5" } },
    outputs: ["vmId", "timeCreated", "storageProfile.osDisk.name", "storageProfile.imageReference.exactVersion"],
  },
  {
    type: "compute:VirtualMachineScaleSet",
    id: /\/providers\/Microsoft\.Compute\/virtualMachineScaleSets\/it[0-9a-f]{8}$/,
    args: scaleSetArgs,
    change: { sku: { name: "Standard_D4s_v5", capacity: 5 } },
    outputs: [
      "uniqueId",
      "timeCreated",
      "virtualMachineProfile.timeCreated",
      "virtualMachineProfile.storageProfile.imageReference.exactVersion",
    ],
  },
  {
    type: "compute:Disk",
    id: /\/providers\/Microsoft\.Compute\/disks\/it[0-9a-f]{8}$/,
    args: ({ group }) => ({ ...inGroup(group), creationData: { createOption: "Empty" }, diskSizeGB: 64 }),
    change: { diskSizeGB: 128 },
    outputs: ["diskState", "uniqueId", "timeCreated"],
  },
];
