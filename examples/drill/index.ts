import { readFileSync } from "node:fs";
import * as network from "@pulumi/azure-native/network/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type Generation, HardenedVm, type Release, type VerificationArgs, VerificationChannel } from "azure-kdump";

const config = new pulumi.Config();
const drillToken = config.require("drill");

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
  verification: verification(),
  ...(drillToken === "" ? {} : { drill: { token: drillToken } }),
  // To crash an old release is a way to learn whether it still dumps.
  acceptEndOfLife: true,
});

export const { vmId, crashDump } = vm;
/** Of the last drill. */
export const drill = vm.drill ?? "none was asked for";

function verification(): VerificationArgs {
  const channel = config.require<VerificationChannel>("verification");
  return {
    channel,
    token: config.require("verificationToken"),
    timeoutSeconds: config.requireNumber("verificationSeconds"),
    ...(channel === VerificationChannel.Ssh && {
      ssh: { privateKey: readFileSync(config.require("sshPrivateKeyFile"), "utf8"), readHostKey: true },
    }),
  };
}
