import assert from "node:assert/strict";
import fc from "fast-check";
import { readUserData, toBytes } from "../unit/cloud-init/core";
import { taggedConfig } from "../unit/cloud-init/tagged";
import { type RealUserData, realUserData } from "./cloud-init";
import { blobs } from "./user-data-inputs";

const runs = Number(process.env["DIFFERENTIAL_RUNS"] ?? 400);

describe("readUserData against the real cloud-init", function () {
  this.timeout(300_000);
  let real: ReadonlyMap<string, (customData: readonly string[]) => readonly RealUserData[]>;
  before(async () => {
    real = await realUserData();
  });

  it("has those of Debian 11, 12 and 13", () => {
    assert.deepEqual([...real.keys()].map((version) => version.split(".").slice(0, 2).join(".")).sort(), [
      "20.4",
      "22.4",
      "25.1",
    ]);
  });

  for (const [index, title] of ["Debian 12", "Debian 11", "Debian 13"].entries()) {
    it(`agrees with ${title}'s on ${runs} generated blobs`, () => {
      const [version, read] = [...real][index] ?? assert.fail();
      const seed = Number(process.env["DIFFERENTIAL_SEED"] ?? 1) * 10 + index;
      const inputs = fc.sample(blobs(), { numRuns: runs, seed }).map((blob) => blob.toString("base64"));
      for (const [at, expected] of read(inputs).entries()) compare(inputs[at] ?? "", version, expected);
    });
  }
});

function compare(customData: string, version: string, real: RealUserData): void {
  const userData = readUserData(customData, version);
  const input = JSON.stringify(Buffer.from(customData, "base64").toString("utf8"));
  const losesAll = userData.opaque.some((opaque) => opaque.losesAll);
  assert.equal(
    userData.fatal !== undefined || losesAll,
    real.fatal === true,
    `${userData.fatal ?? "not fatal"}: ${input}`,
  );
  if (real.fatal === true) return;
  const parts = userData.parts.map(({ type, filename, content }) => ({
    type,
    filename,
    content: Buffer.from(toBytes(content)).toString("base64"),
  }));
  assert.deepEqual(parts, real.parts, input);
  assert.deepEqual(taggedConfig(userData.config) ?? null, real.config, input);
}
