import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { repository } from "azure-kdump-sandbox";

/** The checks that need no engine and no guest: they count as tests. The compiler has been at work before. */
describe("every source file", function () {
  this.timeout(300_000);

  function check(...command: readonly string[]): void {
    const [program = "", ...args] = command;
    const { status, stdout, stderr } = spawnSync(path.join(repository, "node_modules/.bin", program), args, {
      cwd: repository,
      encoding: "utf8",
    });
    assert.equal(status, 0, `\n${stdout}${stderr}`);
  }

  it("is formatted (mend with: npm run format)", () => {
    check("biome", "format", ".");
  });

  it("passes the typed lint (see: npm run lint)", () => {
    check("eslint", "--max-warnings=0", ".");
  });
});
