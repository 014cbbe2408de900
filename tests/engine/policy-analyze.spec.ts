import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { harden, toCustomData } from "azure-kdump-core";
import { repository, resolveCli } from "azure-kdump-sandbox";
import { debian } from "../unit/platforms";
import { type Outcome, run } from "./command";
import { Events } from "./events";
import { notVerified, plainDebian, setNotVerified } from "./messages";
import { policyPack, TestAzure } from "./stack";
import { vms } from "./vms";

type State = "vms" | "imported" | "classic-and-scale-sets" | "secret" | "other-resources";

describe("the policy pack, by `pulumi policy analyze`,", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-analyze-"));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Nothing but a home: no login, no backend, no passphrase, no provider. */
  const bare = {
    HOME: folder,
    PULUMI_HOME: path.join(folder, "home"),
    PATH: [path.dirname(process.execPath), "/usr/bin", "/bin"].join(path.delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };

  async function analyze(state: State, args: readonly string[] = [], env = {}): Promise<Outcome & { events: Events }> {
    const file = path.join(folder, `${state}.json`);
    const text = readFileSync(path.join(repository, "tests", "engine", "states", `${state}.json`), "utf8");
    writeFileSync(file, text.replaceAll("{{debian-12}}", toCustomData(harden(debian))));
    const { executable } = await resolveCli();
    const command = [executable, "policy", "analyze", "--policy-pack", policyPack, "--file", file, ...args] as const;
    const outcome = await run(command, { cwd: folder, env: { ...bare, ...env } });
    return { ...outcome, events: Events.parse(outcome.output) };
  }

  it("fails for a plain VM, and has nothing to say of one that is hardened and verified", async () => {
    const { code, output, events } = await analyze("vms", ["--json"]);
    assert.equal(code, 1, output);
    assert.deepEqual(events.said("hardened"), []);
    assert.deepEqual(events.said("plain"), plainDebian);
    assert.match(output, /one or more mandatory policy violations were found/);
  });

  it("prints what is wrong, and how to mend it", async () => {
    const { code, output } = await analyze("vms");
    assert.equal(code, 1, output);
    assert.match(
      output,
      /\[mandatory\] \[severity: high\] {2}panic-reboots {2}\(azure-native:compute:VirtualMachine: plain\)\n.*\n +kernel\.panic is never set, .*\n +To mend it: write "kernel\.panic = 5" to a file under \/etc\/sysctl\.d/,
    );
    assert.doesNotMatch(output, /VirtualMachine: hardened/);
  });

  it("succeeds once what is wrong is exempt", async () => {
    const config = path.join(folder, "config.json");
    const rules = ["panic-reboots", "kdump-configured", "crashkernel-reserved", "guest-verified"];
    const exemption = { urn: "*::plain", rules, reason: "replaced in spring", expires: "2099-12-31" };
    writeFileSync(config, JSON.stringify({ configuration: { exemptions: [exemption] } }));
    const { code, output, events } = await analyze("vms", ["--json", "--policy-pack-config", config]);
    assert.equal(code, 0, output);
    assert.deepEqual(events.policyMessages, []);
  });

  it("cannot tell of an imported VM, and does not reject it", async () => {
    const { code, output, events } = await analyze("imported", ["--json"]);
    assert.equal(code, 0, output);
    assert.deepEqual(events.said("imported"), [
      "[advisory] fully-judged: the declaration was read back from Azure, which never returns customData.",
      notVerified,
    ]);
  });

  it("judges the classic provider's VMs, and scale sets of either provider", async () => {
    const { code, output, events } = await analyze("classic-and-scale-sets", ["--json"]);
    assert.equal(code, 1, output);
    assert.deepEqual(events.said("classic"), [notVerified]);
    assert.deepEqual(events.said("plain-classic"), plainDebian);
    for (const name of ["set", "classic-set"]) {
      assert.deepEqual(events.said(name), [setNotVerified]);
      assert.deepEqual(
        events.said(`plain-${name}`),
        plainDebian.map((message) => (message === notVerified ? setNotVerified : message)),
      );
    }
  });

  it("judges extensions by what they run, and says of what it cannot tell", async () => {
    const { code, output, events } = await analyze("other-resources", ["--json"]);
    assert.equal(code, 1, output);
    const expected: Readonly<Record<string, RegExp>> = {
      encryption: /^\[mandatory\] platform-supports-kdump: Azure Disk Encryption does not support kdump\.$/,
      undoing: /^\[mandatory\] kdump-configured: .*kdump-tools/,
      fetched: /^\[advisory\] fully-judged: what this extension or run command runs in the guest is fetched/,
      cluster: /^\[advisory\] fully-judged: .*AKS/,
    };
    for (const [name, says] of Object.entries(expected)) {
      const said = events.said(name);
      assert.equal(said.length, 1, said.join("\n"));
      assert.match(said[0] ?? "", says);
    }
    assert.deepEqual(events.said("windows"), []);
  });

  describe("of a customData that is a secret", () => {
    it("cannot tell without the passphrase, and does not reject it", async () => {
      const { code, output, events } = await analyze("secret", ["--json"]);
      assert.equal(code, 0, output);
      assert.match(output, /warning: could not decrypt secrets in /);
      const [judged = "", ...others] = events.said("secret");
      assert.match(judged, /^\[advisory\] fully-judged: .*osProfile\.customData is "\[secret\]"/);
      assert.deepEqual(others, [notVerified]);
    });

    it("judges it with the passphrase, and does not print it", async () => {
      const env = { PULUMI_CONFIG_PASSPHRASE: "correct horse" };
      const { code, output, events } = await analyze("secret", ["--json"], env);
      assert.equal(code, 1, output);
      assert.match(events.said("secret").at(-1) ?? "", /^\[mandatory\] panic-reboots: kernel\.panic is 0 in /);
      assert.doesNotMatch(output, /IyEvYmluL3No|#!\/bin\/sh/);
    });
  });

  describe("of a stack", () => {
    const azure = new TestAzure();
    before(() => azure.start());
    after(() => azure.stop());

    it("judges what was deployed without the pack, and neither its program nor its provider is needed", async () => {
      const stack = await azure.stack("existing", () => {
        vms({ plain: {}, hardened: { customData: toCustomData(harden(debian)) } })();
        return Promise.resolve();
      });
      await stack.up();
      const { executable } = await resolveCli();
      const command = [executable, "policy", "analyze", "--policy-pack", policyPack, "--stack", "existing"] as const;
      const env = { ...azure.environment, PULUMI_DEBUG_PROVIDERS: "" };
      const { code, output } = await run([...command, "--json"], { cwd: stack.workspace.workDir, env });
      assert.equal(code, 1, output);
      const events = Events.parse(output);
      assert.deepEqual(events.said("plain"), plainDebian);
      assert.deepEqual(events.said("hardened"), [notVerified]);
    });
  });
});
