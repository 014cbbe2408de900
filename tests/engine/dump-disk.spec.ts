import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { HardenedVm, type HardenedVmArgs } from "azure-kdump";
import { Events } from "./events";
import { diskType, policyPack, TestAzure, unverifiedVm, vmType } from "./stack";

describe("the disks of a HardenedVm, on the real engine", function () {
  this.timeout(120_000);
  const azure = new TestAzure();
  let stack: Stack;
  let args: Partial<HardenedVmArgs> = { dumpDisk: {} };

  before(async () => {
    await azure.start();
    stack = await azure.stack("disks", () => {
      const vm = new HardenedVm("web", { ...unverifiedVm(), ...args });
      return Promise.resolve({ dumpDiskId: vm.dumpDiskId });
    });
  });
  after(() => azure.stop());

  async function up() {
    const events = new Events();
    const { outputs } = await stack.up({ onEvent: events.onEvent, policyPacks: [policyPack] });
    return { events, dumpDisk: String(outputs["dumpDiskId"]?.value).toLowerCase() };
  }

  function holder(disk: string): unknown {
    return (azure.resources[disk] as Record<string, unknown> | undefined)?.["managedBy"];
  }

  it("are created before it, accepted by the policy pack, and held by it", async () => {
    const { events, dumpDisk } = await up();
    assert.deepEqual(events.operations(diskType), ["create"]);
    assert.match(String(holder(dumpDisk)), /\/virtualMachines\/web-vm/);
    await stack.preview({ expectNoChanges: true });
  });

  it("show no changes after a refresh", async () => {
    await stack.refresh();
    await stack.preview({ expectNoChanges: true });
  });

  it("stay when the VM is replaced, and are held by the new one", async () => {
    const [dumpDisk = ""] = Object.keys(azure.resources).filter((id) => id.includes("/disks/web-dumps"));
    const before = holder(dumpDisk);
    args = { ...args, crashDump: { panicTimeoutSeconds: 20 } };
    const { events, dumpDisk: after } = await up();
    assert.ok(events.operations(vmType).includes("create-replacement"));
    assert.deepEqual(events.operations(diskType), []);
    assert.equal(after, dumpDisk);
    assert.notEqual(holder(dumpDisk), undefined);
    assert.notEqual(holder(dumpDisk), before);
  });

  it("grow with the VM in place", async () => {
    args = { ...args, vmSize: "Standard_D8s_v5" };
    const { events, dumpDisk } = await up();
    assert.deepEqual([events.operations(diskType), events.operations(vmType)], [["update"], ["update"]]);
    assert.match(JSON.stringify(azure.resources[dumpDisk]), /"diskSizeGB":64/);
  });

  const refused: readonly (readonly [title: string, other: Partial<HardenedVmArgs>, reason: RegExp])[] = [
    ["to shrink with the VM", { vmSize: "Standard_D2s_v5" }, /cannot be resized down/],
    ["to move to another zone", { zones: ["1"] }, /Availability zone must not be changed/],
  ];
  for (const [title, other, reason] of refused) {
    it(`are refused ${title}, which costs neither them nor the VM`, async () => {
      const [working, before] = [args, Object.keys(azure.resources)];
      args = { ...args, ...other };
      await assert.rejects(up(), reason);
      args = working;
      assert.deepEqual(Object.keys(azure.resources), before);
      await up();
      await stack.preview({ expectNoChanges: true });
    });
  }

  it("are destroyed with the stack", async () => {
    await stack.destroy();
    assert.deepEqual(azure.resources, {});
  });
});
