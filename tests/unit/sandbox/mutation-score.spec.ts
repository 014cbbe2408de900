import assert from "node:assert/strict";
import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "azure-kdump-sandbox";
import { percent, scoreOf, sumOf } from "azure-kdump-sandbox/bin/mutation-score";

const report = (...statuses: readonly string[]) => ({
  files: { "a.ts": { mutants: statuses.map((status) => ({ status })) }, "b.ts": { mutants: [{ status: "Killed" }] } },
});

describe("the score of mutants", () => {
  it("counts those that were noticed, of those that could be", () => {
    const all = report("Killed", "Timeout", "Survived", "NoCoverage", "Ignored", "CompileError", "RuntimeError");
    assert.deepEqual(scoreOf(all), { mutants: 5, noticed: 3 });
  });

  it("of parts is that of all their mutants", () => {
    const parts = [
      { name: "few", mutants: 2, noticed: 0 },
      { name: "many", mutants: 8, noticed: 7 },
    ];
    const all = sumOf(parts);
    assert.deepEqual(all, { name: "all", mutants: 10, noticed: 7 });
    assert.equal(percent(all), "70.0 %");
  });

  it("of none is none", () => assert.equal(percent(sumOf([])), "–"));

  it("is asked of every file of the domain, once", async () => {
    const configuration = pathToFileURL(path.join(repository, "stryker.config.mjs")).href;
    const { parts } = (await import(configuration)) as { parts: Record<string, { mutate: readonly string[] }> };
    const found = (patterns: readonly string[]) => globSync(patterns, { cwd: path.join(repository, "crashdump") });
    const asked = Object.values(parts).flatMap(({ mutate }) => found(mutate.map((files) => `${files}.ts`)));
    // The catalogue is data.
    const all = found(["**/*.ts"]).filter((file) => !/^(bin|node_modules|releases)\//.test(file));
    assert.deepEqual(asked.sort(), all.sort());
  });
});
