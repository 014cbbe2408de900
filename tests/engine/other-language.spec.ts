import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { harden, toCustomData } from "azure-kdump-core";
import { ensureDebianPackages, repository, resolveCli } from "azure-kdump-sandbox";
import { type Outcome, run } from "./command";
import { groupAndSubnet, sshPublicKey, TestAzure, vmType } from "./stack";

/** The example for other languages: a Python program that knows the component by its token, through Construct. */
describe("a program in another language", function () {
  this.timeout(600_000);
  const azure = new TestAzure();
  const folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-python-"));
  const example = path.join(folder, "program");
  const python = path.join(folder, "venv", "bin", "python");
  let settings: readonly string[];
  after(async () => {
    await azure.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  before(async () => {
    await azure.start();
    // A copy, for a stack's configuration goes beside its program.
    cpSync(path.join(repository, "examples", "other-language"), example, { recursive: true });
    const project = path.join(example, "Pulumi.yaml");
    const text = readFileSync(project, "utf8");
    assert.ok(text.includes("azure-kdump: ../../components\n"));
    writeFileSync(project, text.replace("../../components", path.join(repository, "components")));
    await ensureDebianPackages({ "python3-venv": "/usr/share/doc/python3-venv" });
    const requirements = path.join(example, "requirements.txt");
    await succeeds("/usr/bin/python3", "-m", "venv", path.join(folder, "venv"));
    await succeeds(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements);
    const network = await azure.stack("network", () => Promise.resolve(groupAndSubnet()));
    const { outputs } = await network.up();
    settings = [
      `resourceGroupName=${String(outputs["resourceGroupName"]?.value)}`,
      `subnetId=${String(outputs["subnetId"]?.value)}`,
      `sshPublicKey=${sshPublicKey}`,
      "release=debian-12",
      // No guest runs behind it.
      "verification=none",
    ];
  });

  async function up(panicTimeoutSeconds: number): Promise<Outcome> {
    const script = path.join(repository, "tests", "engine", "other-language.py");
    const { executable } = await resolveCli();
    const { environment } = azure;
    return run([python, script, example, "python", ...settings, `panicTimeoutSeconds=${panicTimeoutSeconds}`], {
      cwd: folder,
      env: { ...environment, PATH: [path.dirname(executable), environment["PATH"]].join(path.delimiter) },
    });
  }

  async function succeeds(...command: readonly [string, ...string[]]): Promise<void> {
    const { code, output } = await run(command, { cwd: folder });
    assert.equal(code, 0, output);
  }

  it("gets the VM that a TypeScript program gets, down to the bytes of its customData, and its outputs", async () => {
    const { code, output } = await up(20);
    assert.equal(code, 0, output);
    const told = JSON.parse(output.trim().split("\n").at(-1) ?? "") as {
      readonly vmId: string;
      readonly image: string;
      readonly crashDump: Readonly<Record<string, unknown>>;
    };
    assert.match(told.vmId, /\/virtualMachines\/web-vm[0-9a-f]{8}$/);
    assert.equal(told.image, "Debian:debian-12:12-gen2:latest");
    assert.equal(told.crashDump["panicTimeoutSeconds"], 20);
    const state = JSON.parse(
      readFileSync(path.join(azure.paths.backend, ".pulumi/stacks/azure-kdump-other-language/python.json"), "utf8"),
    ) as { readonly checkpoint: { readonly latest: { readonly resources: readonly Resource[] } } };
    const vm = state.checkpoint.latest.resources.find(({ type }) => type === vmType);
    const hardening = harden({ release: "debian-12", architecture: "x64", generation: 2 }, { panicTimeoutSeconds: 20 });
    assert.equal(vm?.inputs.osProfile.customData, toCustomData(hardening));
  });

  it("is told in one message what cannot work", async () => {
    const { code, output } = await up(0);
    assert.notEqual(code, 0);
    assert.match(output, /panicTimeoutSeconds: 0[^\n]*1[^\n]*60/);
  });
});

interface Resource {
  readonly type: string;
  readonly inputs: { readonly osProfile: { readonly customData: string } };
}
