import * as network from "@pulumi/azure-native/network/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { HardenedVm, type Release, type VerificationChannel } from "azure-kdump";

const config = new pulumi.Config();
const location = config.require("location");

const group = new resources.ResourceGroup("kdump", { location });
const placement = { resourceGroupName: group.name, location };

// A new Azure network has no way out, and the guests install kdump's packages.
const address = new network.PublicIPAddress("egress-ip", {
  ...placement,
  sku: { name: "Standard" },
  publicIPAllocationMethod: "Static",
});
const egress = new network.NatGateway("egress", {
  ...placement,
  sku: { name: "Standard" },
  publicIpAddresses: [{ id: address.id }],
});
const virtualNetwork = new network.VirtualNetwork("network", {
  ...placement,
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const subnet = new network.Subnet("vms", {
  resourceGroupName: group.name,
  virtualNetworkName: virtualNetwork.name,
  addressPrefix: "10.0.0.0/24",
  natGateway: { id: egress.id },
  defaultOutboundAccess: false,
});

const machines = config.requireObject<Release[]>("releases").map((release) => ({
  release,
  vm: new HardenedVm(release.replace(".", "-"), {
    ...placement,
    subnetId: subnet.id,
    release,
    vmSize: config.require("vmSize"),
    sshPublicKeys: [config.require("sshPublicKey")],
    acceptEndOfLife: config.requireBoolean("acceptEndOfLife"),
    verification: { channel: config.require<VerificationChannel>("verification") },
  }),
}));

/** What each VM is, by name. */
export const vms = Object.fromEntries(
  machines.map(({ release, vm }) => [
    release.replace(".", "-"),
    {
      release,
      image: vm.image,
      vmId: vm.vmId,
      vmName: vm.vmName,
      privateIpAddress: vm.privateIpAddress,
      panicTimeoutSeconds: vm.crashDump.panicTimeoutSeconds,
      crashkernel: vm.crashDump.crashkernel,
      kdumpConfiguration: vm.crashDump.kdumpConfiguration,
    },
  ]),
);
