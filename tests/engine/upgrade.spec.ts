import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import type { HardenedVmArgs } from "azure-kdump";
import { everyResource, record, restore } from "./earlier-stack";
import { Events } from "./events";
import { TestAzure } from "./stack";

/**
 * `RECORD_EARLIER_STACK=1 npm test -- --grep "earlier commit"` makes that stack anew, as this commit would; then
 * `npm run format`.
 */
describe("a stack that an earlier commit made, on the real engine", function () {
  this.timeout(120_000);
  const azure = new TestAzure();
  let stack: Stack;
  let args: Partial<HardenedVmArgs> = {};

  before(async () => {
    await azure.start();
    stack = await azure.stack("earlier", () => {
      everyResource(args);
      return Promise.resolve();
    });
    if (process.env["RECORD_EARLIER_STACK"] === "1") await record(stack, azure);
    await restore(stack, azure);
  });
  after(() => azure.stop());

  async function previewed() {
    const events = new Events();
    await stack.preview({ onEvent: events.onEvent });
    return events.steps;
  }

  it("loses and replaces nothing by an update of the library", async () => {
    const steps = await previewed();
    assert.ok(steps.length > 10, steps.join());
    assert.deepEqual(
      steps.filter((step) => !/^(same|update) /.test(step)),
      [],
    );
  });

  it("keeps all that exists when it is brought up", async () => {
    const before = Object.keys(azure.resources).sort();
    await stack.up();
    assert.deepEqual(Object.keys(azure.resources).sort(), before);
    await stack.preview({ expectNoChanges: true });
  });

  it("would be noticed to lose its VM", async () => {
    args = { crashDump: { panicTimeoutSeconds: 20 } };
    assert.ok((await previewed()).includes("replace web-vm"));
  });
});
