import { deepStrictEqual, strictEqual } from "node:assert";
import { Engine, type Known, type Properties } from "./engine";
import { inGroup, nicArgs, type Surroundings, surroundings, vmArgs } from "./stack";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("Diff of the local Azure", () => {
  const engine = new Engine();
  let around: Surroundings;
  let vm: Known;
  before(async () => {
    await engine.start();
    around = await surroundings(engine);
    vm = await engine.up("compute:VirtualMachine", "vm", vmArgs(around));
  });
  after(() => engine.dispose());

  const cases: readonly {
    readonly change: string;
    readonly args: (s: Surroundings) => Properties;
    readonly paths: string[];
    readonly replaces?: string[];
  }[] = [
    { change: "nothing", args: vmArgs, paths: [] },
    {
      change: "customData, for which azure-native has no force-new entry",
      args: (s) => vmArgs(s, { osProfile: { customData: "Zm9v" } }),
      paths: ["osProfile.customData"],
    },
    {
      change: "a value that is unknown",
      args: (s) => vmArgs(s, { osProfile: { customData: UNKNOWN } }),
      paths: ["osProfile.customData"],
    },
    {
      change: "an element of a list",
      args: (s) =>
        vmArgs(s, { args: { networkProfile: { networkInterfaces: [{ id: "x", primary: true }, { id: "y" }] } } }),
      paths: ["networkProfile.networkInterfaces[0].id", "networkProfile.networkInterfaces[1]"],
    },
    {
      change: "a tag whose name reads as a path",
      args: (s) => vmArgs(s, { args: { tags: { "app.example.org/name": "other" } } }),
      paths: ['tags["app.example.org/name"]'],
    },
    {
      change: "a property left out",
      args: (s) => vmArgs(s, { args: { diagnosticsProfile: {} } }),
      paths: ["diagnosticsProfile.bootDiagnostics"],
    },
    {
      change: "the name",
      args: (s) => vmArgs(s, { args: { vmName: "other" } }),
      paths: ["vmName"],
      replaces: ["vmName"],
    },
    {
      change: "the way a location is written",
      args: (s) => vmArgs(s, { args: { location: "West Europe" } }),
      paths: [],
    },
    {
      change: "the location",
      args: (s) => vmArgs(s, { args: { location: "northeurope" } }),
      paths: ["location"],
      replaces: ["location"],
    },
  ];
  for (const { change, args, paths, replaces = [] } of cases) {
    it(`sees ${change}`, async () => {
      const found = await engine.diff(vm, { ...vm.inputs, ...args(around) });
      deepStrictEqual([found.paths, found.replaces], [paths, replaces]);
    });
  }

  it("replaces a public IP address for its SKU", async () => {
    const address = await engine.up("network:PublicIPAddress", "ip", {
      ...inGroup(around.group),
      sku: { name: "Basic" },
    });
    const found = await engine.diff(address, { ...address.inputs, sku: { name: "Standard" } });
    deepStrictEqual(found.replaces, ["sku.name"]);
  });

  it("deletes before it replaces what has a given name, and after what has a random one", async () => {
    const moved = { ...vm.inputs, location: "northeurope" };
    strictEqual((await engine.diff(vm, moved)).deleteBeforeReplace, false);
    const args = { ...nicArgs(around.group, around.subnet), networkInterfaceName: "mine" };
    const nic = await engine.up("network:NetworkInterface", "nic2", args);
    const renamed = { ...nic.inputs, networkInterfaceName: "yours" };
    strictEqual((await engine.diff(nic, renamed)).deleteBeforeReplace, true);
  });
});
