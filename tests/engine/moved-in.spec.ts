import assert from "node:assert/strict";
import * as compute from "@pulumi/azure-native/compute/index.js";
import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment, Stack } from "@pulumi/pulumi/automation";
import { HardenedVm, type HardenedVmArgs } from "azure-kdump";
import { harden, toCustomData } from "azure-kdump-core";
import { Events } from "./events";
import { groupAndSubnet, nicType, sshPublicKey, TestAzure, vmType } from "./stack";

/** What was there before it became a HardenedVm, as that would have it, and what it is called in the stack. */
interface Before {
  readonly vm: string;
  readonly nic: string;
  readonly opts?: pulumi.CustomResourceOptions;
}

function byHand({ vm, nic, opts }: Before, { resourceGroupName, subnetId }: ReturnType<typeof groupAndSubnet>): void {
  const { id } = new network.NetworkInterface(
    nic,
    {
      resourceGroupName,
      ipConfigurations: [
        { name: "primary", primary: true, privateIPAllocationMethod: "Dynamic", subnet: { id: subnetId } },
      ],
    },
    opts,
  );
  new compute.VirtualMachine(
    vm,
    {
      resourceGroupName,
      hardwareProfile: { vmSize: "Standard_D2s_v5" },
      networkProfile: { networkInterfaces: [{ id, primary: true }] },
      diagnosticsProfile: { bootDiagnostics: { enabled: true } },
      securityProfile: {
        securityType: "TrustedLaunch",
        uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
      },
      storageProfile: {
        imageReference: { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "latest" },
        osDisk: { osType: "Linux", createOption: "FromImage", deleteOption: "Delete" },
      },
      osProfile: {
        computerName: "web",
        adminUsername: "azureuser",
        customData: toCustomData(
          harden({ release: "debian-12", architecture: "x64", generation: 2, memoryMiB: 8192, diskController: "SCSI" }),
        ),
        linuxConfiguration: {
          disablePasswordAuthentication: true,
          ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: sshPublicKey }] },
        },
      },
    },
    opts,
  );
}

class OldComponent extends pulumi.ComponentResource {
  constructor(name: string, place: ReturnType<typeof groupAndSubnet>) {
    super("shop:index:Vm", name);
    byHand({ vm: `${name}-vm`, nic: `${name}-nic`, opts: { parent: this } }, place);
  }
}

describe("a VM that was there before it became a HardenedVm", function () {
  this.timeout(120_000);
  const azure = new TestAzure();
  before(() => azure.start());
  after(() => azure.stop());

  type Program = (place: ReturnType<typeof groupAndSubnet>) => void;
  let program: Program;

  async function deployed(name: string, first: Program): Promise<Stack> {
    program = first;
    const stack = await azure.stack(name, () => {
      program(groupAndSubnet());
      return Promise.resolve({});
    });
    await stack.up();
    return stack;
  }

  function hardened(opts: pulumi.ComponentResourceOptions, more: Partial<HardenedVmArgs> = {}): Program {
    return (place) => {
      const args: HardenedVmArgs = { ...place, release: "debian-12", sshPublicKeys: [sshPublicKey], ...more };
      new HardenedVm("web", { ...args, verification: { channel: "none" } }, opts);
    };
  }

  async function planned(stack: Stack): Promise<Events> {
    const events = new Events();
    await stack.preview({ onEvent: events.onEvent });
    return events;
  }

  /** As azure-native 2 left it, where a program imported that version. */
  async function renameTypes(stack: Stack): Promise<void> {
    const state = await stack.exportStack();
    const text = JSON.stringify(state)
      .replaceAll("azure-native:compute:", "azure-native:compute/v20240701:")
      .replaceAll("azure-native:network:NetworkInterface", "azure-native:network/v20240501:NetworkInterface");
    await stack.importStack(JSON.parse(text) as Deployment);
  }

  describe("of azure-native alone", () => {
    const moved = (type: Partial<Record<"vm" | "nic", string>> = {}): pulumi.ResourceTransformation => {
      const old: Readonly<Record<string, pulumi.Alias>> = {
        "web-vm": { name: "old", parent: pulumi.rootStackResource, ...(type.vm && { type: type.vm }) },
        "web-nic": { name: "old-nic", parent: pulumi.rootStackResource, ...(type.nic && { type: type.nic }) },
      };
      return ({ name, props, opts }) => {
        const alias = old[name];
        return alias && { props, opts: { ...opts, aliases: [...(opts.aliases ?? []), alias] } };
      };
    };
    let stack: Stack;
    before(async () => {
      stack = await deployed("plain", (place) => byHand({ vm: "old", nic: "old-nic" }, place));
    });

    it("would be made anew without an alias", async () => {
      program = hardened({});
      assert.deepEqual((await planned(stack)).operations(vmType), ["create", "delete"]);
    });

    it("stays with an alias by a transformation", async () => {
      program = hardened({ transformations: [moved()] });
      const events = await planned(stack);
      assert.deepEqual([events.operations(vmType), events.operations(nicType)], [[], []]);
    });

    it("stays with one that names the token of another API version", async () => {
      await renameTypes(stack);
      program = hardened({
        transformations: [
          moved({
            vm: "azure-native:compute/v20240701:VirtualMachine",
            nic: "azure-native:network/v20240501:NetworkInterface",
          }),
        ],
      });
      const events = await planned(stack);
      assert.deepEqual([events.operations(vmType), events.operations(nicType)], [[], []]);
      await stack.up();
      await stack.destroy();
    });
  });

  describe("of a component of one's own, by azure-native 2", () => {
    const aliases = [{ type: "shop:index:Vm" }];
    let stack: Stack;
    before(async () => {
      stack = await deployed("component", (place) => {
        new OldComponent("web", place);
      });
      await renameTypes(stack);
    });

    it("would be made anew without azure-native's own aliases", async () => {
      program = hardened({ aliases }, { keepVersionAliases: false });
      assert.deepEqual((await planned(stack)).operations(vmType), ["create"]);
    });

    it("stays, for a component with aliases keeps them", async () => {
      program = hardened({ aliases });
      const events = await planned(stack);
      assert.deepEqual([events.operations(vmType), events.operations(nicType)], [[], []]);
      await stack.up();
    });

    it("needs no alias from then on", async () => {
      program = hardened({});
      await stack.preview({ expectNoChanges: true });
      await stack.destroy();
    });
  });
});
