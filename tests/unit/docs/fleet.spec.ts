import assert from "node:assert/strict";
import { type FleetFigures, fleetNotes, fleetTable } from "azure-kdump-sandbox/bin/documentation/fleet";
import { fleetPicture } from "azure-kdump-sandbox/bin/documentation/fleet-picture";
import { textOf } from "../evidence/well-formed";

const figures: FleetFigures = {
  date: "2026-01-02",
  versions: { node: "24.21.0", pulumi: "3.259.0" },
  processors: 2,
  comparisons: [
    {
      fleet: "private <VMs>",
      machines: 100,
      resources: 3,
      hardened: { seconds: 5, processorSeconds: 4, MiB: 300 },
      byHand: { seconds: 20, processorSeconds: 16, MiB: 1000 },
      ratio: { seconds: 0.25, processorSeconds: 0.251, MiB: 0.3 },
    },
  ],
  large: {
    machines: 1000,
    cost: { seconds: 40, processorSeconds: 38, MiB: 1800 },
    perMachine: { seconds: 0.8, processorSeconds: 0.95, MiB: 0.6 },
  },
  domain: { alike: { milliseconds: 0.52, share: 0.0104 }, different: { milliseconds: 4, share: 0.08 } },
};

describe("the figures of a fleet", () => {
  it("are a row for each measure of each comparison", () => {
    const [, , ...rows] = fleetTable(figures).trimEnd().split("\n");
    assert.deepEqual(rows, [
      "| 100 private <VMs> | Preview, by the clock | 5.0 s | 20.0 s | **0.25** |",
      "| 100 private <VMs> | Processor time of the program | 4.0 s | 16.0 s | **0.25** |",
      "| 100 private <VMs> | Memory of the program | 300 MiB | 1000 MiB | **0.30** |",
    ]);
  });

  it("say what a large fleet and the domain's own work cost, and where that was measured", () => {
    const notes = fleetNotes(figures).replaceAll("\n", " ");
    assert.match(notes, /1000 `HardenedVm`s are previewed in 40\.0 s and 1800 MiB,/);
    assert.match(notes, /0\.95 times the processor time, and by the clock 0\.80 times the time, of one among 100\./);
    assert.match(
      notes,
      /takes 0\.5 ms \(1\.0 % of its preview\) where VMs are alike, and 4\.0 ms \(8\.0 % of its preview\)/,
    );
    assert.match(notes, /on 2026-01-02 with node 24\.21\.0, pulumi 3\.259\.0, on 2 processors/);
  });

  it("are drawn to scale: of each measure the larger one fills the width", () => {
    const widths = (kind: string) =>
      [...fleetPicture(figures).matchAll(new RegExp(`class="${kind}"[^>]* width="([\\d.]+)"`, "g"))].map(([, width]) =>
        Number(width),
      );
    const [full = 0] = widths("hand");
    assert.deepEqual(widths("hand"), [full, full, full]);
    assert.deepEqual(widths("ours"), [0.25 * full, 0.25 * full, 0.3 * full]);
  });

  it("are drawn as XML that says the same in words", () => {
    assert.match(
      textOf(fleetPicture(figures).trimEnd()),
      /100 private <VMs>, by HardenedVm and by hand\. Preview, by the clock: 5\.0 s against 20\.0 s;/,
    );
  });
});
