import assert from "node:assert/strict";
import { page, pages } from "azure-kdump-sandbox/bin/documentation/pages";

describe("the documentation", () => {
  for (const file of Object.keys(pages)) {
    it(`says in ${file} what the code says (mend with: npm run docs)`, () => {
      const { written, generated } = page(file);
      assert.equal(written, generated);
    });
  }
});
