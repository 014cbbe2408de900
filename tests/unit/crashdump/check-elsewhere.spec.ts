import assert from "node:assert/strict";
import { chmodSync, rmSync } from "node:fs";
import { type CheckResult, checkScript, readCheck } from "azure-kdump-core";
import { alma, debian, ubuntu } from "../platforms";
import { HardenedRoot } from "./hardened-root";

describe("the check in the guest", () => {
  let root: HardenedRoot;
  afterEach(() => {
    root.remove();
  });

  function check(...args: readonly string[]): CheckResult {
    const { stdout, stderr } = root.runIn("sh", checkScript(), ...args);
    return readCheck(stdout) ?? assert.fail(stdout + stderr);
  }

  describe("on a VM that somebody else hardened", () => {
    beforeEach(() => {
      root = new HardenedRoot(debian);
      rmSync(root.path("/var/lib/azure-kdump"), { recursive: true });
      root.write("/etc/default/kdump-tools", root.moved("KDUMP_COREDIR=/var/crash/\n").replace("crash/", "crash"));
    });

    it("judges what can be known, and says what cannot", () => {
      const { verdict, failures, advisories, dumpPath, armed } = check();
      assert.deepEqual([verdict, failures, dumpPath, armed], ["armed", [], undefined, true]);
      assert.deepEqual(
        advisories.map((row) => row.check),
        ["record"],
      );
      assert.match(advisories[0]?.remedy ?? "", /dump path/);
    });

    const faults: readonly (readonly [string, string, string, string])[] = [
      ["a panic hangs", "/proc/sys/kernel/panic", "0\n", "kernel settings"],
      ["nothing is reserved", "/sys/kernel/kexec_crash_size", "0\n", "crash memory"],
      ["crashkernel is not on the command line", "/proc/cmdline", "quiet\n", "crashkernel"],
      ["nothing is loaded", "/sys/kernel/kexec_crash_loaded", "0\n", "capture kernel"],
      [
        "a capture kernel that panics would hang",
        "/var/crash/kexec_cmd",
        'kexec -p --command-line="quiet"\n',
        "capture arguments",
      ],
    ];
    for (const [what, path, content, name] of faults) {
      it(`fails where ${what}`, () => {
        root.write(path, content);
        assert.deepEqual(
          check().failures.map((row) => row.check),
          [name],
        );
      });
    }

    it("fails where a record was to be there", () => {
      assert.deepEqual(
        check("--record", "0".repeat(64)).failures.map((row) => row.check),
        ["last script", "record"],
      );
    });
  });

  it("fails where the record is of another VM: an image that was captured with it, and customData that nobody read", () => {
    root = new HardenedRoot(debian);
    assert.deepEqual(
      check("--record", "0".repeat(64)).failures.map((row) => row.check),
      ["record"],
    );
    assert.equal(check("--record", root.recordDigest).verdict, "armed");
  });

  it("reads EL's arguments of the capture kernel from its configuration", () => {
    root = new HardenedRoot(alma);
    root.write("/etc/sysconfig/kdump", 'KDUMP_COMMANDLINE_APPEND="nr_cpus=1"\n');
    assert.deepEqual(
      check().failures.map((row) => row.check),
      ["capture arguments"],
    );
  });

  it("lets Ubuntu's apport open /var/crash, as long as the dumps inside are closed", () => {
    root = new HardenedRoot(ubuntu);
    chmodSync(root.path("/var/crash"), 0o1777);
    root.write("/var/crash/202601210724/dump.202601210724", "dump");
    chmodSync(root.path("/var/crash/202601210724"), 0o700);
    assert.equal(check().verdict, "armed");
    chmodSync(root.path("/var/crash/202601210724"), 0o755);
    assert.deepEqual(
      check().failures.map((row) => row.check),
      ["dump privacy"],
    );
  });

  it("wants the dump disk mounted at the dump path", () => {
    root = new HardenedRoot(debian, { dumpDisk: { lun: 0 } });
    const paths = () => check().failures.map((row) => row.found);
    assert.ok(paths()[0]?.startsWith("the dump disk is not mounted at "));
    root.command("df", `echo header; echo "/dev/sdc 30000000 1 20480000 1% ${root.path("/var/crash")}"`);
    assert.deepEqual(paths(), []);
  });

  it("advises a larger disk where only the largest of dumps would not fit", () => {
    root = new HardenedRoot(debian);
    root.command("df", "echo header; echo /dev/sda1 1 1 2000000 1% /");
    const { verdict, advisories } = check();
    assert.equal(verdict, "armed");
    assert.deepEqual(
      advisories.map((row) => row.found),
      ["1953 MiB free, and a dump may take 5993 MiB"],
    );
  });

  it("wants room for the whole estimate where a dump holds more than the kernel's own pages", () => {
    root = new HardenedRoot(debian, { dumpLevel: 0 });
    root.command("df", "echo header; echo /dev/sda1 1 1 2000000 1% /");
    assert.deepEqual(
      check().failures.map((row) => row.check),
      ["dump space"],
    );
  });

  it("tells Secure Boot and lockdown", () => {
    root = new HardenedRoot(debian);
    root.write(
      "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c",
      Buffer.from([6, 0, 0, 0, 1]),
    );
    root.write("/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
    const { secureBoot, lockdown, verdict } = check();
    assert.deepEqual([secureBoot, lockdown, verdict], [true, "integrity", "armed"]);
  });

  const cannotTell: readonly (readonly [string, () => void])[] = [
    ["it is not run by root", () => root.command("id", "echo 1000")],
    ["/proc is not there", () => rmSync(root.path("/proc/cmdline"))],
  ];
  for (const [what, prepare] of cannotTell) {
    it(`cannot tell where ${what}`, () => {
      root = new HardenedRoot(debian);
      prepare();
      const { code, stdout } = root.runIn("sh", checkScript());
      assert.equal(code, 2);
      assert.equal(readCheck(stdout)?.verdict, "cannot-tell");
    });
  }

  it("explains itself", () => {
    root = new HardenedRoot(debian);
    const { code, stdout } = root.runIn("sh", checkScript(), "--help");
    assert.equal(code, 0);
    assert.match(stdout, /--wait SECONDS .*900/);
  });

  for (const args of [["--wait"], ["--wait", "soon"], ["--quick"]]) {
    it(`refuses ${args.join(" ")}`, () => {
      root = new HardenedRoot(debian);
      const { code, stderr } = root.runIn("sh", checkScript(), ...args);
      assert.equal(code, 2);
      assert.match(stderr, /^Usage: /);
    });
  }
});

describe("readCheck", () => {
  const line = '{"azureKdumpCheck":1,"verdict":"armed","failures":[],"advisories":[],"armed":true,"kernel":null}';

  it("takes the last line that is a result, wherever the rows went, and leaves out what is null", () => {
    const expected = { verdict: "armed", failures: [], advisories: [], armed: true };
    assert.deepEqual(readCheck(`ok        unit\n{"azureKdumpCheck":1}\n${line}\nADVICE    record\n`), expected);
  });

  for (const [what, output] of [
    ["is none", "ok        unit: kdump\n"],
    ["is one that was cut off", line.slice(0, -9)],
    ["is one of another kind", '{"azureKdumpCheck":2,"verdict":"armed"}'],
  ] as const) {
    it(`gives nothing where there ${what}`, () => {
      assert.equal(readCheck(output), undefined);
    });
  }
});
