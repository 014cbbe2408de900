import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { policies } from "azure-kdump-policies/policies";
import { engineEnvironment, repository, resolveCli, sandboxPaths, startLocalAzure } from "azure-kdump-sandbox";
import { type Outcome, run, usersEnvironment } from "./command";
import { sshPublicKey } from "./stack";

/** A fresh clone, with what is not committed yet: every file that git tracks or would track. */
describe("a fresh clone", function () {
  this.timeout(600_000);
  const usersPulumi = path.join(userInfo().homedir, ".pulumi");
  const usersPulumiExisted = existsSync(usersPulumi);
  const clone = mkdtempSync(path.join(tmpdir(), "azure-kdump-clone-"));
  after(() => {
    rmSync(clone, { recursive: true, force: true });
  });

  before(async () => {
    const { output } = await run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], {
      cwd: repository,
    });
    const files = output.split("\n").filter((file) => file !== "" && existsSync(path.join(repository, file)));
    for (const file of files) cpSync(path.join(repository, file), path.join(clone, file));
  });

  function npm(...args: readonly string[]): Promise<Outcome> {
    return run(["npm", ...args], { cwd: clone, env: usersEnvironment() });
  }

  it("installs, builds, and deploys a hardened VM per release with `npm start`, and sums them up", async () => {
    const { code, output } = await npm("start");
    assert.equal(code, 0, output);
    // Beside them guest-verified, which judges the whole stack.
    const judging = policies().filter((policy) => "validateResource" in policy).length;
    for (const release of ["almalinux-9", "debian-12", "ubuntu-22.04", "ubuntu-24.04"]) {
      assert.match(
        output,
        new RegExp(
          `^${release.replace(".", "-")}\\n +image +${release} \\(\\S+:latest\\)\\n +kernel\\.panic +5 s\\n +kdump +/etc/\\S+\\n +crashkernel +\\S+\\n +policy +advisory: guest-verified; passed ${judging} of ${judging + 1}$`,
          "m",
        ),
      );
    }
  });

  it("reports no changes with a second `npm start`", async () => {
    const { code, output } = await npm("start");
    assert.equal(code, 0, output);
    assert.match(output, /^ +\d+ unchanged$/m);
    assert.doesNotMatch(output, /\d+ (created|updated|deleted|replaced)/);
  });

  it("has two plain VMs rejected with `npm run rejected`", async () => {
    const picture = path.join(clone, "rejected.svg");
    const { code, output } = await npm("run", "rejected", "--", "--picture", picture);
    assert.equal(code, 1, output);
    const shown = path.join(repository, "docs", "pictures", "rejected.svg");
    assert.equal(readFileSync(picture, "utf8"), readFileSync(shown, "utf8"), "mend with --picture");
    assert.match(
      output,
      /\[mandatory\] +\[severity: high\] +kdump-configured +\(azure-native:compute:VirtualMachine: ubuntu\)/,
    );
    assert.match(
      output,
      /\[mandatory\] +\[severity: high\] +panic-reboots +\(azure-native:compute:VirtualMachine: centos\)/,
    );
  });

  it("removes everything with `npm run destroy`", async () => {
    const { code, output } = await npm("run", "destroy");
    assert.equal(code, 0, output);
    const preview = await npm("run", "preview");
    assert.equal(preview.code, 0, preview.output);
    assert.match(preview.output, /\d+ to create/);
  });

  it("previews with a bare `pulumi preview`, which names no stand-in and so would mean the real Azure", async () => {
    const paths = sandboxPaths(path.join(clone, "elsewhere"));
    const azure = await startLocalAzure({ stateFile: paths.azureState });
    try {
      const { executable } = await resolveCli();
      const options = { cwd: clone, env: engineEnvironment(paths, azure.ports) };
      for (const args of [
        ["stack", "init", "dev"],
        ["config", "set", "sshPublicKey", sshPublicKey],
        ["config", "set", "--path", "releases[0]", "debian-12"],
        ["preview"],
      ]) {
        const { code, output } = await run([executable, ...args, "--non-interactive"], options);
        assert.equal(code, 0, output);
        if (args[0] === "preview") assert.match(output, /azure-kdump:index:HardenedVm debian-12 create/);
      }
    } finally {
      await azure.stop();
    }
  });

  it("leaves ~/.pulumi to the user", () => {
    assert.equal(existsSync(usersPulumi), usersPulumiExisted);
  });
});
