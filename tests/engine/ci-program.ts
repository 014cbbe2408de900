/** A user's program, as its text: what it says of machines is up to the test, by `vm(name, customData)`. */
export function program(machines: string): string {
  return `const compute = require("@pulumi/azure-native/compute");
const network = require("@pulumi/azure-native/network");
const resources = require("@pulumi/azure-native/resources");
const { harden, toCustomData } = require("azure-kdump-core");

const group = new resources.ResourceGroup("shop", { location: "westeurope" });
const resourceGroupName = group.name;
const virtualNetwork = new network.VirtualNetwork("network", {
  resourceGroupName,
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const subnet = new network.Subnet("vms", {
  resourceGroupName,
  virtualNetworkName: virtualNetwork.name,
  addressPrefix: "10.0.0.0/24",
});

const hardened = toCustomData(harden({ release: "debian-12", architecture: "x64", generation: 2 }));
const onlyPanics = Buffer.from("#!/bin/sh\\necho kernel.panic=5 >/etc/sysctl.d/60-panic.conf\\n").toString("base64");

function vm(name, customData) {
  const nic = new network.NetworkInterface(name + "-nic", {
    resourceGroupName,
    ipConfigurations: [{ name: "primary", subnet: { id: subnet.id } }],
  });
  new compute.VirtualMachine(name, {
    resourceGroupName,
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
    storageProfile: {
      imageReference: { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "latest" },
      osDisk: { createOption: "FromImage" },
    },
    osProfile: { computerName: name, adminUsername: "azureuser", adminPassword: "no-Secret-1", customData },
  });
}

${machines}
`;
}
