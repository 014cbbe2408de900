import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository } from "azure-kdump-sandbox";
import { readEvidence, recordEvidence } from "azure-kdump-sandbox/bin/guest/evidence/record";
import type { DrillCase, DrillResult } from "azure-kdump-sandbox/bin/guest/evidence/result";
import { hostile, passed } from "./results";

describe("recorded evidence", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-evidence-"));
    file = path.join(folder, "evidence.json");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const recorded = (...batches: readonly (readonly DrillResult[])[]): readonly DrillResult[] => {
    for (const batch of batches) recordEvidence(batch, file);
    return readEvidence(file);
  };

  it("is nothing where there is no file", () => {
    assert.deepEqual(readEvidence(file), []);
  });

  it("is sorted by release, then case, then firmware and disk, however it came", () => {
    const sorted: readonly DrillResult[] = [
      { ...passed, release: "debian-11", case: "uefi" },
      passed,
      { ...passed, diskController: "nvme" },
      { ...passed, firmware: "uefi" },
      { ...passed, case: "hang" },
      { ...passed, release: "debian-13" },
    ];
    assert.deepEqual(recorded(sorted.toReversed().slice(0, 3), sorted.toReversed().slice(3)), sorted);
  });

  const later: DrillResult = { ...passed, date: "2026-01-03", passed: false, failure: "worse" };
  for (const [what, batches, kept] of [
    ["a later day", [[passed], [later]], later],
    ["a later day that came first", [[later], [passed]], later],
    ["the later of one day", [[passed], [{ ...passed, memoryMiB: 2048 }]], { ...passed, memoryMiB: 2048 }],
  ] as const) {
    it(`keeps the result of ${what}`, () => {
      assert.deepEqual(recorded(...batches), [kept]);
    });
  }

  it("is written as the formatter would write it, with the same bytes each time", () => {
    // Texts of about the width up to which they stand on one line.
    const widths = Array.from({ length: 12 }, (_, index): DrillResult => {
      const observations = ["x".repeat(33), 'say "[1]",'.padEnd(14 + index, "y")];
      return { ...hostile, case: cases[index] ?? assert.fail(), observations, bootIds: ["one"] };
    });
    recordEvidence(widths, file);
    const written = readFileSync(file, "utf8");
    assert.equal(formatted(written), written);
    assert.ok(/"observations": \[\n/.test(written) && /"observations": \["x/.test(written));
    recordEvidence(widths, file);
    assert.equal(readFileSync(file, "utf8"), written);
  });
});

const cases: readonly DrillCase[] = [
  "panic-only",
  "early-panic",
  "hang",
  "lost-disk",
  "small-reservation",
  "full-disk",
  "twice",
  "uefi",
  "interrupted",
  "no-network",
  "nvme",
  "secure-boot",
  "dump",
];

function formatted(json: string): string {
  const biome = path.join(repository, "node_modules/.bin/biome");
  const args = ["format", "--stdin-file-path=docs/evidence.json"];
  return spawnSync(biome, args, { cwd: repository, input: json, encoding: "utf8" }).stdout;
}
