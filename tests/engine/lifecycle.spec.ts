import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import type { Stack } from "@pulumi/pulumi/automation";
import { HardenedVm, type HardenedVmArgs } from "azure-kdump";
import { Events } from "./events";
import { nicType, policyPack, TestAzure, unverifiedVm, vmType } from "./stack";

describe("a stack with a HardenedVm, on the real engine", function () {
  this.timeout(120_000);
  const azure = new TestAzure();
  let stack: Stack;
  let args: Partial<HardenedVmArgs> = {};

  before(async () => {
    await azure.start();
    stack = await azure.stack("lifecycle", () => {
      const vm = new HardenedVm("web", { ...unverifiedVm(), ...args });
      return Promise.resolve({ vmId: vm.vmId, privateIpAddress: vm.privateIpAddress, crashDump: vm.crashDump });
    });
  });
  after(() => azure.stop());

  async function up() {
    const events = new Events();
    const { outputs } = await stack.up({ onEvent: events.onEvent, policyPacks: [policyPack] });
    return { events, outputs };
  }

  function live(part: string): [string, Record<string, unknown>] {
    const found = Object.entries(azure.resources).find(([id]) => id.includes(part)) ?? assert.fail(part);
    return found as [string, Record<string, unknown>];
  }

  it("is created, accepted by the policy pack, and gives its outputs", async () => {
    const { events, outputs } = await up();
    assert.deepEqual(events.operations(vmType), ["create"]);
    assert.deepEqual(events.said("web-vm"), [
      "[advisory] guest-verified: nothing verifies in the guest that this VM is armed.",
    ]);
    assert.equal(events.policyMessages.length, 1);
    assert.match(String(outputs["vmId"]?.value), /\/virtualMachines\/web-vm[0-9a-f]{8}$/);
    assert.match(String(outputs["privateIpAddress"]?.value), /^10\.0\.0\.\d+$/);
    assert.equal((outputs["crashDump"]?.value as Record<string, unknown>)["panicTimeoutSeconds"], 5);
  });

  it("reports no changes when nothing changed", async () => {
    await stack.preview({ expectNoChanges: true, policyPacks: [policyPack] });
    await stack.up({ expectNoChanges: true });
  });

  it("is resized in place", async () => {
    args = { vmSize: "Standard_D4s_v5", tags: { team: "kernel" } };
    const { events } = await up();
    assert.deepEqual(events.operations(vmType), ["update"]);
  });

  it("is replaced when its customData changes: the old VM first, because both need the same network interface", async () => {
    args = { ...args, crashDump: { panicTimeoutSeconds: 20 } };
    const [nic] = live("/networkinterfaces/");
    const { events } = await up();
    const operations = events.operations(vmType);
    assert.ok(operations.indexOf("delete-replaced") < operations.indexOf("create-replacement"), operations.join());
    assert.deepEqual(events.operations(nicType), []);
    assert.equal(live("/networkinterfaces/")[0], nic);
  });

  it("shows no changes after a refresh, although Azure never returns customData", async () => {
    const events = new Events();
    await stack.refresh({ onEvent: events.onEvent });
    await stack.preview({ expectNoChanges: true });
    assert.doesNotMatch(readFileSync(azure.paths.azureState, "utf8"), /customData/i);
  });

  it("finds and mends what somebody else changed", async () => {
    const state = readFileSync(azure.paths.azureState, "utf8");
    assert.match(state, /Standard_D4s_v5/);
    writeFileSync(azure.paths.azureState, state.replaceAll("Standard_D4s_v5", "Standard_D8s_v5"));
    await stack.refresh();
    const { events } = await up();
    assert.deepEqual(events.operations(vmType), ["update"]);
    assert.match(readFileSync(azure.paths.azureState, "utf8"), /Standard_D4s_v5/);
  });

  it("is refused before anything happens when an argument cannot work", async () => {
    const working = args;
    args = { ...args, vmSize: "Standard_D2ps_v6", crashDump: { dumpPath: "/tmp" } };
    await assert.rejects(up(), (error: Error) => {
      assert.match(error.message, /crashDump\.dumpPath: "\/tmp" does not outlive a reboot/);
      assert.match(error.message, /vmSize: Standard_D2ps_v6 is arm64, and architecture is x64/);
      return true;
    });
    args = working;
    await stack.preview({ expectNoChanges: true });
  });

  it("is destroyed without a trace", async () => {
    await stack.destroy();
    assert.deepEqual(azure.resources, {});
  });
});
