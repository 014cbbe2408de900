import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkPackage, createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { policies } from "azure-kdump-policies/policies";
import { repository } from "azure-kdump-sandbox";
import { publint } from "publint";
import { run } from "./command";
import { packed, type Workspace } from "./packed";

const workspaces = ["crashdump", "components", "policies"] as const satisfies readonly Workspace[];

describe("the packages", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-packages-"));
  let tarballs: Readonly<Record<Workspace, string>>;
  before(async () => {
    const [crashdump = "", components = "", policies = ""] = await packed(folder, ...workspaces);
    tarballs = { crashdump, components, policies };
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function contents(workspace: Workspace): Package {
    return createPackageFromTarballData(readFileSync(path.join(folder, tarballs[workspace])));
  }

  function files(workspace: Workspace): readonly string[] {
    return contents(workspace)
      .listFiles()
      .map((file) => file.split("/").slice(3).join("/"));
  }

  for (const workspace of workspaces) {
    describe(`of ${workspace}/`, () => {
      it("holds its licence, its description and its changes", () => {
        for (const file of ["LICENSE", "README.md", "CHANGELOG.md", "package.json"])
          assert.ok(files(workspace).includes(file), file);
      });

      it("tells in its changes of the version it is", () => {
        const { packageName, packageVersion } = contents(workspace);
        const changes = readFileSync(path.join(repository, workspace, "CHANGELOG.md"), "utf8");
        assert.ok(changes.startsWith(`# ${packageName}\n\n## ${packageVersion}\n`), changes.slice(0, 80));
      });

      it("holds what is compiled from a source that is there, and no tests", () => {
        const compiled = files(workspace).filter((file) => file.startsWith("bin/"));
        assert.ok(compiled.length > 0);
        for (const file of compiled) {
          const source = file.replace(/^bin\/(.*)\.(js|js\.map|d\.ts)$/, "$1.ts");
          assert.ok(source.endsWith(".ts") && existsSync(path.join(repository, workspace, source)), file);
        }
        assert.deepEqual(
          files(workspace).filter((file) => /(^|\/)tests?\/|\.spec\./.test(file)),
          [],
        );
      });

      it("holds source maps with their sources in them", () => {
        const tarball = contents(workspace);
        const maps = tarball.listFiles().filter((file) => file.endsWith(".map"));
        assert.ok(maps.length > 0);
        for (const file of maps) {
          const { sources, sourcesContent = [] } = JSON.parse(tarball.readFile(file)) as {
            readonly sources: readonly string[];
            readonly sourcesContent?: readonly unknown[];
          };
          assert.ok(sources.length > 0 && sources.every((_, at) => typeof sourcesContent[at] === "string"), file);
        }
      });

      it("is published as publint would have it", async () => {
        const { buffer, byteOffset, byteLength } = readFileSync(path.join(folder, tarballs[workspace]));
        const tarball = buffer.slice(byteOffset, byteOffset + byteLength);
        assert.deepEqual((await publint({ pack: { tarball }, strict: true })).messages, []);
      });

      it("has types that are right for CommonJS, ES modules and bundlers", async () => {
        const result = await checkPackage(contents(workspace));
        assert.ok(result.types !== false);
        // node10 knows no "exports", and TypeScript 6 not node10.
        const wrong = result.problems.filter(
          (problem) => !("resolutionKind" in problem && problem.resolutionKind === "node10"),
        );
        assert.deepEqual(wrong, []);
      });
    });
  }

  it("let the policy pack be installed alone, without azure-native", async () => {
    const alone = path.join(folder, "package.json");
    writeFileSync(alone, JSON.stringify({ name: "alone", version: "1.0.0", private: true }));
    const installed = await run(
      ["npm", "install", "--ignore-scripts", "--loglevel=error", `./${tarballs.crashdump}`, `./${tarballs.policies}`],
      { cwd: folder },
    );
    assert.equal(installed.code, 0, installed.output);
    assert.ok(!existsSync(path.join(folder, "node_modules/@pulumi/azure-native")));
    const pack = path.join(folder, "node_modules/azure-kdump-policies");
    assert.ok(existsSync(path.join(pack, "PulumiPolicy.yaml")));
    const loaded = await run([process.execPath, "-e", 'console.log(require("./bin/policies").policies().length)'], {
      cwd: pack,
    });
    assert.equal(loaded.output, `${policies().length}\n`);
  });

  it("load the core in a moment and without Pulumi", async () => {
    const script =
      'require("azure-kdump-core"); console.log(Object.keys(require.cache).filter((f) => f.includes("pulumi")).length)';
    const { output } = await run([process.execPath, "-e", script], { cwd: repository });
    assert.equal(output, "0\n");
  });
});
