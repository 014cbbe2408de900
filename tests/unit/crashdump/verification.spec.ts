import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { checkScript, harden, readCheck, verificationCommand, verificationScript } from "azure-kdump-core";
import { debian } from "../platforms";
import { ensureShells, shells } from "./fake-root";
import { HardenedRoot } from "./hardened-root";

describe("a verification", () => {
  before(ensureShells);

  const path = "/usr/local/sbin/azure-kdump-check";
  const script = verificationScript(harden(debian), 60);
  let root: HardenedRoot;
  beforeEach(() => {
    root = new HardenedRoot(debian);
  });
  afterEach(() => {
    root.remove();
  });

  function left(): void {
    assert.equal(root.read(path), root.moved(checkScript()));
    assert.equal(statSync(root.path(path)).mode & 0o777, 0o755);
    assert.equal(root.read(`${path}.new`), "");
  }

  /** The record in this root names its own paths, so it has its own digest. */
  function withDigest(text: string): string {
    return text.replace(/--record [0-9a-f]{64}/, `--record ${root.recordDigest}`);
  }

  for (const shell of shells) {
    it(`leaves the check in the guest and runs it, under ${shell}`, () => {
      const { code, stdout, stderr } = root.runIn(shell, withDigest(script));
      assert.equal(code, 0, stderr);
      assert.equal(readCheck(stdout)?.verdict, "armed");
      left();
    });
  }

  it("is one command, too, for a channel that has a standard input", () => {
    const command = root.moved(withDigest(verificationCommand(harden(debian), 60)));
    assert.ok(!/['\n]/.test(verificationCommand(harden(debian), 60)), "it has to stand between quotes");
    const { status, stdout } = spawnSync("sh", ["-c", command], { input: root.moved(checkScript()), encoding: "utf8" });
    assert.equal(status, 0);
    assert.equal(readCheck(stdout)?.verdict, "armed");
    left();
  });

  it("asks for the record that this hardening leaves, by its digest", () => {
    const hardening = harden(debian);
    const record = hardening.files.find(({ path }) => path === "/var/lib/azure-kdump/record.json");
    const digest = createHash("sha256")
      .update(record?.content ?? assert.fail("it leaves none"))
      .digest("hex");
    assert.match(verificationCommand(hardening, 60), new RegExp(` --wait 60 --record ${digest}$`));
    assert.match(verificationScript(hardening, 60), new RegExp(`^exec .* --wait 60 --record ${digest}$`, "m"));
  });

  it("fails where the guest is not armed", () => {
    root.write("/sys/kernel/kexec_crash_loaded", "0\n");
    assert.equal(root.runIn("sh", withDigest(script)).code, 1);
  });

  it("fails where the guest holds the record of another hardening", () => {
    const { code, stdout } = root.runIn("sh", verificationScript(harden(debian, { panicTimeoutSeconds: 9 }), 60));
    assert.equal(code, 1);
    assert.deepEqual(
      readCheck(stdout)?.failures.map(({ check }) => check),
      ["record"],
    );
  });
});
