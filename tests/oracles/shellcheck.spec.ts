import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  type CrashDumpOptions,
  checkScript,
  drillProofScript,
  drillScript,
  dumpReport,
  harden,
  instanceCheckScript,
  type Platform,
  releases,
  verificationScript,
} from "azure-kdump-core";
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

/** EL 6 has neither a dump disk nor a lock. */
function everyOption({ release }: Platform): CrashDumpOptions {
  return releases[release].dialect === "el6" ? { sysrq: true } : { sysrq: true, dumpDisk: { lun: 3 }, lockKexec: true };
}

describe("shellcheck", function () {
  this.timeout(120_000);
  before(async () => {
    await ensureDebianPackages({ shellcheck: "shellcheck" });
  });

  const cases = platforms.flatMap((platform) => [
    { platform, options: {}, title: titleOf(platform) },
    { platform, options: everyOption(platform), title: `${titleOf(platform)} with every option` },
  ]);
  for (const { platform, options, title } of cases) {
    const { reserve, configure, files } = harden(platform, options);
    const scripts: Readonly<Record<string, string>> = {
      "the boothook": reserve,
      "the last script": configure,
      ...Object.fromEntries(
        files.filter(({ content }) => content.startsWith("#!")).map((file) => [file.path, file.content]),
      ),
    };
    for (const [name, script] of Object.entries(scripts)) {
      it(`has nothing against ${name} of ${title}`, () => {
        assert.equal(shellcheck(script), "");
      });
    }
  }

  const drill = { token: "token", dumpPath: "/var/crash" };
  const inTheGuest: Readonly<Record<string, string>> = {
    "the check": checkScript(),
    "the drill": drillScript(drill),
    "the drill's proof": drillProofScript(drill),
    "a verification": verificationScript(harden(platforms[0] ?? assert.fail()), 900),
    "the check of an instance": instanceCheckScript(900),
    "the report on dumps": `#!/bin/sh\n${dumpReport()}`,
  };
  for (const [name, script] of Object.entries(inTheGuest)) {
    it(`has nothing against ${name}`, () => {
      assert.equal(shellcheck(script), "");
    });
  }

  it("would say something", () => {
    assert.match(shellcheck("#!/bin/sh\nrm $1\n"), /SC2086/);
  });
});
