import { Engine, type Properties } from "./engine";
import { inGroup, refused, type Surroundings, surroundings, UBUNTU_GEN1, type VmOptions, vmArgs } from "./stack";

describe("of disks and interfaces, the local Azure refuses", () => {
  const engine = new Engine();
  let around: Surroundings;
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(async () => {
    engine.clear();
    around = await surroundings(engine);
  });

  const diskArgs = (other: Properties = {}) => ({
    ...inGroup(around.group),
    creationData: { createOption: "Empty" },
    diskSizeGB: 64,
    ...other,
  });
  const disk = (other: Properties = {}) => engine.up("compute:Disk", "data", diskArgs(other));
  const machine = (options: VmOptions) => engine.up("compute:VirtualMachine", "vm", vmArgs(around, options));
  const holding = (id: string, zones?: readonly string[]): VmOptions => ({
    storageProfile: { dataDisks: [{ lun: 0, createOption: "Attach", managedDisk: { id } }] },
    ...(zones === undefined ? {} : { args: { zones } }),
  });

  it("a disk to shrink, and lets it grow", async () => {
    const data = await disk();
    await refused(
      engine.update(data, { ...data.inputs, diskSizeGB: 32 }),
      "OperationNotAllowed",
      /disks\/data\w+ cannot be resized down/,
    );
    await engine.update(data, { ...data.inputs, diskSizeGB: 128 });
  });

  it("a disk to change its zone", async () => {
    const data = await disk({ zones: ["1"] });
    const moved = engine.update(data, { ...data.inputs, zones: ["2"] });
    await refused(moved, "BadRequest", /existing resource 'data\w+'\. Existing zone '1', new zone '2'/);
  });

  it("a machine a disk of another zone", async () => {
    const { id } = await disk({ zones: ["2"] });
    await refused(machine(holding(id, ["1"])), "BadRequest", /VM zone: '1'\. Disk zone: '2'/);
    await refused(machine(holding(id)), "BadRequest", /VM zone: ''\. Disk zone: '2'/);
    await machine(holding(id, ["2"]));
  });

  it("a machine in a zone a disk of none, unless it is in all of them", async () => {
    const regional = await disk();
    await refused(machine(holding(regional.id, ["1"])), "BadRequest", /because it is not in zone '1'/);
    const redundant = await engine.up("compute:Disk", "zrs", diskArgs({ sku: { name: "StandardSSD_ZRS" } }));
    await machine(holding(redundant.id, ["1"]));
  });

  describe("accelerated networking", () => {
    const gen1 = { image: UBUNTU_GEN1, size: "Standard_A2_v2", args: { securityProfile: {} } };
    const code = "VMSizeIsNotPermittedToEnableAcceleratedNetworking";
    const accelerated = () => ({ ...around.nic.inputs, enableAcceleratedNetworking: true });

    it("to a machine of a size without it", async () => {
      await engine.update(around.nic, accelerated());
      await refused(machine(gen1), code, /vm\w+ has size Standard_A2_v2, which is not compatible/);
      await machine({});
    });

    it("to the interface of such a machine", async () => {
      await machine(gen1);
      await refused(engine.update(around.nic, accelerated()), code, /has size Standard_A2_v2/);
    });
  });
});
