import { deepStrictEqual, doesNotMatch, ok, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { at, Engine, type Known } from "./engine";
import { type Surroundings, surroundings, vmArgs } from "./stack";

const customData = "osProfile.customData";

describe("refresh on the local Azure", () => {
  const engine = new Engine();
  let around: Surroundings;
  let vm: Known;
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(async () => {
    engine.clear();
    around = await surroundings(engine);
    const osProfile = { adminPassword: "hunter2!Hunter2!", customData: Buffer.from("#secret").toString("base64") };
    vm = await engine.up("compute:VirtualMachine", "vm", vmArgs(around, { osProfile, args: { userData: "dXNlcg==" } }));
  });

  it("never shows or stores what Azure does not give back", async () => {
    const file = readFileSync(engine.stateFile, "utf8");
    const shown = JSON.stringify([vm.outputs, (await engine.refresh(vm))?.outputs]);
    for (const text of [file, shown]) doesNotMatch(text, /hunter2|I3NlY3JldA|dXNlcg|customData|adminPassword|userData/);
  });

  it("keeps write-only inputs, so that the next update has nothing to do", async () => {
    const refreshed = (await engine.refresh(vm)) as Known;
    deepStrictEqual(refreshed.inputs, vm.inputs);
    deepStrictEqual((await engine.diff(refreshed, vm.inputs)).paths, []);
  });

  it("sees a size that someone changed", async () => {
    engine.drift(vm.id, (resource) => resource.replace("Standard_D2s_v5", "Standard_D16s_v5"));
    const refreshed = (await engine.refresh(vm)) as Known;
    strictEqual(at(refreshed.inputs, "hardwareProfile.vmSize"), "Standard_D16s_v5");
    strictEqual(at(refreshed.inputs, customData), at(vm.inputs, customData));
    deepStrictEqual((await engine.diff(refreshed, vm.inputs)).paths, ["hardwareProfile.vmSize"]);
  });

  it("sees tags that someone added, changed and removed", async () => {
    const tagged = await engine.update(vm, { ...vm.inputs, tags: { kept: "1", changed: "1", removed: "1" } });
    const tags = '"tags":{"kept":"1","changed":"2","added":"1"}';
    engine.drift(vm.id, (resource) => resource.replace(/"tags":\{.*?\}/, tags));
    const refreshed = (await engine.refresh(tagged)) as Known;
    deepStrictEqual(refreshed.inputs.tags, { kept: "1", changed: "2", added: "1" });
  });

  it("does not take what Azure adds later for drift: a machine on an interface, a subnet in a network", async () => {
    const nic = (await engine.refresh(around.nic)) as Known;
    ok(nic.outputs.virtualMachine);
    deepStrictEqual(nic.inputs, around.nic.inputs);
    const network = (await engine.refresh(around.network)) as Known;
    strictEqual(at(network.outputs, "subnets.length"), 1);
    deepStrictEqual(network.inputs, around.network.inputs);
  });

  it("frees the interface of a machine that someone deleted, so that it can be made again", async () => {
    engine.forget(vm.id);
    strictEqual(await engine.refresh(vm), undefined);
    strictEqual((await engine.refresh(around.nic))?.outputs["virtualMachine"], undefined);
    ok(await engine.up("compute:VirtualMachine", "vm", vmArgs(around)));
  });

  it("finds a resource gone", async () => {
    engine.clear();
    strictEqual(await engine.refresh(vm), undefined);
  });

  it("imports a resource by its id alone, without what Azure does not give back", async () => {
    const imported = (await engine.refresh({ urn: vm.urn, id: vm.id })) as Known;
    strictEqual(imported.inputs.vmName, vm.outputs.name);
    strictEqual(imported.inputs.resourceGroupName, around.group.outputs.name);
    strictEqual(at(imported.inputs, "hardwareProfile.vmSize"), "Standard_D2s_v5");
    strictEqual(at(imported.inputs, customData), undefined);
    for (const readOnly of ["id", "name", "type", "vmId", "provisioningState", "timeCreated"]) {
      strictEqual(imported.inputs[readOnly], undefined, readOnly);
    }
    const again = await engine.update(imported, imported.inputs);
    strictEqual(again.outputs.vmId, vm.outputs.vmId);
  });
});
