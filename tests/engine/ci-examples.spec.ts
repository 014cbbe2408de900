import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository, resolveCli } from "azure-kdump-sandbox";
import { folder as examples, pipelines } from "./ci-pipelines";
import { type Outcome, run, usersEnvironment } from "./command";
import { program } from "./ci-program";
import { packed } from "./packed";
import { TestAzure } from "./stack";

/** The examples for CI, step by step in a project of a user's: its lock file, its own node_modules, `npm ci` for real. */
describe("the examples for CI", function () {
  this.timeout(600_000);
  const azure = new TestAzure();
  const project = mkdtempSync(path.join(tmpdir(), "azure-kdump-ci-"));
  const pack = path.join(project, "node_modules", "azure-kdump-policies");
  const installed = new Set<string>();
  let commands = "";
  after(async () => {
    await azure.stop();
    rmSync(project, { recursive: true, force: true });
  });

  before(async () => {
    await azure.start();
    commands = path.dirname((await resolveCli()).executable);
    const [core = "", policies = ""] = await packed(project, "crashdump", "policies");
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(path.join(repository, "package.json"), "utf8"),
    ) as Readonly<Record<"dependencies" | "devDependencies", Readonly<Record<string, string>>>>;
    write("package.json", {
      name: "shop",
      private: true,
      main: "index.js",
      dependencies: {
        "@pulumi/azure-native": dependencies["@pulumi/azure-native"],
        "@pulumi/pulumi": dependencies["@pulumi/pulumi"],
        "azure-kdump-core": `file:${core}`,
      },
      devDependencies: {
        "@pulumi/policy": devDependencies["@pulumi/policy"],
        "azure-kdump-policies": `file:${policies}`,
      },
    });
    write("Pulumi.yaml", { name: "shop", runtime: { name: "nodejs", options: { typescript: false } } });
    copyFileSync(path.join(examples, "azure-kdump.json"), path.join(project, "azure-kdump.json"));
    await succeeds("npm install --package-lock-only --ignore-scripts --no-audit --no-fund");
    for (const stack of new Set(pipelines().map(({ variables }) => variables["STACK"] ?? ""))) {
      await succeeds(`pulumi stack init ${stack} --no-select`);
    }
  });

  function write(file: string, content: unknown): void {
    writeFileSync(path.join(project, file), typeof content === "string" ? content : JSON.stringify(content));
  }

  function shell(script: string, variables: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const users = usersEnvironment(azure.environment);
    const PATH = [commands, path.dirname(process.execPath), users.PATH].join(path.delimiter);
    return run(["sh", "-e", "-c", script], { cwd: project, env: { ...users, ...variables, PATH } });
  }

  async function succeeds(script: string, variables: Readonly<Record<string, string>> = {}): Promise<void> {
    const { code, output } = await shell(script, variables);
    assert.equal(code, 0, `${script}\n${output}`);
  }

  for (const { file, steps, variables } of pipelines()) {
    describe(file, () => {
      const [install = "", select = "", preview = "", ...more] = steps;

      it("installs what the lock file says", async () => {
        assert.deepEqual(more, []);
        // The same words in two examples do the same, and take a minute each.
        if (!installed.has(install)) {
          rmSync(pack, { recursive: true, force: true });
          await succeeds(install, variables);
        }
        installed.add(install);
        assert.ok(existsSync(path.join(pack, "PulumiPolicy.yaml")));
      });

      it("selects the stack", async () => {
        await shell("pulumi stack unselect");
        await succeeds(select, variables);
        assert.equal((await shell("pulumi stack --show-name")).output.trim(), variables["STACK"]);
      });

      it("does not let a plain VM pass", async () => {
        write("index.js", program("vm('web');"));
        const { code, output } = await shell(preview, variables);
        assert.notEqual(code, 0, output);
        assert.match(output, /\[mandatory\] .*kdump-configured/);
      });

      it("lets a hardened VM pass, and the one that its configuration exempts", async () => {
        write("index.js", program("vm('web', hardened);\nvm('build-agent', onlyPanics);"));
        await succeeds(preview, variables);
      });
    });
  }

  describe("and a user at a terminal", () => {
    it("have an update of a plain VM stopped before it creates anything", async () => {
      write("index.js", program("vm('web');"));
      const { code, output } = await shell(
        "pulumi up --yes --stack dev --policy-pack node_modules/azure-kdump-policies",
      );
      assert.equal(code, 1, output);
      assert.match(output, /\[mandatory\] .*kdump-configured/);
      assert.deepEqual(azure.resources, {});
    });
  });
});
