import assert from "node:assert/strict";
import * as compute from "@pulumi/azure-native/compute/index.js";
import * as pulumi from "@pulumi/pulumi";
import { HardenedVm, type HardenedVmArgs } from "azure-kdump";
import { goodGuest } from "./guest";
import { type Registered, register } from "./stack";
import { required } from "./vm";

/** Everything that a HardenedVm can register. */
const everything: HardenedVmArgs = {
  ...required,
  publicIp: true,
  dumpDisk: {},
  dataDisks: [{ name: "data", lun: 1, sizeGiB: 64 }],
  additionalNetworkInterfaces: [{ name: "backup", subnetId: "/subnets/backup" }],
};

const versionOf = /^azure-native:\w+\/v\d+\w*:/;
const oldVm = { type: "azure-native:compute/v20240701:VirtualMachine" };

type Given = ConstructorParameters<typeof HardenedVm>[2] & { readonly keepVersionAliases?: boolean };

async function aliasesOf({ keepVersionAliases, ...opts }: Given = {}): Promise<ReadonlyMap<string, readonly Alias[]>> {
  const args = keepVersionAliases === undefined ? everything : { ...everything, keepVersionAliases };
  const registered = await register(() => new HardenedVm("web", args, opts), "update", goodGuest);
  return new Map(registered.map(({ name, options }) => [name, options.aliases]));
}

type Alias = Registered["options"]["aliases"][number];

function versions(aliases: readonly Alias[] = []): number {
  return aliases.filter((alias) => typeof alias === "object" && versionOf.test(alias.type)).length;
}

/** A transformation that gives the VM aliases. */
function giving(...aliases: readonly (pulumi.Alias | pulumi.URN)[]): pulumi.ResourceTransformation {
  return ({ name, props, opts }) =>
    name === "web-vm" ? { props, opts: { ...opts, aliases: [...(opts.aliases ?? []), ...aliases] } } : undefined;
}

