import * as network from "@pulumi/azure-native/network/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { HardenedVm, type Release, type VerificationChannel } from "azure-kdump";

const config = new pulumi.Config();

const group = new resources.ResourceGroup("web", { location: "westeurope" });
// The guest installs kdump's packages: before real use give the network a way out, as ../../index.ts does.
const virtualNetwork = new network.VirtualNetwork("web", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.0.0.0/24"] },
});
const subnet = new network.Subnet("web", {
  resourceGroupName: group.name,
  virtualNetworkName: virtualNetwork.name,
  addressPrefix: "10.0.0.0/24",
});

const vm = new HardenedVm("web", {
  resourceGroupName: group.name,
  subnetId: subnet.id,
  release: config.require<Release>("release"),
  sshPublicKeys: [config.require("sshPublicKey")],
  verification: { channel: config.require<VerificationChannel>("verification") },
});

export const { vmId, privateIpAddress, crashDump } = vm;
