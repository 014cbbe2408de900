import * as compute from "@pulumi/azure-native/compute/index.js";
import * as network from "@pulumi/azure-native/network/index.js";
import { harden, toCustomData, verificationScript } from "azure-kdump-core";
import { placement, sshPublicKey, sshSourceAddressPrefixes, subnetId } from "./place";

const hardening = harden({ release: "debian-12", architecture: "x64", generation: 2, memoryMiB: 8192 });
const customData = toCustomData(hardening);
const script = verificationScript(hardening, 900);

/** What a `HardenedVm` registers, with azure-native alone. */
export function byHand(name: string, isPublic: boolean): void {
  const nic = new network.NetworkInterface(`${name}-nic`, {
    ...placement,
    ...(isPublic ? { networkSecurityGroup: { id: securityGroup(name).id } } : {}),
    ipConfigurations: [
      {
        name: "primary",
        primary: true,
        privateIPAllocationMethod: "Dynamic",
        ...(isPublic ? { publicIPAddress: { id: address(name).id } } : {}),
        subnet: { id: subnetId },
      },
    ],
  });
  const vm = new compute.VirtualMachine(`${name}-vm`, {
    ...placement,
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    networkProfile: { networkInterfaces: [{ id: nic.id, primary: true }] },
    osProfile: {
      computerName: name,
      adminUsername: "azureuser",
      customData,
      linuxConfiguration: {
        disablePasswordAuthentication: true,
        ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: sshPublicKey }] },
      },
    },
    storageProfile: {
      imageReference: { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "latest" },
      osDisk: { osType: "Linux", createOption: "FromImage", deleteOption: "Delete" },
    },
    securityProfile: {
      securityType: "TrustedLaunch",
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
    },
    diagnosticsProfile: { bootDiagnostics: { enabled: true } },
  });
  new compute.VirtualMachineRunCommandByVirtualMachine(`${name}-verification`, {
    ...placement,
    vmName: vm.name,
    runCommandName: "azure-kdump-verification",
    source: { script },
    timeoutInSeconds: 960,
    asyncExecution: false,
    treatFailureAsDeploymentFailure: true,
  });
}

function address(name: string): network.PublicIPAddress {
  return new network.PublicIPAddress(`${name}-ip`, {
    ...placement,
    sku: { name: "Standard" },
    publicIPAllocationMethod: "Static",
  });
}

function securityGroup(name: string): network.NetworkSecurityGroup {
  return new network.NetworkSecurityGroup(`${name}-nsg`, {
    ...placement,
    securityRules: [
      {
        name: "ssh",
        priority: 1000,
        direction: "Inbound",
        access: "Allow",
        protocol: "Tcp",
        sourceAddressPrefixes: sshSourceAddressPrefixes,
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: "22",
      },
    ],
  });
}
