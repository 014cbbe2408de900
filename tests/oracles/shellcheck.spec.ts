import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { harden } from "azure-kdump-core";
import { ensureDebianPackages } from "azure-kdump-sandbox";
import { platforms, titleOf } from "../unit/platforms";

function shellcheck(script: string): string {
  const { stdout, stderr, error } = spawnSync("shellcheck", ["--shell=sh", "--format=gcc", "-"], {
    input: script,
    encoding: "utf8",
  });
  if (error) throw error;
  return stdout + stderr;
}

describe("shellcheck", function () {
  this.timeout(120_000);
  before(async () => {
    await ensureDebianPackages(["shellcheck"]);
  });

  for (const platform of platforms) {
    const { reserve, configure, files } = harden(platform);
    const scripts: Readonly<Record<string, string>> = {
      "the boothook": reserve,
      "the last script": configure,
      ...Object.fromEntries(
        files.filter(({ content }) => content.startsWith("#!")).map((file) => [file.path, file.content]),
      ),
    };
    for (const [name, script] of Object.entries(scripts)) {
      it(`has nothing against ${name} of ${titleOf(platform)}`, () => {
        assert.equal(shellcheck(script), "");
      });
    }
  }

  it("would say something", () => {
    assert.match(shellcheck("#!/bin/sh\nrm $1\n"), /SC2086/);
  });
});
