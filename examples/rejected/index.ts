import * as compute from "@pulumi/azure-native/compute/index.js";
import * as network from "@pulumi/azure-native/network/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";

const group = new resources.ResourceGroup("plain", { location: "westeurope" });
const placement = { resourceGroupName: group.name, location: "westeurope" };
const virtualNetwork = new network.VirtualNetwork("network", {
  ...placement,
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const subnet = new network.Subnet("vms", {
  resourceGroupName: group.name,
  virtualNetworkName: virtualNetwork.name,
  addressPrefix: "10.0.0.0/24",
});

const images = {
  ubuntu: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
  centos: { publisher: "OpenLogic", offer: "CentOS", sku: "7_9-gen2", version: "latest" },
};

for (const [name, imageReference] of Object.entries(images)) {
  const nic = new network.NetworkInterface(`${name}-nic`, {
    ...placement,
    ipConfigurations: [{ name: "primary", subnet: { id: subnet.id } }],
  });
  new compute.VirtualMachine(name, {
    ...placement,
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
    osProfile: {
      computerName: name,
      adminUsername: "azureuser",
      linuxConfiguration: {
        disablePasswordAuthentication: true,
        ssh: {
          publicKeys: [
            {
              path: "/home/azureuser/.ssh/authorized_keys",
              keyData: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIHqvE1mTQ1hYWq0m3sQG8B5hUqzqkqyFz3wqj8Xv0aV example",
            },
          ],
        },
      },
    },
    storageProfile: { imageReference, osDisk: { createOption: "FromImage" } },
  });
}
