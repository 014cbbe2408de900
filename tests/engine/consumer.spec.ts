import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as core from "azure-kdump-core";
import { policies } from "azure-kdump-policies/policies";
import { committedApi } from "azure-kdump-sandbox/bin/documentation/api";
import { componentSchema } from "azure-kdump-sandbox/bin/documentation/component-schema";
import { type Outcome, run, usersEnvironment } from "./command";
import { installedVersion, packed } from "./packed";

/** The oldest Node that the packages' `engines` allow. */
const oldest = "22.12.0";

/** One VM under Pulumi's mocks, which are there for tests: what a program sees, and what the VM gets. */
const use = `
pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
  call: ({ inputs }) => inputs,
});
const vm = new component.HardenedVm("web", {
  resourceGroupName: "web", subnetId: "subnet", release: "debian-12", sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIHqvE1mTQ1hYWq0m3sQG8B5hUqzqkqyFz3wqj8Xv0aV"],
  verification: { channel: "none" },
});
const platform = { release: "debian-12", architecture: "x64", generation: 2, memoryMiB: 8192 };
const judged = core.assess(platform, core.toCustomData(core.harden(platform)));
vm.crashDump.apply(({ kdumpConfiguration }) => console.log(JSON.stringify({
  node: process.versions.node,
  core: Object.keys(core).filter((name) => !["default", "module.exports", "__esModule"].includes(name)).sort(),
  violations: judged.filter(({ verdict }) => verdict === "violation").length,
  kdumpConfiguration,
  policies: pack.policies().length,
})));
`;

const programs = {
  "main.cjs": `
const core = require("azure-kdump-core");
const component = require("azure-kdump");
const pack = require("azure-kdump-policies/policies");
const pulumi = require("@pulumi/pulumi");
${use}`,
  "main.mjs": `
import * as core from "azure-kdump-core";
import * as component from "azure-kdump";
import * as pack from "azure-kdump-policies/policies";
import * as pulumi from "@pulumi/pulumi";
${use}`,
};

/** By package, whether its users have to leave out the declarations: those of @pulumi/policy 1.21.0 contradict themselves. */
const described = { "azure-kdump-core": false, "azure-kdump": false, "azure-kdump-policies": true };

/** The packages as npm would publish them, installed in a folder that knows nothing of this repository. */
describe("a user's project", function () {
  this.timeout(600_000);
  const project = mkdtempSync(path.join(tmpdir(), "azure-kdump-consumer-"));
  after(() => {
    rmSync(project, { recursive: true, force: true });
  });

  before(async () => {
    const tarballs = await packed(project, "crashdump", "components", "policies");
    const registry = ["@pulumi/azure-native", "@pulumi/command", "@pulumi/policy", "@pulumi/pulumi", "typescript"];
    const wanted = [
      ...registry.map((name) => `${name}@${installedVersion(name)}`),
      ...tarballs.map((name) => `./${name}`),
    ];
    write("package.json", JSON.stringify({ name: "shop", version: "1.0.0", private: true }));
    await succeeds(...npmInstall, ...wanted);
    mkdirSync(path.join(project, "oldest"));
    await succeeds(...npmInstall, "--prefix", "oldest", `${nodePackage}@${oldest}`);
    for (const [file, text] of Object.entries(programs)) write(file, text);
  });

  for (const version of [oldest, process.versions.node]) {
    for (const file of Object.keys(programs)) {
      it(`uses all three on Node ${version} from ${file}`, async () => {
        const told = JSON.parse(await succeeds(nodeOf(version), file)) as unknown;
        assert.deepEqual(told, {
          node: version,
          core: Object.keys(core).sort(),
          violations: 0,
          kdumpConfiguration: "/etc/default/kdump-tools",
          policies: policies().length,
        });
      });
    }
  }

  for (const [name, skipLibCheck] of Object.entries(described)) {
    it(`compiles the examples of ${name}'s own description, strictly`, async () => {
      const readme = readFileSync(path.join(project, "node_modules", name, "README.md"), "utf8");
      const examples = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
      assert.ok(examples.length > 0);
      for (const [at, code] of examples.entries()) write(`${name}-${at}.mts`, code);
      const compilerOptions = { module: "nodenext", target: "es2023", strict: true, noEmit: true, types: [] };
      const include = examples.map((_, at) => `${name}-${at}.mts`);
      write("tsconfig.json", JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck }, include }));
      await succeeds(process.execPath, "node_modules/typescript/bin/tsc", "--project", ".");
    });
  }

  it("gives other languages the same schema as this repository does", async () => {
    const schema = await componentSchema(path.join(project, "node_modules", "azure-kdump"));
    assert.equal(schema, committedApi("azure-kdump.schema.json"));
  });

  function write(file: string, text: string): void {
    writeFileSync(path.join(project, file), text);
  }

  async function succeeds(...command: readonly [string, ...string[]]): Promise<string> {
    const { code, output }: Outcome = await run(command, { cwd: project, env: usersEnvironment() });
    assert.equal(code, 0, `${command.join(" ")}\n${output}`);
    return output;
  }

  function nodeOf(version: string): string {
    return version === oldest
      ? path.join(project, "oldest", "node_modules", nodePackage, "bin/node")
      : process.execPath;
  }
});

const npmInstall = [
  "npm",
  "install",
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
  "--prefer-offline",
] as const;

/** npm's own packages of Node, one for each platform. */
const nodePackage = `node-${process.platform}-${process.arch}`;
