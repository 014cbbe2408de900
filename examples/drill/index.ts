import * as network from "@pulumi/azure-native/network/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type Generation, HardenedVm, type Release, type VerificationChannel } from "azure-kdump";

const config = new pulumi.Config();

const group = new resources.ResourceGroup("drill", { location: "westeurope" });
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

const vm = new HardenedVm("crashing", {
  ...placement,
  subnetId: subnet.id,
  release: config.require<Release>("release"),
  vmSize: config.require("vmSize"),
  generation: config.requireNumber("generation") as Generation,
  trustedLaunch: config.requireBoolean("trustedLaunch"),
  sshPublicKeys: [config.require("sshPublicKey")],
  verification: { channel: config.require<VerificationChannel>("verification") },
  // To crash an old release is a way to learn whether it still dumps.
  acceptEndOfLife: true,
});

export const { vmId, crashDump } = vm;
