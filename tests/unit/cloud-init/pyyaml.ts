import assert from "node:assert/strict";
import { behaviourOf, Budget, plain, readYaml } from "./core";
import { tagged } from "./tagged";

/** A text, and what PyYAML's safe loader makes of it, tagged as the recorded cases are; undefined where it refuses. */
export type Document = readonly [text: string, value: unknown];

export function readsAsPyYaml(documents: readonly Document[]): void {
  for (const [text, value] of documents) {
    it(`${JSON.stringify(text)} is ${value === undefined ? "refused" : "read"}`, () => {
      const budget = new Budget();
      const result = readYaml(text, behaviourOf("22.4.2"), budget);
      assert.equal(result.error !== undefined, value === undefined, result.error);
      if (result.error !== undefined) assert.match(result.error, /\w \w/);
      else assert.deepEqual(tagged(plain(result.value, budget)), value);
    });
  }
}
