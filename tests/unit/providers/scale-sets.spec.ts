import { deepStrictEqual, doesNotMatch } from "node:assert";
import { readFileSync } from "node:fs";
import { at, Engine, type Properties } from "./engine";
import { refused, type Surroundings, scaleSetArgs, surroundings, UBUNTU } from "./stack";

type Options = Parameters<typeof scaleSetArgs>[1];

/** A scale set that Azure does not make: what is wrong with it, and how Azure says so. */
const refusedSets: readonly (readonly [title: string, options: Options, code: string, message: RegExp])[] = [
  [
    "rolling upgrades without a health extension",
    { profile: { extensionProfile: { extensions: [] } } },
    "BadRequest",
    /Rolling Upgrade mode is not supported .* because a health probe or health extension was not provided/,
  ],
  [
    "no count of fault domains",
    { platformFaultDomainCount: null },
    "InvalidParameter",
    /Required parameter 'platformFaultDomainCount' is missing/,
  ],
  [
    "no API version for its network interfaces",
    { profile: { networkProfile: { networkInterfaceConfigurations: [] } } },
    "InvalidParameter",
    /Required parameter 'networkApiVersion' is missing/,
  ],
  [
    "a single placement group over all fault domains",
    { singlePlacementGroup: true },
    "BadRequest",
    /you must use multiple placement groups/,
  ],
  [
    "an identity of the system",
    { identity: { type: "SystemAssigned" } },
    "InvalidParameter",
    /The value 'SystemAssigned' of parameter 'identity' is not allowed/,
  ],
  ["a size that is none", { sku: { name: "t3.large", capacity: 2 } }, "InvalidParameter", /t3\.large/],
  [
    "an image that the size cannot boot",
    { sku: { name: "Standard_D2ps_v5", capacity: 2 } },
    "BadRequest",
    /only supports a CPU Architecture of 'Arm64'/,
  ],
  [
    "more data disks than the size takes",
    { profile: { storageProfile: withDisks(0, 1, 2, 3, 4) } },
    "OperationNotAllowed",
    /data disks/,
  ],
  [
    "two data disks at one LUN",
    { profile: { storageProfile: withDisks(1, 1) } },
    "InvalidParameter",
    /A disk at LUN 1 already exists/,
  ],
  [
    "a subnet that is not there",
    {
      profile: {
        networkProfile: {
          networkApiVersion: "2020-11-01",
          networkInterfaceConfigurations: [
            {
              name: "primary",
              ipConfigurations: [
                {
                  name: "primary",
                  subnet: {
                    id: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/n/subnets/none",
                  },
                },
              ],
            },
          ],
        },
      },
    },
    "InvalidResourceReference",
    /subnets\/none referenced by resource/,
  ],
];

/** What Azure does not change: a part of the profile, and its name. */
const unchangeable: readonly (readonly [title: string, change: (profile: Properties) => Properties, name: string])[] = [
  [
    "the beginning of its host names",
    (profile) => withOsProfile(profile, { computerNamePrefix: "other" }),
    "osProfile.computerNamePrefix",
  ],
  [
    "its image's offer",
    (profile) => withImage(profile, { offer: "0001-com-ubuntu-server-jammy", sku: "22_04-lts-gen2" }),
    "imageReference.offer",
  ],
  ["its priority", (profile) => ({ ...profile, priority: "Spot" }), "priority"],
];

describe("a scale set of the local Azure", () => {
  const engine = new Engine();
  let around: Surroundings;
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(async () => {
    engine.clear();
    around = await surroundings(engine);
  });

  const make = (options?: Options) => engine.up("compute:VirtualMachineScaleSet", "web", scaleSetArgs(around, options));

  for (const [title, options, code, message] of refusedSets) {
    it(`is refused with ${title}`, () => refused(make(options), code, message));
  }

  for (const [title, change, name] of unchangeable) {
    it(`keeps ${title}`, async () => {
      const made = await make();
      const profile = change(made.inputs["virtualMachineProfile"] as Properties);
      await refused(
        engine.update(made, { ...made.inputs, virtualMachineProfile: profile }),
        "PropertyChangeNotAllowed",
        new RegExp(`Changing property '${name}' is not allowed`),
      );
    });
  }

  it("takes another customData in place, and never gives one back", async () => {
    const made = await make();
    const customData = Buffer.from("#cloud-config\npackages: [nginx]\n").toString("base64");
    const profile = withOsProfile(made.inputs["virtualMachineProfile"] as Properties, { customData });
    const updated = await engine.update(made, { ...made.inputs, virtualMachineProfile: profile });
    deepStrictEqual(updated.id, made.id);
    doesNotMatch(readFileSync(engine.stateFile, "utf8"), /customData/i);
  });

  it("takes upgrades by hand without a health extension", async () => {
    await make({ upgradePolicy: { mode: "Manual" }, profile: { extensionProfile: { extensions: [] } } });
  });

  it("may have no profile in flexible orchestration, and then no instances", async () => {
    const { resourceGroupName } = scaleSetArgs(around);
    const made = await engine.up("compute:VirtualMachineScaleSet", "web", {
      resourceGroupName,
      orchestrationMode: "Flexible",
      platformFaultDomainCount: 1,
    });
    deepStrictEqual(at(made.outputs, "virtualMachineProfile"), undefined);
  });

  it("keeps the type of its extensions", async () => {
    const { outputs } = await make();
    deepStrictEqual(at(outputs, "virtualMachineProfile.extensionProfile.extensions.0.type"), "ApplicationHealthLinux");
  });

  it("holds its subnet", async () => {
    await engine.destroy(around.nic);
    const made = await make();
    await refused(engine.destroy(around.subnet), "InUseSubnetCannotBeDeleted", new RegExp(`in use by ${made.id}`));
  });
});

function withOsProfile(profile: Properties, change: Properties): Properties {
  return { ...profile, osProfile: { ...(profile["osProfile"] as Properties), ...change } };
}

function withImage(profile: Properties, change: Properties): Properties {
  const storage = profile["storageProfile"] as Properties;
  const imageReference = { ...(storage["imageReference"] as Properties), ...change };
  return { ...profile, storageProfile: { ...storage, imageReference } };
}

function withDisks(...luns: readonly number[]): Properties {
  const dataDisks = luns.map((lun) => ({ lun, createOption: "Empty", diskSizeGB: 4 }));
  return { imageReference: UBUNTU, osDisk: { createOption: "FromImage" }, dataDisks };
}
