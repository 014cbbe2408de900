import assert from "node:assert/strict";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as compute from "@pulumi/azure-native/compute/index.js";
import { remote } from "@pulumi/command";
import type { Stack } from "@pulumi/pulumi/automation";
import { HardenedVm } from "azure-kdump";
import { Scripts } from "azure-kdump-sandbox/bin/guest/machine/scripts";
import { GuestAgentStandIn } from "../unit/providers/guest-agent";
import { RecordedMachines } from "../unit/providers/recorded-machines";
import { hostKey, SshServer, user } from "../unit/providers/ssh-server";
import { Events } from "./events";
import { groupAndSubnet, sshPublicKey, TestAzure } from "./stack";

const runCommandType = "azure-native:compute:VirtualMachineRunCommandByVirtualMachine";
const commandType = "command:remote:Command";

/** Guests are stand-ins here: a real SSH server and an agent that runs scripts on this computer. */
describe("what runs in a guest, on the real engine", function () {
  this.timeout(180_000);
  const machines = new (class extends RecordedMachines {
    override sshPort(): number {
      return port;
    }
    override scripts(): Scripts {
      return new Scripts(agent.socket, { agentSeconds: 60, pollMilliseconds: 50 }, path.join(agent.folder, "runs"));
    }
  })();
  const azure = new TestAzure(machines);
  const agent = new GuestAgentStandIn();
  const ssh = new SshServer();
  let port: number;
  let stack: Stack;
  let broken: string;

  before(async () => {
    port = await ssh.listen();
    await agent.listen();
    broken = path.join(agent.folder, "broken");
    await azure.start();
    stack = await azure.stack("commands", () => {
      const { resourceGroupName, subnetId } = groupAndSubnet();
      const vm = new HardenedVm("web", {
        resourceGroupName,
        subnetId,
        release: "debian-12",
        sshPublicKeys: [sshPublicKey],
        // No guest runs behind it.
        verification: { channel: "none" },
      });
      const vmName = vm.vmId.apply((id) => id.slice(id.lastIndexOf("/") + 1));
      const check = new compute.VirtualMachineRunCommandByVirtualMachine("check", {
        resourceGroupName,
        vmName,
        source: { script: `echo checked; test ! -e ${broken}` },
        treatFailureAsDeploymentFailure: true,
      });
      const seen = compute.getVirtualMachineRunCommandByVirtualMachineOutput({
        resourceGroupName,
        vmName,
        runCommandName: check.name,
        expand: "instanceView",
      });
      const greeting = new remote.Command(
        "greeting",
        {
          connection: {
            host: vm.privateIpAddress,
            user: user.name,
            privateKey: user.key.private,
            hostKey: hostKey.public,
          },
          create: "echo hello",
        },
        { dependsOn: check },
      );
      return Promise.resolve({ checked: seen.instanceView.output, greeting: greeting.stdout });
    });
  });
  after(async () => {
    await azure.stop();
    await agent.stop();
    await ssh.stop();
  });

  it("fails the update when a check fails, and what depends on it is not made", async () => {
    writeFileSync(broken, "");
    const events = new Events();
    await assert.rejects(stack.up({ onEvent: events.onEvent }), /VMExtensionProvisioningError[\s\S]*exit status=1/);
    assert.deepEqual(ssh.ran, []);
  });

  it("runs the check again with the next update, for nothing else has changed", async () => {
    assert.ok(existsSync(broken));
    rmSync(broken);
    const events = new Events();
    const { outputs } = await stack.up({ onEvent: events.onEvent });
    assert.deepEqual(events.operations(runCommandType), ["update"]);
    assert.deepEqual(events.operations(commandType), ["create"]);
    assert.equal(outputs["checked"]?.value, "checked\n");
    assert.equal(outputs["greeting"]?.value, "hello");
  });

  it("runs nothing when nothing has changed", async () => {
    const before = [agent.commands.length, ssh.ran.length];
    await stack.up({ expectNoChanges: true });
    assert.deepEqual([agent.commands.length, ssh.ran.length], before);
  });
});
