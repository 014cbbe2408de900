import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as network from "@pulumi/azure-native/network/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import type { HardenedVmArgs } from "azure-kdump";
import {
  engineEnvironment,
  type LocalAzure,
  repository,
  type SandboxPaths,
  sandboxPaths,
  startLocalAzure,
  workspaceOn,
} from "azure-kdump-sandbox";
import type { Machines } from "azure-kdump-sandbox/bin/providers/azure-native/machines";

// The Automation API asks the CLI for its version in the environment of this process, and the CLI writes a log of that.
process.env["PULUMI_HOME"] ??= sandboxPaths().pulumiHome;

export const policyPack = path.join(repository, "policies");
export const sshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIHqvE1mTQ1hYWq0m3sQG8B5hUqzqkqyFz3wqj8Xv0aV admin";

/** An empty local Azure of its own, and stacks on it by the real engine. */
export class TestAzure {
  readonly paths: SandboxPaths = sandboxPaths(mkdtempSync(path.join(tmpdir(), "azure-kdump-engine-")));
  private azure: LocalAzure | undefined;

  constructor(private readonly machines?: Machines) {}

  async start(): Promise<void> {
    this.azure = await startLocalAzure({ stateFile: this.paths.azureState, machines: this.machines });
  }

  async stop(): Promise<void> {
    await this.azure?.stop();
    rmSync(this.paths.folder, { recursive: true, force: true });
  }

  get environment(): Record<string, string> {
    return engineEnvironment(this.paths, this.azure?.ports ?? {});
  }

  /** For stacks whose program is in a folder. */
  workspace(): ReturnType<typeof workspaceOn> {
    return workspaceOn(this.paths, this.azure?.ports ?? {});
  }

  async stack(name: string, program: PulumiFn): Promise<Stack> {
    const project = { stackName: name, projectName: "engine-test", program };
    return LocalWorkspace.createOrSelectStack(project, await this.workspace());
  }

  /** What exists, by lower-case resource id. */
  get resources(): Readonly<Record<string, unknown>> {
    if (!existsSync(this.paths.azureState)) return {};
    return JSON.parse(readFileSync(this.paths.azureState, "utf8")) as Readonly<Record<string, unknown>>;
  }
}

export const vmType = "azure-native:compute:VirtualMachine";
export const nicType = "azure-native:network:NetworkInterface";
export const diskType = "azure-native:compute:Disk";

/** A resource group with a network, which every VM needs. */
export function groupAndSubnet() {
  const group = new resources.ResourceGroup("group", { location: "westeurope" });
  const virtualNetwork = new network.VirtualNetwork("network", {
    resourceGroupName: group.name,
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  });
  const subnet = new network.Subnet("subnet", {
    resourceGroupName: group.name,
    virtualNetworkName: virtualNetwork.name,
    addressPrefix: "10.0.0.0/24",
  });
  return { resourceGroupName: group.name, subnetId: subnet.id };
}

/** The arguments of a HardenedVm behind which no guest runs, in a group and a subnet of its own. */
export function unverifiedVm(): HardenedVmArgs {
  return {
    ...groupAndSubnet(),
    release: "debian-12",
    sshPublicKeys: [sshPublicKey],
    verification: { channel: "none" },
  };
}
