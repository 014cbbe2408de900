import assert from "node:assert/strict";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { bombs } from "./bombs";
import { limits, readUserData } from "./core";

/** What one customData may take. */
const heapMiB = 64;
const milliseconds = 1000;

describe("readUserData on input made to cost much", function () {
  this.timeout(30_000);

  for (const [name, blob] of Object.entries(bombs)) {
    it(`takes less than ${heapMiB} MiB and ${milliseconds} ms of processor time for ${name}`, async () => {
      // Neighbours on the same core slow it down all the same: it gets a second chance.
      const spent = Math.min(await read(blob), await read(blob));
      assert.ok(spent < milliseconds, `${spent} ms`);
    });
  }

  it("says what it did not read, and reads the rest", () => {
    const deep = `${"[".repeat(limits.nesting + 1)}${"]".repeat(limits.nesting + 1)}`;
    const parts = [`a: ${deep}`, "b: 1"].map((yaml) => `--b\nContent-Type: text/cloud-config\n\n${yaml}\n`);
    const message = `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n${parts.join("")}`;
    const { config, opaque, fatal } = readUserData(Buffer.from(message).toString("base64"), "22.4.2");
    assert.equal(fatal, undefined);
    assert.deepEqual([...(config?.keys() ?? [])], ["b"]);
    assert.deepEqual(opaque, [
      {
        place: "part 1 of the customData",
        reason: `it nests more than ${limits.nesting} lists and mappings`,
        losesAll: false,
      },
    ]);
  });
});

function read(blob: Buffer): Promise<number> {
  const worker = new Worker(path.join(__dirname, "reads-in-worker.js"), {
    workerData: { customData: blob.toString("base64"), cloudInit: "25.1" },
    resourceLimits: { maxOldGenerationSizeMb: heapMiB - 16, maxYoungGenerationSizeMb: 16 },
  });
  return new Promise((resolve, reject) => {
    worker.once("message", ({ spent }: { readonly spent: number }) => resolve(spent));
    worker.once("error", reject);
  });
}
