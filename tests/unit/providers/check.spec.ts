import { deepStrictEqual, match, notStrictEqual, strictEqual } from "node:assert";
import { Engine } from "./engine";
import { surroundings, vmArgs } from "./stack";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const GROUP = "resources:ResourceGroup";
const NETWORK = "network:VirtualNetwork";

describe("Check of the local Azure", () => {
  const engine = new Engine();
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(() => engine.clear());

  describe("names", () => {
    it("adds eight hexadecimal digits to the logical name, the same for the same seed", async () => {
      const first = await engine.check(GROUP, "rg", { location: "westeurope" });
      match(String(first.inputs.resourceGroupName), /^rg[0-9a-f]{8}$/);
      deepStrictEqual(await engine.check(GROUP, "rg", { location: "westeurope" }), first);
      const other = await engine.check(GROUP, "rg", { location: "westeurope" }, { seed: "other" });
      notStrictEqual(other.inputs.resourceGroupName, first.inputs.resourceGroupName);
    });

    it("keeps the name a resource has", async () => {
      const { inputs } = await engine.check(GROUP, "rg", { location: "westeurope" });
      const again = await engine.check(GROUP, "rg", { location: "westeurope" }, { oldInputs: inputs, seed: "other" });
      deepStrictEqual(again.inputs, inputs);
    });

    it("leaves a given name alone, which then cannot be created before the old one is deleted", async () => {
      const { inputs } = await engine.check(GROUP, "rg", { resourceGroupName: "mine", location: "westeurope" });
      strictEqual(inputs.resourceGroupName, "mine");
      strictEqual(inputs.__createBeforeDelete, undefined);
    });

    for (const [mode, expected] of [
      ["PROPOSE", "acme-rg"],
      ["ENFORCE", "acme-rg"],
      ["DISABLE", undefined],
    ] as const) {
      it(`follows the stack's own autonaming: ${mode}`, async () => {
        const autonaming = [mode, "acme-rg"] as const;
        const { inputs, failures } = await engine.check(GROUP, "rg", { location: "westeurope" }, { autonaming });
        strictEqual(inputs["resourceGroupName"], expected);
        deepStrictEqual(failures, expected ? [] : ["missing required property 'resourceGroupName'"]);
      });
    }

    it("copies a child's logical name, as its parent's is random already", async () => {
      const { inputs } = await engine.check("network:Subnet", "web", {
        resourceGroupName: "a",
        virtualNetworkName: "b",
      });
      strictEqual(inputs.subnetName, "web");
    });
  });

  describe("location", () => {
    const inGroup = async () => {
      const { group } = await surroundings(engine);
      return { resourceGroupName: group.outputs["name"] };
    };

    it("is the given one", async () => {
      const args = { ...(await inGroup()), location: "northeurope" };
      strictEqual((await engine.check(NETWORK, "net", args)).inputs.location, "northeurope");
    });

    it("is otherwise the one the resource has", async () => {
      const { inputs } = await engine.check(NETWORK, "net", await inGroup(), {
        oldInputs: { location: "northeurope" },
      });
      strictEqual(inputs.location, "northeurope");
    });

    it("is otherwise the resource group's", async () => {
      strictEqual((await engine.check(NETWORK, "net", await inGroup())).inputs.location, "westeurope");
    });

    it("is unknown while the resource group is", async () => {
      const { inputs, failures } = await engine.check(NETWORK, "net", { resourceGroupName: UNKNOWN });
      strictEqual(inputs.location, UNKNOWN);
      deepStrictEqual(failures, []);
    });

    it("is the configured one before the resource group's", async () => {
      const args = await inGroup();
      await engine.stop();
      await engine.start({ "azure-native:config:location": "uksouth" });
      strictEqual((await engine.check(NETWORK, "net", args)).inputs.location, "uksouth");
      await engine.restart();
    });

    it("of a resource group that has none is asked for", async () => {
      const { failures } = await engine.check(GROUP, "rg", {});
      match(failures.join(), /missing required property 'location'.*azure-native:location/);
    });
  });

  it("asks for what is required, by its path", async () => {
    const args = vmArgs(await surroundings(engine), { storageProfile: { osDisk: { name: "os" } } });
    const { failures } = await engine.check("compute:VirtualMachine", "vm", {
      location: "westeurope",
      storageProfile: args["storageProfile"],
    });
    deepStrictEqual(failures, [
      "missing required property 'resourceGroupName'",
      "missing required property 'storageProfile.osDisk.createOption'",
    ]);
  });

  it("unwraps secrets, which the handshake declines", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "westeurope" };
    strictEqual((await engine.check(GROUP, "rg", { location: secret })).inputs.location, "westeurope");
  });
});
