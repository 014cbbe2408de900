import assert from "node:assert/strict";
import fc from "fast-check";
import { behaviourOf, Budget, LimitExceeded, plain, readYaml } from "../unit/cloud-init/core";
import { tagged } from "../unit/cloud-init/tagged";
import { realYaml } from "./cloud-init";
import { documents, probes } from "./yaml-documents";

const runs = Number(process.env["DIFFERENTIAL_RUNS"] ?? 4000);

describe("our YAML against PyYAML", function () {
  this.timeout(120_000);
  let load: (texts: readonly string[]) => readonly ({ readonly value: unknown } | null)[];
  before(async () => {
    load = await realYaml();
  });

  it(`agrees on ${probes.length} probes`, () => {
    agrees(probes);
  });

  it(`agrees on ${runs} generated documents`, () => {
    agrees(fc.sample(documents(), { numRuns: runs, seed: Number(process.env["DIFFERENTIAL_SEED"] ?? 1) }));
  });

  function agrees(texts: readonly string[]): void {
    for (const [index, expected] of load(texts).entries()) {
      const text = texts[index] ?? "";
      const ours = ourValue(text);
      if (ours instanceof LimitExceeded) continue;
      assert.deepEqual(ours, expected, JSON.stringify(text));
    }
  }
});

function ourValue(text: string): { readonly value: unknown } | LimitExceeded | null {
  try {
    const budget = new Budget();
    const { value, error } = readYaml(text, behaviourOf("26.2"), budget);
    return error === undefined ? { value: tagged(plain(value, budget)) } : null;
  } catch (error) {
    if (error instanceof LimitExceeded) return error;
    throw error;
  }
}