describe("the construction of a HardenedVm", () => {
  describe("and azure-native's aliases for its token in other API versions", () => {
    it("has none of them on any child", async () => {
      const aliases = await aliasesOf();
      assert.equal(aliases.size, 9, [...aliases.keys()].join());
      for (const [name, given] of aliases) assert.deepEqual(given, [], name);
    });

    it("has all of them where they are asked for", async () => {
      const aliases = await aliasesOf({ keepVersionAliases: true });
      for (const [name, given] of aliases) {
        if (name === "web") assert.deepEqual(given, []);
        else assert.ok(versions(given) >= 18, `${name}: ${JSON.stringify(given)}`);
      }
    });

    it("has all of them where the component has aliases: it may have been another one, of old children", async () => {
      const aliases = await aliasesOf({ aliases: [{ type: "shop:index:Vm" }] });
      assert.ok(versions(aliases.get("web-vm")) >= 29);
      assert.ok(versions(aliases.get("web-nic")) >= 60);
    });

    it("has none of them where the component has aliases and says that they are not needed", async () => {
      const aliases = await aliasesOf({ aliases: [{ type: "shop:index:Vm" }], keepVersionAliases: false });
      assert.deepEqual(aliases.get("web"), [alias({ type: "shop:index:Vm" })]);
      assert.deepEqual(aliases.get("web-vm"), []);
    });

    it("has none of them for an empty list of aliases", async () => {
      assert.deepEqual((await aliasesOf({ aliases: [] })).get("web-vm"), []);
    });
  });

  describe("and aliases of the user's", () => {
    it("keeps a name and a whole URN", async () => {
      const urn = "urn:pulumi:stack::project::azure-native:compute:VirtualMachine::old";
      const aliases = await aliasesOf({ transformations: [giving({ name: "old" }, urn)] });
      assert.deepEqual(aliases.get("web-vm"), [alias({ name: "old" }), urn]);
    });

    it("keeps one of another API version, although azure-native's own look the same", async () => {
      assert.deepEqual((await aliasesOf({ transformations: [giving(oldVm)] })).get("web-vm"), [alias(oldVm)]);
    });

    it("keeps one that names its own token of another kind", async () => {
      const token = { type: "azure-native:compute:LinuxVirtualMachine" };
      assert.deepEqual((await aliasesOf({ transformations: [giving(token)] })).get("web-vm"), [alias(token)]);
    });
  });

  it("leaves the aliases of what a user makes its child", async () => {
    const registered = await register(() => {
      const vm = new HardenedVm("web", required);
      new compute.Disk("mine", { resourceGroupName: "group", creationData: { createOption: "Empty" } }, { parent: vm });
    }, "update");
    const mine = registered.find(({ name }) => name === "mine") ?? assert.fail("no disk");
    assert.ok(versions(mine.options.aliases) >= 23);
  });

  it("lets a user's transformation see and change every child", async () => {
    const seen: string[] = [];
    const transformation: pulumi.ResourceTransformation = ({ name, props, opts }) => {
      seen.push(name);
      return { props: { ...props, tags: { seen: "yes" } }, opts };
    };
    const transformations = [transformation];
    const registered = await register(
      () => new HardenedVm("web", everything, { transformations }),
      "update",
      goodGuest,
    );
    assert.deepEqual(seen.sort(), registered.map(({ name }) => name).sort());
    for (const { name, inputs } of registered) assert.deepEqual(inputs["tags"], { seen: "yes" }, name);
    assert.deepEqual(transformations, [transformation]);
  });

  it("makes no outputs of its children that nobody reads, and all of what a user makes its child", async () => {
    const outputs = new Map<string, readonly string[]>();
    const look: pulumi.ResourceTransformation = ({ name, props }) => {
      outputs.set(
        name,
        Object.keys(props).filter((key) => props[key] === undefined),
      );
      return undefined;
    };
    await register(
      () => {
        const vm = new HardenedVm("web", everything, { transformations: [look] });
        new compute.Disk(
          "mine",
          { resourceGroupName: "group", creationData: { createOption: "Empty" } },
          { parent: vm },
        );
      },
      "update",
      goodGuest,
    );
    assert.deepEqual(outputs.get("web-vm"), ["instanceView", "name", "vmId"]);
    assert.deepEqual(outputs.get("web-nic"), ["name"]);
    assert.deepEqual(outputs.get("web-ip"), ["ipAddress", "name"]);
    assert.ok((outputs.get("mine") ?? []).includes("timeCreated"));
  });

  describe("and stack traces", () => {
    const limit = Error.stackTraceLimit;
    beforeEach(() => {
      Error.stackTraceLimit = 17;
    });
    afterEach(() => {
      Error.stackTraceLimit = limit;
    });

    const limitWhile = async (construct: (opts: pulumi.ComponentResourceOptions) => void): Promise<number[]> => {
      const seen: number[] = [];
      const look: pulumi.ResourceTransformation = () => {
        seen.push(Error.stackTraceLimit);
        return undefined;
      };
      await register(() => construct({ transformations: [look] }), "update", goodGuest);
      return seen;
    };

    it("takes none meanwhile, and as many as before when it is done", async () => {
      const seen = await limitWhile((opts) => {
        new HardenedVm("web", required, opts);
        assert.equal(Error.stackTraceLimit, 17);
      });
      assert.deepEqual([...new Set(seen)], [0]);
    });

    it("takes as many as before when it has failed half-way", async () => {
      const fail: pulumi.ResourceTransformation = ({ name }) => {
        if (name === "web-vm") throw new Error("no VM today");
        return undefined;
      };
      await register(() => {
        assert.throws(() => new HardenedVm("web", required, { transformations: [fail] }), /no VM today/);
        assert.equal(Error.stackTraceLimit, 17);
      }, "update");
    });

    it("takes as many as before when its options are refused", async () => {
      await register(() => {
        const parent: unknown = {};
        assert.throws(
          () => new HardenedVm("web", required, { parent: parent as pulumi.Resource }),
          /not a valid Resource/,
        );
        assert.equal(Error.stackTraceLimit, 17);
      }, "update");
    });

    it("says where arguments were given that are refused", () => {
      assert.throws(
        () => new HardenedVm("web", { ...required, sshPublicKeys: [] }),
        ({ stack = "" }: Error) => stack.includes("construction.spec"),
      );
      assert.equal(Error.stackTraceLimit, 17);
    });
  });
});

/** An alias as the engine is told it. */
function alias({ name = "", type = "" }: { readonly name?: string; readonly type?: string }): Alias {
  return { name, type };
}
