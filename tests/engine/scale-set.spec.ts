import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { ResourceTransform } from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation";
import { HardenedVmScaleSet, type HardenedVmScaleSetArgs } from "azure-kdump";
import { enforced } from "./enforced";
import { Events } from "./events";
import { groupAndSubnet, policyPack, sshPublicKey, TestAzure } from "./stack";

const scaleSetType = "azure-native:compute:VirtualMachineScaleSet";

/** What no argument of the component says. */
const transform: ResourceTransform = ({ type, props, opts }) => {
  if (type !== scaleSetType) return undefined;
  const scaleInPolicy = { rules: ["OldestVM"] };
  return { props: { ...(props as object), scaleInPolicy }, opts: { ...opts, ignoreChanges: ["sku.capacity"] } };
};

describe("a stack with a HardenedVmScaleSet, on the real engine", function () {
  this.timeout(120_000);
  const azure = new TestAzure();
  let stack: Stack;
  let args: Partial<HardenedVmScaleSetArgs> = { dumpDisk: {} };
  let transforms: ResourceTransform[] = [];

  before(async () => {
    await azure.start();
    stack = await azure.stack("scale-set", () => Promise.resolve(program()));
  });
  after(() => azure.stop());

  function program() {
    const release = "debian-12" as const;
    const all = { ...groupAndSubnet(), release, sshPublicKeys: [sshPublicKey], ...args };
    const { scaleSetId, scaleSetName, image, crashDump } = new HardenedVmScaleSet("web", all, { transforms });
    return { scaleSetId, scaleSetName, image, crashDump };
  }

  async function up() {
    const events = new Events();
    const { outputs } = await stack.up({ onEvent: events.onEvent, policyPacks: [policyPack] });
    return { events, outputs };
  }

  function stored(): string {
    return JSON.stringify(Object.entries(azure.resources).find(([id]) => id.includes("/virtualmachinescalesets/")));
  }

  async function staysItself(change: Partial<HardenedVmScaleSetArgs>): Promise<void> {
    const { scaleSetId: before } = await stack.outputs();
    args = { ...args, ...change };
    const { events, outputs } = await up();
    assert.deepEqual(events.operations(scaleSetType), ["update"]);
    assert.deepEqual(outputs["scaleSetId"], before);
  }

  it("is created, accepted by the policy pack without a word, and gives its outputs", async () => {
    const { events, outputs } = await up();
    assert.deepEqual(events.operations(scaleSetType), ["create"]);
    assert.deepEqual(events.policyMessages, []);
    for (const policy of ["panic-reboots", "crashkernel-reserved", "kdump-configured", "dump-space-sufficient"])
      assert.ok(events.passed("web-vmss").includes(policy), policy);
    assert.match(String(outputs["scaleSetId"]?.value), /\/virtualMachineScaleSets\/web-vmss[0-9a-f]{8}$/);
    assert.match(String(outputs["scaleSetName"]?.value), /^web-vmss[0-9a-f]{8}$/);
    assert.equal(outputs["image"]?.value, "Debian:debian-12:12-gen2:latest");
    assert.equal((outputs["crashDump"]?.value as Record<string, unknown>)["panicTimeoutSeconds"], 5);
  });

  it("reports no changes when nothing changed, nor after a refresh, although Azure never returns customData", async () => {
    await stack.preview({ expectNoChanges: true, policyPacks: [policyPack] });
    await stack.refresh();
    await stack.preview({ expectNoChanges: true });
    assert.doesNotMatch(readFileSync(azure.paths.azureState, "utf8"), /customData/i);
  });

  it("is updated in place when its customData changes", () => staysItself({ crashDump: { panicTimeoutSeconds: 20 } }));

  it("is updated in place when its size, capacity, zones and health change", () =>
    staysItself({ vmSize: "Standard_D4s_v5", capacity: 3, zones: ["1", "2"], health: { port: 2222 } }));

  it("is replaced where Azure changes nothing in place: the new one first", async () => {
    args = { ...args, computerNamePrefix: "other" };
    const { events } = await up();
    const operations = events.operations(scaleSetType).filter((operation) => operation !== "replace");
    assert.deepEqual(operations, ["create-replacement", "delete-replaced"]);
  });

  it("takes another release as a replacement", async () => {
    args = { ...args, release: "ubuntu-24.04" };
    const { events } = await up();
    assert.ok(events.operations(scaleSetType).includes("create-replacement"));
    assert.deepEqual(events.policyMessages, []);
  });

  it("is what a transform says beside, and leaves its capacity to autoscaling where that says so", async () => {
    transforms = [transform];
    args = { ...args, capacity: 7 };
    const { events } = await up();
    assert.deepEqual(events.operations(scaleSetType), ["update"]);
    assert.match(stored(), /"scaleInPolicy":\{"rules":\["OldestVM"\]\}/);
    assert.match(stored(), /"capacity":3/);
    await stack.preview({ expectNoChanges: true });
  });

  it("is rejected by the policy pack once a transform takes the hardening out of it", async () => {
    const working = transforms;
    transforms = [
      ({ type, props, opts }) => {
        if (type !== scaleSetType) return undefined;
        const { virtualMachineProfile: profile } = props as { virtualMachineProfile: { osProfile: object } };
        const osProfile = { ...profile.osProfile, customData: Buffer.from("#cloud-config\n").toString("base64") };
        return { props: { ...(props as object), virtualMachineProfile: { ...profile, osProfile } }, opts };
      },
    ];
    const events = new Events();
    await assert.rejects(stack.preview({ onEvent: events.onEvent, policyPacks: [policyPack] }));
    assert.match(events.said("web-vmss").join("\n"), /\[mandatory\] crashkernel-reserved: /);
    transforms = working;
  });

  it("is refused before anything happens when an argument cannot work", async () => {
    const working = args;
    args = { ...args, identity: { type: "SystemAssigned" }, capacity: 2000 };
    const { rejected, output } = await enforced({ azure, stack: "scale-set", operation: "up", program });
    assert.ok(rejected !== undefined, output);
    assert.match(rejected, /HardenedVmScaleSet "web" cannot be made:/);
    assert.match(rejected, /capacity: 2000 is not allowed/);
    assert.match(rejected, /identity\.type: "SystemAssigned" is not allowed/);
    args = working;
    await stack.preview({ expectNoChanges: true });
  });

  it("is destroyed without a trace", async () => {
    await stack.destroy();
    assert.deepEqual(azure.resources, {});
  });
});
