import assert from "node:assert/strict";
import { type Label, placeLabels, textWidth } from "azure-kdump-sandbox/bin/guest/evidence/labels";
import fc from "fast-check";
import { runs } from "../runs";
import { arming, crash, moment } from "./results";

const rowsOf = (labels: readonly Label[]) => labels.map(({ row }) => row);

describe("labels of a timeline", () => {
  it("stand in one row where they have room", () => {
    const labels = placeLabels([moment("a", "first", 0), moment("b", "second", 300)], (seconds) => seconds);
    assert.deepEqual(labels, [
      { text: "0.0 s  first", x: 0, row: 0 },
      { text: "300.0 s  second", x: 300, row: 0 },
    ]);
  });

  it("give way downwards, the earlier to the later", () => {
    assert.deepEqual(rowsOf(placeLabels(crash, (seconds) => seconds * 6.5)), [1, 0, 3, 2, 1, 0, 0]);
    assert.deepEqual(rowsOf(placeLabels(arming, (seconds) => seconds * 5.2)), [1, 0, 5, 4, 3, 2, 1, 0]);
  });

  it("are cut where they are too long", () => {
    const [label] = placeLabels([moment("a", "🙂".repeat(40), 1)], (seconds) => seconds);
    assert.equal(label?.text, `1.0 s  ${"🙂".repeat(35)}…`);
  });

  it("never meet one another, nor the line of another", () => {
    const times = fc.array(fc.double({ min: 0, max: 600, noNaN: true }), { minLength: 1, maxLength: 12 });
    const property = fc.property(times, fc.array(fc.string(), { minLength: 12, maxLength: 12 }), (seconds, texts) => {
      const moments = seconds.sort((a, b) => a - b).map((at, index) => moment("m", texts[index] ?? "", at));
      const labels = placeLabels(moments, (at) => at);
      for (const [index, { text, x, row }] of labels.entries()) {
        const crossed = labels.slice(index + 1).filter((later) => later.row >= row && later.x < x + textWidth(text));
        assert.deepEqual(crossed, []);
      }
    });
    fc.assert(property, { numRuns: runs(300) });
  });
});
