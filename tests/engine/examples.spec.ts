import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { repository } from "azure-kdump-sandbox";
import { Events } from "./events";
import { policyPack, sshPublicKey, TestAzure, vmType } from "./stack";

/** By folder, how many VMs it makes. */
const examples: Readonly<Record<string, number>> = { "one-vm": 1, fleet: 11 };

describe("the example", function () {
  this.timeout(180_000);
  const azure = new TestAzure();
  const folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-examples-"));
  before(async () => {
    await azure.start();
    symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
  });
  after(async () => {
    await azure.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Of a copy, for a stack's configuration goes beside its program. */
  async function stackOf(example: string): Promise<Stack> {
    const workDir = path.join(folder, example);
    cpSync(path.join(repository, "examples", example), workDir, { recursive: true });
    const stack = await LocalWorkspace.createOrSelectStack({ stackName: "test", workDir }, await azure.workspace());
    // No guest runs behind it.
    await stack.setAllConfig({ sshPublicKey: { value: sshPublicKey }, verification: { value: "none" } });
    return stack;
  }

  for (const [example, count] of Object.entries(examples)) {
    it(`${example} deploys ${count === 1 ? "a VM" : `${count} VMs`} that the policy pack accepts, and is then done`, async () => {
      const stack = await stackOf(example);
      const events = new Events();
      await stack.up({ onEvent: events.onEvent, policyPacks: [policyPack] });
      assert.deepEqual(events.operations(vmType), Array<string>(count).fill("create"));
      assert.deepEqual(
        events.policyMessages.filter((message) => !message.startsWith("[advisory]")),
        [],
      );
      await stack.preview({ expectNoChanges: true });
      await stack.destroy();
    });
  }
});
