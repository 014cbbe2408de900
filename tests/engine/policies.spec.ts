import assert from "node:assert/strict";
import * as compute from "@pulumi/azure-native/compute/index.js";
import * as network from "@pulumi/azure-native/network/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { harden, toCustomData } from "azure-kdump-core";
import { rules } from "azure-kdump-policies/bin/policies";
import { centos, encoded, ubuntu } from "../unit/platforms";
import { debianByHand } from "../unit/crashdump/by-hand";
import { Events, groupAndSubnet, policyPack, sshPublicKey, TestAzure } from "./stack";

const images = {
  ubuntu: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
  centos: { publisher: "OpenLogic", offer: "CentOS", sku: "7_9-gen2", version: "latest" },
};

describe("the policy pack, on the real engine", function () {
  this.timeout(120_000);
  const azure = new TestAzure();
  before(() => azure.start());
  after(() => azure.stop());

  type CustomData = string | ((nic: network.NetworkInterface) => pulumi.Output<string>);

  function vm(image: keyof typeof images, given?: CustomData): void {
    const { resourceGroupName, subnetId } = groupAndSubnet();
    const nic = new network.NetworkInterface("nic", {
      resourceGroupName,
      ipConfigurations: [{ name: "primary", subnet: { id: subnetId } }],
    });
    const customData = typeof given === "function" ? given(nic) : given;
    new compute.VirtualMachine("vm", {
      resourceGroupName,
      hardwareProfile: { vmSize: "Standard_D2s_v5" },
      networkProfile: { networkInterfaces: [{ id: nic.id }] },
      storageProfile: { imageReference: images[image], osDisk: { createOption: "FromImage" } },
      osProfile: {
        computerName: "vm",
        adminUsername: "azureuser",
        ...(customData === undefined ? {} : { customData }),
        linuxConfiguration: {
          disablePasswordAuthentication: true,
          ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: sshPublicKey }] },
        },
      },
    });
  }

  function vmExists(): boolean {
    return Object.keys(azure.resources).some((id) => id.includes("/virtualmachines/"));
  }

  async function deploy(name: string, operation: "preview" | "up", program: () => void) {
    const events = new Events();
    const stack = await azure.stack(name, () => {
      program();
      return Promise.resolve();
    });
    const options = { onEvent: events.onEvent, policyPacks: [policyPack] };
    const outcome = await (operation === "up" ? stack.up(options) : stack.preview(options)).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    return { messages: events.policyMessages, rejected: outcome, stack };
  }

  it("rejects a plain CentOS VM, which hangs after a panic, and does not create it", async () => {
    const { messages, rejected } = await deploy("plain-centos", "up", () => {
      vm("centos");
    });
    assert.ok(rejected !== undefined);
    assert.deepEqual(
      messages.map((message) => message.split("\n")[0]),
      [
        "[mandatory] panic-reboots: kernel.panic is never set, and the centos-7 image leaves it at 0: a panic hangs the VM for good.",
      ],
    );
    assert.ok(!vmExists());
  });

  it("rejects a plain Ubuntu VM, which reboots at once and leaves no dump", async () => {
    const { messages, rejected } = await deploy("plain-ubuntu", "up", () => {
      vm("ubuntu");
    });
    assert.ok(rejected !== undefined);
    const names = messages.map((message) => message.split(":")[0]).sort();
    assert.deepEqual(names, ["[mandatory] crashkernel-reserved", "[mandatory] kdump-configured"]);
  });

  it("rejects a VM whose customData only talks of hardening", async () => {
    const { messages, rejected } = await deploy("talk", "up", () => {
      vm("ubuntu", encoded("#cloud-config\n# kernel.panic = 5; kdump; crashkernel=512M\nruncmd: [echo kdump]\n"));
    });
    assert.ok(rejected !== undefined);
    assert.equal(messages.length, 2);
  });

  it("accepts a VM that somebody hardened by hand", async () => {
    const { messages, rejected, stack } = await deploy("careful", "up", () => {
      vm("ubuntu", debianByHand());
    });
    assert.equal(rejected, undefined);
    assert.deepEqual(messages, []);
    await stack.destroy();
  });

  it("accepts a VM written by hand with the hardening of azure-kdump-core", async () => {
    const { messages, rejected, stack } = await deploy("by-hand", "up", () => {
      vm("ubuntu", toCustomData(harden(ubuntu)));
    });
    assert.equal(rejected, undefined);
    assert.deepEqual(messages, []);
    await stack.destroy();
  });

  describe("a customData that is known only once another resource exists", () => {
    const late = (customData: string) => (nic: network.NetworkInterface) => nic.id.apply(() => customData);

    it("is reported at preview as not judged, and neither passes nor fails", async () => {
      const { messages, rejected } = await deploy("late", "preview", () => {
        vm("centos", late(encoded("#cloud-config\n{}")));
      });
      assert.equal(rejected, undefined);
      for (const { name } of rules) {
        assert.ok(
          messages.some((message) => message.startsWith(`[advisory] ${name}: can't run policy '${name}'`)),
          messages.join("\n"),
        );
      }
    });

    it("is rejected at up when it does not harden", async () => {
      const { messages, rejected, stack } = await deploy("late", "up", () => {
        vm("centos", late(encoded("#cloud-config\n{}")));
      });
      assert.ok(rejected !== undefined);
      assert.ok(messages.some((message) => message.startsWith("[mandatory] ")));
      assert.ok(!vmExists());
      await stack.destroy();
    });

    it("is accepted at up when it hardens", async () => {
      const { messages, rejected, stack } = await deploy("late", "up", () => {
        vm("centos", late(toCustomData(harden(centos))));
      });
      assert.equal(rejected, undefined);
      assert.ok(!messages.some((message) => message.startsWith("[mandatory] ")), messages.join("\n"));
      await stack.destroy();
    });
  });
});
