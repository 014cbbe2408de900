import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeSite } from "azure-kdump-sandbox/bin/documentation/site";

describe("the documentation as a site", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-site-"));
  before(() => writeSite(folder));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const says: Readonly<Record<string, string>> = {
    "index.html": "npm start",
    "documents/getting-started.html": "Without an account",
    "classes/azure-kdump.HardenedVm.html": "crashDump",
    "functions/azure-kdump-core.assess.html": "What keeps a VM with this customData",
    "functions/azure-kdump-policies.policies.html": "Policies",
  };
  for (const [page, text] of Object.entries(says)) {
    it(`has ${page}`, () => assert.ok(readFileSync(path.join(folder, page), "utf8").includes(text)));
  }
});
