import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Deployment, Stack } from "@pulumi/pulumi/automation";
import { HardenedVm, type HardenedVmArgs } from "azure-kdump";
import { repository } from "azure-kdump-sandbox";
import { type TestAzure, unverifiedVm } from "./stack";

/** A HardenedVm with every resource of its own, whose customData and inputs an update must leave alone. */
export function everyResource(other: Partial<HardenedVmArgs> = {}): HardenedVm {
  const vm = unverifiedVm();
  return new HardenedVm("web", {
    ...vm,
    vmSize: "Standard_D8s_v5",
    zones: ["1"],
    publicIp: true,
    sshSourceAddressPrefixes: ["203.0.113.0/24"],
    additionalNetworkInterfaces: [{ name: "backup", subnetId: vm.subnetId ?? "", enableAcceleratedNetworking: true }],
    dumpDisk: {},
    dataDisks: [{ name: "data", lun: 1, sizeGiB: 8 }],
    cloudInit: "#cloud-config\npackages: [nginx]\n",
    tags: { team: "kernel" },
    ...other,
  });
}

interface Exported extends Deployment {
  deployment: { readonly resources: unknown };
}

/** What Pulumi knows of a stack, and what exists of it. */
interface Recorded {
  readonly deployment: Deployment;
  readonly azure: TestAzure["resources"];
}

const file = path.join(repository, "tests", "engine", "states", "earlier-stack.json");

export async function record(stack: Stack, azure: TestAzure): Promise<void> {
  await stack.up();
  const exported: Exported = await stack.exportStack();
  const { resources } = exported.deployment;
  const recorded: Recorded = {
    deployment: { version: exported.version, deployment: { manifest: {}, resources } },
    azure: azure.resources,
  };
  writeFileSync(file, `${JSON.stringify(recorded, withoutTraces, 2)}\n`);
}

/** Of the machine and the minute that it was recorded on. */
function withoutTraces(name: string, value: unknown): unknown {
  return /^(sourcePosition|stackTrace|created|modified)$/.test(name) ? undefined : value;
}

export async function restore(stack: Stack, azure: TestAzure): Promise<void> {
  const { deployment, azure: resources } = JSON.parse(readFileSync(file, "utf8")) as Recorded;
  mkdirSync(path.dirname(azure.paths.azureState), { recursive: true });
  writeFileSync(azure.paths.azureState, JSON.stringify(resources));
  await stack.importStack(deployment);
}
