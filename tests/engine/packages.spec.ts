import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { releaseNames } from "azure-kdump-core";
import { policies } from "azure-kdump-policies/bin/policies";
import { repository, resolveCli } from "azure-kdump-sandbox";
import { run } from "./command";
import { packed } from "./packed";
import { TestAzure } from "./stack";

describe("the packages", function () {
  this.timeout(300_000);
  const azure = new TestAzure();
  const folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-packages-"));
  before(() => azure.start());
  after(async () => {
    await azure.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("give other languages the component's schema by `pulumi package get-schema`", async () => {
    const { executable } = await resolveCli();
    const { code, output } = await run([executable, "package", "get-schema", path.join(repository, "components")], {
      cwd: folder,
      env: azure.environment,
    });
    assert.equal(code, 0, output);
    const schema = JSON.parse(output.slice(output.indexOf("{"))) as {
      readonly resources: Readonly<
        Record<string, { readonly requiredInputs: readonly string[]; readonly isComponent: boolean }>
      >;
      readonly types: Readonly<Record<string, { readonly enum?: readonly { readonly value: unknown }[] }>>;
    };
    const component =
      schema.resources["azure-kdump:index:HardenedVm"] ?? assert.fail(Object.keys(schema.resources).join());
    assert.equal(component.isComponent, true);
    assert.deepEqual([...component.requiredInputs].sort(), ["release", "resourceGroupName", "sshPublicKeys"]);
    const releases = schema.types["azure-kdump:index:Release"]?.enum?.map(({ value }) => value);
    assert.deepEqual(releases, releaseNames);
  });

  it("let the policy pack be installed alone, without azure-native", async () => {
    const tarballs = await packed(folder);
    writeFileSync(
      path.join(folder, "package.json"),
      JSON.stringify({ name: "alone", version: "1.0.0", private: true }),
    );
    const installed = await run(
      ["npm", "install", "--ignore-scripts", "--loglevel=error", ...tarballs.map((name) => `./${name}`)],
      { cwd: folder },
    );
    assert.equal(installed.code, 0, installed.output);
    assert.ok(!existsSync(path.join(folder, "node_modules/@pulumi/azure-native")));
    const pack = path.join(folder, "node_modules/azure-kdump-policies");
    assert.ok(existsSync(path.join(pack, "PulumiPolicy.yaml")));
    const loaded = await run([process.execPath, "-e", 'console.log(require("./bin/policies").policies.length)'], {
      cwd: pack,
    });
    assert.equal(loaded.output, `${policies.length}\n`);
  });

  it("load the core in a moment and without Pulumi", async () => {
    const script =
      'require("azure-kdump-core"); console.log(Object.keys(require.cache).filter((f) => f.includes("pulumi")).length)';
    const { output } = await run([process.execPath, "-e", script], { cwd: repository });
    assert.equal(output, "0\n");
  });
});
