import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { instanceCheckScript } from "azure-kdump-core";
import { debian } from "../platforms";
import { ensureShells } from "./fake-root";
import { HardenedRoot } from "./hardened-root";

describe("the check of an instance", () => {
  before(ensureShells);

  let root: HardenedRoot;
  beforeEach(() => {
    root = new HardenedRoot(debian);
  });
  afterEach(() => {
    root.remove();
  });

  it("passes a guest that is armed, at once", () => {
    const { code, stdout, stderr } = root.runIn("sh", instanceCheckScript(60));
    assert.deepEqual([code, stdout, stderr], [0, "azure-kdump: armed after 0 s\n", ""]);
  });

  const faults: readonly (readonly [what: string, harm: () => void, says: RegExp])[] = [
    [
      "without a capture kernel",
      () => {
        root.write("/sys/kernel/kexec_crash_loaded", "0\n");
      },
      /^no capture kernel is loaded: see journalctl/m,
    ],
    [
      "that hangs after a panic",
      () => {
        root.write("/proc/sys/kernel/panic", "0\n");
      },
      /^kernel\.panic is 0/m,
    ],
    [
      "whose cloud-init does not end",
      () => {
        rmSync(root.path("/run/cloud-init/result.json"));
      },
      /^cloud-init has not finished/m,
    ],
  ];
  for (const [what, harm, says] of faults) {
    it(`fails a guest ${what}, when its time is up, and says why`, () => {
      harm();
      const { code, stdout, stderr } = root.runIn("sh", instanceCheckScript(60));
      assert.equal(code, 1);
      assert.equal(stdout, "");
      assert.match(stderr, /^azure-kdump: this VM is not hardened after 60 s$/m);
      assert.match(stderr, says);
    });
  }

  it("waits for a guest that is on its way", () => {
    root.write("/sys/kernel/kexec_crash_loaded", "0\n");
    root.command("sleep", `echo 1 >"${root.path("/sys/kernel/kexec_crash_loaded")}"`);
    const { code, stdout } = root.runIn("busybox sh", instanceCheckScript(60));
    assert.deepEqual([code, stdout], [0, "azure-kdump: armed after 5 s\n"]);
  });

  it("has the same bytes for ever: others would replace the instances of every scale set", () => {
    const digest = createHash("sha256").update(instanceCheckScript(900)).digest("hex");
    assert.equal(digest.slice(0, 16), "4cc2de87cb9576a1");
  });
});
