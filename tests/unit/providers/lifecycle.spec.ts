import { deepStrictEqual, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { at, Engine, type Properties, urnOf } from "./engine";
import { kindCases } from "./kind-cases";
import { inGroup, nicArgs, type Surroundings, surroundings, vmArgs } from "./stack";

describe("the local Azure", () => {
  const engine = new Engine();
  let around: Surroundings;
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(async () => {
    engine.clear();
    around = await surroundings(engine);
  });

  for (const { type, id, args, change, outputs } of kindCases) {
    it(`creates, updates, refreshes and deletes a ${type}`, async () => {
      const created = await engine.up(type, "it", args(around));
      match(created.id, id);
      strictEqual(created.outputs.name, created.id.split("/").at(-1));
      match(String(created.outputs.type), /^Microsoft\./);
      for (const path of [...outputs, "azureApiVersion"]) notStrictEqual(at(created.outputs, path), undefined, path);

      const updated = await engine.update(created, { ...created.inputs, ...change });
      for (const name of Object.keys(change)) deepContains(updated.outputs[name], change[name]);
      for (const path of outputs.filter((name) => name !== "etag" && !name.endsWith(".etag"))) {
        deepStrictEqual(at(updated.outputs, path), at(created.outputs, path), `${path} changed`);
      }

      const refreshed = await engine.refresh(updated);
      deepStrictEqual(refreshed, updated);

      await engine.destroy(updated);
      strictEqual(await engine.refresh(updated), undefined);
    });
  }

  it("serves every kind under a versioned token, which brings its API version", async () => {
    const group = await engine.up("resources/v20230701:ResourceGroup", "versioned", { location: "westeurope" });
    strictEqual(group.outputs.azureApiVersion, "2023-07-01");
  });

  it("names the type it does not serve and those it does", () =>
    rejects(engine.up("storage:StorageAccount", "sa", {}), {
      message: /does not serve azure-native:storage:StorageAccount; it serves .*azure-native:compute:VirtualMachine/,
    }));

  it("keeps its resources when it is started again", async () => {
    await engine.restart();
    ok(await engine.refresh(around.nic));
  });

  it("is empty without its file", async () => {
    engine.clear();
    strictEqual(await engine.refresh(around.group), undefined);
  });

  it("takes the casing of an id as Azure does", async () => {
    const shouting = { ...around.nic, id: around.nic.id.toUpperCase() };
    strictEqual((await engine.refresh(shouting))?.id, around.nic.id);
  });

  it("deletes a resource group with all that is in it", async () => {
    await engine.destroy(around.group);
    deepStrictEqual(JSON.parse(readFileSync(engine.stateFile, "utf8")), {});
  });

  it("deletes what is gone already without complaint", async () => {
    await engine.destroy(around.nic);
    await engine.destroy(around.nic);
  });

  it("gives each interface an address of its subnet, from the fifth on", async () => {
    const second = await engine.up("network:NetworkInterface", "second", nicArgs(around.group, around.subnet));
    deepStrictEqual(
      [around.nic, second].map((nic) => at(nic.outputs, "ipConfigurations.0.privateIPAddress")),
      ["10.0.1.4", "10.0.1.5"],
    );
  });

  it("shows the machine on its interface, until the machine is deleted", async () => {
    const vm = await engine.up("compute:VirtualMachine", "vm", vmArgs(around));
    deepStrictEqual((await engine.refresh(around.nic))?.outputs.virtualMachine, { id: vm.id });
    await engine.destroy(vm);
    strictEqual((await engine.refresh(around.nic))?.outputs.virtualMachine, undefined);
  });

  for (const [deleteOption, left] of [
    ["Delete", false],
    ["Detach", true],
  ] as const) {
    it(`${left ? "leaves" : "takes"} the OS disk and the interface with deleteOption ${deleteOption}`, async () => {
      const osDisk = { createOption: "FromImage", name: "os", deleteOption };
      const networkProfile = { networkInterfaces: [{ id: around.nic.id, deleteOption }] };
      const args = vmArgs(around, { storageProfile: { osDisk }, args: { networkProfile } });
      const vm = await engine.up("compute:VirtualMachine", "vm", args);
      const disk = {
        urn: urnOf("compute:Disk", "os"),
        id: String(at(vm.outputs, "storageProfile.osDisk.managedDisk.id")),
      };
      strictEqual((await engine.refresh(disk))?.outputs.managedBy, vm.id);
      await engine.destroy(vm);
      strictEqual((await engine.refresh(disk)) !== undefined, left);
      strictEqual((await engine.refresh(around.nic)) !== undefined, left);
    });
  }

  it("keeps a network's own subnets when an update names none, and drops those no longer named", async () => {
    const { network, subnet } = around;
    await engine.update(network, { ...network.inputs, tags: { a: "b" } });
    ok(await engine.refresh(subnet));
    await engine.destroy(around.nic);
    await engine.update(network, { ...network.inputs, subnets: [{ name: "other", addressPrefix: "10.0.9.0/24" }] });
    strictEqual(await engine.refresh(subnet), undefined);
  });

  it("answers the get functions", async () => {
    const { outputs } = around.nic;
    const found = await engine.invoke("azure-native:network:getNetworkInterface", {
      ...inGroup(around.group),
      networkInterfaceName: outputs.name,
    });
    deepStrictEqual(found, outputs);
    const config = await engine.invoke("azure-native:authorization:getClientConfig", {});
    strictEqual(config.subscriptionId, around.group.id.split("/")[2]);
    await rejects(engine.invoke("azure-native:resources:getResourceGroup", { resourceGroupName: "none" }), {
      message: /Code="ResourceNotFound"/,
    });
  });
});

function deepContains(actual: unknown, expected: unknown): void {
  if (typeof expected !== "object" || expected === null || Array.isArray(expected)) {
    deepStrictEqual(actual, expected);
    return;
  }
  for (const [name, value] of Object.entries(expected)) deepContains((actual as Properties)[name], value);
}
