import * as network from "@pulumi/azure-native/network/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { HardenedVm, type HardenedVmArgs, type VerificationChannel } from "azure-kdump";

interface Role extends Pick<HardenedVmArgs, "release" | "vmSize" | "cloudInit" | "crashDump" | "dumpDisk"> {
  readonly count: number;
}

/** What the fleet consists of: this is all that has to change when it grows. */
const roles: Readonly<Record<string, Role>> = {
  web: { count: 6, release: "ubuntu-24.04", cloudInit: "#cloud-config\npackages: [nginx]\n" },
  queue: { count: 3, release: "debian-12", vmSize: "Standard_D4s_v5" },
  // Much memory makes large dumps: they get a disk of their own.
  database: { count: 2, release: "almalinux-9", vmSize: "Standard_E8s_v5", dumpDisk: {}, crashDump: { dumpsKept: 1 } },
};

const config = new pulumi.Config();

const group = new resources.ResourceGroup("fleet", { location: "westeurope" });
// The guests install kdump's packages: before real use give the network a way out, as ../../index.ts does.
const virtualNetwork = new network.VirtualNetwork("fleet", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const subnet = new network.Subnet("vms", {
  resourceGroupName: group.name,
  virtualNetworkName: virtualNetwork.name,
  addressPrefix: "10.0.0.0/20",
});

const machines = Object.entries(roles).flatMap(([role, { count, ...args }]) =>
  Array.from(
    { length: count },
    (_, index) =>
      [
        `${role}-${index}`,
        new HardenedVm(`${role}-${index}`, {
          ...args,
          resourceGroupName: group.name,
          subnetId: subnet.id,
          sshPublicKeys: [config.require("sshPublicKey")],
          verification: { channel: config.require<VerificationChannel>("verification") },
          tags: { role },
        }),
      ] as const,
  ),
);

/** The private address of each VM, by name. */
export const addresses = Object.fromEntries(machines.map(([name, vm]) => [name, vm.privateIpAddress]));
