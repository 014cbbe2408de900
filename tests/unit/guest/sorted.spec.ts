import assert from "node:assert/strict";
import { startingWith } from "#crashdump/guest/sorted";

const paths = ["/a", "/a/b", "/a/b.d/c", "/a/b/c", "/ab", "/b"];

const cases: readonly (readonly [what: string, starts: readonly string[], found: readonly string[]])[] = [
  ["a directory's paths", ["/a/"], ["/a/b", "/a/b.d/c", "/a/b/c"]],
  ["the first", ["/a"], ["/a", "/a/b", "/a/b.d/c", "/a/b/c", "/ab"]],
  ["the last", ["/b"], ["/b"]],
  ["one beginning after the other", ["/b", "/ab"], ["/b", "/ab"]],
  ["nothing before the first", ["/0"], []],
  ["nothing behind the last", ["/c"], []],
  ["nothing between two", ["/a/b.e"], []],
  ["nothing longer than what begins so", ["/b/"], []],
];

describe("sorted paths", () => {
  for (const [what, starts, found] of cases) {
    it(`give ${what} by how they begin`, () => assert.deepEqual(startingWith(paths, starts), found));
  }

  it("give nothing where there are none", () => assert.deepEqual(startingWith([], ["/a"]), []));
});
