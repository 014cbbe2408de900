import { deepStrictEqual, rejects, strictEqual } from "node:assert";
import { at, Engine, type Known } from "./engine";
import { RecordedMachines } from "./recorded-machines";
import { inGroup, nicArgs, type Surroundings, surroundings, vmArgs } from "./stack";

const customData = Buffer.from("#cloud-config\nhostname: guest\n").toString("base64");

describe("the machines behind the VMs of the local Azure", () => {
  const machines = new RecordedMachines();
  const engine = new Engine(machines);
  let around: Surroundings;
  let vm: Known;
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(async () => {
    engine.clear();
    machines.clear();
    around = await surroundings(engine);
    vm = await engine.up("compute:VirtualMachine", "vm", vmArgs(around, { osProfile: { customData } }));
  });

  it("boot with exactly the customData of the VM", () => {
    deepStrictEqual([...machines.running], [[vm.id, customData]]);
  });

  it("do not boot in a preview", async () => {
    await engine.preview("compute:VirtualMachine", "other", vmArgs(around));
    strictEqual(machines.running.size, 1);
  });

  it("fail the creation when they cannot boot, and leave nothing of it", async () => {
    machines.refusal = "there is no room";
    const nic = await engine.up("network:NetworkInterface", "nic2", nicArgs(around.group, around.subnet));
    const other = () => engine.up("compute:VirtualMachine", "other", vmArgs({ ...around, nic }));
    await rejects(other, /there is no room/);
    machines.refusal = undefined;
    await other();
  });

  it("end with the VM", async () => {
    await engine.destroy(vm);
    strictEqual(machines.running.size, 0);
  });

  it("end with the VM's resource group", async () => {
    await engine.destroy(around.group);
    strictEqual(machines.running.size, 0);
  });

  it("stay when something else is deleted", async () => {
    const other = await engine.up("network:PublicIPAddress", "address", inGroup(around.group));
    await engine.destroy(other);
    strictEqual(machines.running.size, 1);
  });

  it("take the VM with them when they are lost, and leave it what it was else", async () => {
    deepStrictEqual((await engine.refresh(vm))?.inputs, vm.inputs);
    machines.lost.add(vm.id);
    strictEqual(await engine.refresh(vm), undefined);
    machines.lost.clear();
    const again = await engine.create("compute:VirtualMachine", "vm", vm.inputs);
    strictEqual(again.id, vm.id);
  });

  it("show their serial log as boot diagnostics, when the instance view is asked for", async () => {
    const names = { ...inGroup(around.group), vmName: vm.outputs["name"] };
    const plain = await engine.invoke("azure-native:compute:getVirtualMachine", names);
    strictEqual(plain["instanceView"], undefined);
    const expanded = await engine.invoke("azure-native:compute:getVirtualMachine", {
      ...names,
      expand: "instanceView",
    });
    strictEqual(at(expanded, "instanceView.bootDiagnostics.serialConsoleLogBlobUri"), "file:///serial.log");
    strictEqual(at(expanded, "instanceView.statuses.0.code"), "PowerState/running");
  });
});
