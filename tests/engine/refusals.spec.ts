import assert from "node:assert/strict";
import * as compute from "@pulumi/azure-native/compute/index.js";
import { groupAndSubnet, sshPublicKey, TestAzure } from "./stack";

describe("the local Azure, on the real engine", function () {
  this.timeout(120_000);
  const azure = new TestAzure();
  before(() => azure.start());
  after(() => azure.stop());

  it("refuses a VM on a network interface that does not exist, with Azure's error code", async () => {
    const stack = await azure.stack("unknown-nic", () => {
      const { resourceGroupName } = groupAndSubnet();
      const id = resourceGroupName.apply(
        (group) =>
          `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/${group}/providers/Microsoft.Network/networkInterfaces/none`,
      );
      new compute.VirtualMachine("vm", {
        resourceGroupName,
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        networkProfile: { networkInterfaces: [{ id }] },
        storageProfile: {
          imageReference: { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "latest" },
          osDisk: { createOption: "FromImage" },
        },
        osProfile: {
          computerName: "vm",
          adminUsername: "azureuser",
          linuxConfiguration: {
            disablePasswordAuthentication: true,
            ssh: { publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: sshPublicKey }] },
          },
        },
      });
      return Promise.resolve();
    });
    await assert.rejects(stack.up(), /InvalidResourceReference|NotFound/);
    await stack.destroy();
    assert.deepEqual(azure.resources, {});
  });

  it("is out of reach unless attached: the engine finds no azure-native to use instead", async () => {
    const stack = await azure.stack("detached", () => {
      groupAndSubnet();
      return Promise.resolve();
    });
    stack.workspace.envVars = { ...azure.environment, PULUMI_DEBUG_PROVIDERS: "" };
    await assert.rejects(stack.up(), /azure-native/);
    assert.deepEqual(azure.resources, {});
  });
});
