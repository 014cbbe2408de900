import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ruleNames } from "azure-kdump-policies/policies";
import { repository } from "azure-kdump-sandbox";
import { generatedFiles, page } from "azure-kdump-sandbox/bin/documentation/pages";

describe("the documentation", () => {
  it("names policies that exist as owners of traps", () => {
    const traps = readFileSync(path.join(repository, "docs", "traps.md"), "utf8");
    const named = [...traps.matchAll(/policy: ([a-z-]+(?:, [a-z-]+)*) \|$/gm)].flatMap(([, names = ""]) =>
      names.split(", "),
    );
    assert.ok(named.length > 0);
    for (const name of named) assert.ok(ruleNames.includes(name), name);
  });

  for (const file of generatedFiles) {
    it(`says in ${file} what the code says (mend with: npm run docs)`, () => {
      const { written, generated } = page(file);
      assert.equal(written, generated);
    });
  }
});
