import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { HardenedVm, type HardenedVmArgs, Release } from "azure-kdump";
import { kindOf } from "azure-kdump-sandbox/bin/providers/azure-native/kinds";
import { missingInputs, requestBody } from "azure-kdump-sandbox/bin/providers/azure-native/request";
import { goodGuest } from "./guest";
import { type Registered, register } from "./stack";

export type Json = Readonly<Record<string, unknown>>;

export const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIHqvE1mTQ1hYWq0m3sQG8B5hUqzqkqyFz3wqj8Xv0aV admin";
export const required: HardenedVmArgs = {
  resourceGroupName: "group",
  subnetId: "/subnets/vms",
  release: Release.Debian12,
  sshPublicKeys: [key],
};

export const vmType = "azure-native:compute:VirtualMachine";
export const diskType = "azure-native:compute:Disk";
export const nicType = "azure-native:network:NetworkInterface";

/** Everything that a HardenedVm named web makes of these arguments; Azure's own mappers take all of it. */
export async function madeOf(args: Partial<HardenedVmArgs>): Promise<readonly Registered[]> {
  return takenByAzure(await register(() => new HardenedVm("web", { ...required, ...args }), "update", goodGuest));
}

export function takenByAzure(registered: readonly Registered[]): readonly Registered[] {
  for (const { type, inputs } of registered.filter((resource) => resource.type.startsWith("azure-native:"))) {
    const request = { location: "westeurope", ...inputs } as Parameters<typeof requestBody>[1];
    assert.deepEqual(missingInputs(kindOf(type), request), [], type);
    requestBody(kindOf(type), request);
  }
  return registered;
}

export async function vmOf(args: Partial<HardenedVmArgs>): Promise<Json> {
  return find(await madeOf(args), vmType).inputs;
}

export function find(registered: readonly Registered[], type: string): Registered {
  return registered.find((resource) => resource.type === type) ?? assert.fail(`no ${type}`);
}

export function named(registered: readonly Registered[], name: string): Json {
  const names = registered.map((resource) => resource.name);
  return registered.find((resource) => resource.name === name)?.inputs ?? assert.fail(`no ${name}: ${names.join()}`);
}

export function at(value: unknown, dotted: string): unknown {
  return dotted.split(".").reduce<unknown>((inner, name) => (inner as Json | undefined)?.[name], value);
}

/** What is wrong, which argument, and what the user is told about it. */
export type Refused<Args = Partial<HardenedVmArgs>> = readonly [
  what: string,
  args: Args,
  property: string,
  reason: RegExp,
];

/** One test for each: the arguments have just that one problem. */
export function refuses(cases: readonly Refused[]): void {
  refusesBy((args) => new HardenedVm("web", { ...required, ...args }), cases);
}

/** The same of another component. */
export function refusesBy<Args>(make: (args: Args) => unknown, cases: readonly Refused<Args>[]): void {
  for (const [what, args, property, reason] of cases) {
    it(`refuses ${what}`, () => {
      const errors = problemsOf(() => make(args));
      assert.deepEqual(
        errors.map(({ propertyPath }) => propertyPath),
        [property],
      );
      assert.match(errors[0]?.reason ?? "", reason);
    });
  }
}

function problemsOf(make: () => unknown): readonly pulumi.InputPropertyErrorDetails[] {
  try {
    make();
  } catch (error) {
    assert.ok(pulumi.InputPropertiesError.isInstance(error), String(error));
    return error.errors;
  }
  return [];
}
