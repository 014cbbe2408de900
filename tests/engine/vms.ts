import * as compute from "@pulumi/azure-native/compute/index.js";
import * as network from "@pulumi/azure-native/network/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { groupAndSubnet, sshPublicKey } from "./stack";

export const images = {
  debian: { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "latest" },
  ubuntu: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
  centos: { publisher: "OpenLogic", offer: "CentOS", sku: "7_9-gen2", version: "latest" },
} as const;

/** The id of an image of one's own, which says nothing of what it holds. */
export function ownImage(name: string) {
  const inGroup = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/images";
  return { id: `${inGroup}/providers/Microsoft.Compute/images/${name}` };
}

export interface Given {
  /** A function gives one that is known only once the VM's network interface exists. */
  readonly customData?: pulumi.Input<string> | ((nic: network.NetworkInterface) => pulumi.Output<string>);
  readonly image?: (typeof images)[keyof typeof images] | { readonly id: string };
  readonly vmSize?: string;
  readonly bootDiagnostics?: boolean;
}

/** A program of VMs by name, written with azure-native alone; boot diagnostics are on unless turned off. */
export function vms(given: Readonly<Record<string, Given>>): () => void {
  return () => {
    const { resourceGroupName, subnetId } = groupAndSubnet();
    for (const [name, { customData, image, vmSize, bootDiagnostics }] of Object.entries(given)) {
      const nic = new network.NetworkInterface(`${name}-nic`, {
        resourceGroupName,
        ipConfigurations: [{ name: "primary", subnet: { id: subnetId } }],
      });
      const data = typeof customData === "function" ? customData(nic) : customData;
      new compute.VirtualMachine(name, {
        resourceGroupName,
        hardwareProfile: { vmSize: vmSize ?? "Standard_D2s_v5" },
        networkProfile: { networkInterfaces: [{ id: nic.id }] },
        diagnosticsProfile: { bootDiagnostics: { enabled: bootDiagnostics ?? true } },
        storageProfile: { imageReference: image ?? images.debian, osDisk: { createOption: "FromImage" } },
        osProfile: {
          computerName: name,
          adminUsername: "azureuser",
          ...(data === undefined ? {} : { customData: data }),
          linuxConfiguration: {
            disablePasswordAuthentication: true,
            ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: sshPublicKey }] },
          },
        },
      });
    }
  };
}
