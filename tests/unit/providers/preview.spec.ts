import { deepStrictEqual, strictEqual } from "node:assert";
import { existsSync } from "node:fs";
import { at, Engine } from "./engine";
import { nicArgs, surroundings, vmArgs } from "./stack";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("preview on the local Azure", () => {
  const engine = new Engine();
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(() => engine.clear());

  it("shows what was put in and leaves the rest unknown", async () => {
    const inputs = { location: "westeurope", resourceGroupName: "rg12345678" };
    const outputs = await engine.preview("resources:ResourceGroup", "rg", inputs);
    strictEqual(outputs.location, "westeurope");
    strictEqual(outputs.name, UNKNOWN);
    strictEqual(outputs.properties, UNKNOWN);
    strictEqual(existsSync(engine.stateFile), false);
  });

  it("leaves unknown inputs and what Azure adds inside an object unknown", async () => {
    const group = { urn: "", id: "", inputs: {}, outputs: { name: UNKNOWN } };
    const outputs = await engine.preview("network:NetworkInterface", "nic", nicArgs(group, { id: UNKNOWN }));
    strictEqual(at(outputs, "ipConfigurations.0.name"), "ipconfig");
    strictEqual(at(outputs, "ipConfigurations.0.subnet.id"), UNKNOWN);
    strictEqual(at(outputs, "ipConfigurations.0.privateIPAddress"), UNKNOWN);
    strictEqual(outputs.macAddress, UNKNOWN);
  });

  it("takes an unknown in place of any value", async () => {
    const around = await surroundings(engine);
    const args = vmArgs(around, { storageProfile: { osDisk: UNKNOWN }, args: { zones: UNKNOWN } });
    const { failures, inputs } = await engine.check("compute:VirtualMachine", "vm", args);
    deepStrictEqual(failures, []);
    const outputs = await engine.preview("compute:VirtualMachine", "vm", inputs);
    strictEqual(at(outputs, "storageProfile.osDisk"), UNKNOWN);
    strictEqual(outputs.zones, UNKNOWN);
  });

  it("knows the name and the location of what is updated", async () => {
    const { nic } = await surroundings(engine);
    const { outputs } = await engine.update(nic, { ...nic.inputs, enableIPForwarding: true }, true);
    strictEqual(outputs.name, nic.outputs.name);
    strictEqual(outputs.location, "westeurope");
    strictEqual(outputs.enableIPForwarding, true);
    strictEqual(outputs.macAddress, UNKNOWN);
  });
});
