import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type DrillResult,
  drillProofScript,
  drillScript,
  isDrillToken,
  dumpReport,
  readDrill,
  readDumpReport,
} from "azure-kdump-core";
import { ensureShells, FakeRoot, type Run, shells } from "./fake-root";

const drill = { token: "2026-11-crash", dumpPath: "/var/crash" };
const mark = "/var/lib/azure-kdump/drills/2026-11-crash";
const line = "azure-kdump: drill 2026-11-crash boot=boot-1";

const dmesg = `[   10.0] Linux version 6.1
[   99.1] ${line}
[   99.2] Kernel panic - not syncing: sysrq triggered crash
`;

describe("the crash drill", () => {
  before(ensureShells);

  let root: FakeRoot;
  beforeEach(() => {
    root = new FakeRoot("quiet\n");
    root.write("/proc/uptime", "100.0 1.0\n");
    root.write("/run/systemd/system/.keep", "");
    root.write("/var/crash/kexec_cmd", "kexec\n");
    checkSays("exit 0");
    root.command("systemctl", `echo "$*" >>"${root.path("/log")}"; case $* in *ssh.s*) ;; *is-active*) exit 3 ;; esac`);
    root.command("sync", `echo "sync $(cat "${root.path(mark)}" 2>/dev/null | head -n 1)" >>"${root.path("/log")}"`);
    root.command(
      "systemd-run",
      `echo "$1 $(cat "${root.path("/log")}" | wc -l)" >>"${root.path("/log")}"; shift $(($# - 1)); sh -c "$1"`,
    );
  });
  afterEach(() => {
    root.remove();
  });

  function checkSays(body: string): void {
    root.write("/usr/local/sbin/azure-kdump-check", `#!/bin/sh\n${body}\n`);
    chmodSync(root.path("/usr/local/sbin/azure-kdump-check"), 0o755);
  }

  function crash(shell = "sh"): Run {
    return root.runIn(shell, drillScript(drill));
  }

  for (const shell of shells) {
    it(`marks the disk, shuts SSH, announces itself in the kernel's log and crashes, in this order, under ${shell}`, () => {
      root.write("/var/crash/202601/dump.202601", "an earlier one");
      const { code, stdout } = crash(shell);
      assert.equal(code, 0);
      assert.match(stdout, /crashes in 10 s, for the drill 2026-11-crash/);
      assert.match(root.read(mark), /^boot=boot-1\ncrash=\d+\n$/);
      const before = root.read(mark.replace("/2026-11-crash", "/.2026-11-crash.dumps"));
      assert.ok(before.split("\n").includes(root.path("/var/crash/202601/dump.202601")), before);
      const log = root
        .read("/log")
        .split("\n")
        .filter((text) => !text.includes("is-active"));
      assert.deepEqual(log.slice(0, 3), [
        "sync boot=boot-1",
        "mask --runtime ssh.socket ssh.service",
        "stop ssh.socket ssh.service",
      ]);
      assert.match(log[3] ?? "", /^--no-block/);
      assert.equal(root.read("/dev/kmsg"), `${line}\n`);
      assert.equal(root.read("/proc/sysrq-trigger"), "c\n");
    });
  }

  it("gives SSH back where the crash does not come", () => {
    crash();
    assert.match(root.read("/log"), /unmask --runtime ssh\.socket ssh\.service\nstart ssh\.socket ssh\.service\n$/);
  });

  it("never crashes a VM twice for one token", () => {
    crash();
    root.write("/proc/sysrq-trigger", "");
    root.write("/proc/sys/kernel/random/boot_id", "boot-2\n");
    const { code, stdout } = crash();
    assert.equal(code, 0);
    assert.match(stdout, /has been here before/);
    assert.equal(root.read("/proc/sysrq-trigger"), "");
    assert.match(root.read(mark), /^boot=boot-1\n/);
  });

  it("crashes it again for another token", () => {
    crash();
    root.write("/proc/sysrq-trigger", "");
    assert.equal(root.runIn("sh", drillScript({ ...drill, token: "another" })).code, 0);
    assert.equal(root.read("/proc/sysrq-trigger"), "c\n");
  });

  const refusals: readonly (readonly [string, () => void, RegExp])[] = [
    [
      "the check fails",
      () => {
        checkSays("echo 'ok        unit: x'; echo 'FAILED    unit: failed' >&2; exit 1");
      },
      /not armed:\nFAILED {4}unit: failed\n$/,
    ],
    [
      "the check cannot tell",
      () => {
        checkSays("exit 2");
      },
      /not armed/,
    ],
    [
      "there is no check",
      () => {
        root.obstruct("/usr/local/sbin/azure-kdump-check");
      },
      /not armed/,
    ],
  ];
  for (const [what, prepare, said] of refusals) {
    it(`is refused where ${what}, and leaves no mark`, () => {
      prepare();
      const { code, stderr } = crash();
      assert.equal(code, 1);
      assert.match(stderr, said);
      assert.equal(root.read(mark), "");
      assert.equal(root.read("/proc/sysrq-trigger"), "");
    });
  }

  it("crashes nothing where the mark cannot be written", () => {
    root.write("/var/lib/azure-kdump/drills", "a file");
    assert.notEqual(crash().code, 0);
    assert.equal(root.read("/proc/sysrq-trigger"), "");
  });

  it("gives SSH back where nothing can be detached, and says so", () => {
    root.command("systemd-run", "echo 'no bus' >&2; exit 1");
    const { code, stderr } = crash();
    assert.equal(code, 1);
    assert.match(stderr, /nothing was crashed: systemd-run: no bus/);
    assert.match(root.read("/log"), /unmask --runtime ssh\.socket ssh\.service\nstart ssh\.socket/);
  });

  for (const token of ["", ".", "..", "a b", "a/b", "$(reboot)", "'", "x".repeat(65)]) {
    it(`takes no token like ${JSON.stringify(token).slice(0, 20)}`, () => {
      assert.equal(isDrillToken(token), false);
      assert.throws(() => drillScript({ ...drill, token }), /give 1 to 64 letters/);
      assert.throws(() => drillProofScript({ ...drill, token }), /give 1 to 64 letters/);
    });
  }

  describe("is proved", () => {
    beforeEach(() => {
      root.write(mark, "boot=boot-1\ncrash=1000\n");
      root.write("/proc/sys/kernel/random/boot_id", "boot-2\n");
      root.write("/proc/stat", "cpu 1\nbtime 1043\n");
      root.write("/sys/kernel/kexec_crash_loaded", "1\n");
      root.command("makedumpfile", makedumpfile);
      root.command(
        "sleep",
        `echo "$(($(cut -d . -f 1 "${root.path("/proc/uptime")}") + $1)).0 1" >"${root.path("/proc/uptime")}"`,
      );
    });

    function prove(shell = "sh"): { readonly result: DrillResult | undefined; readonly run: Run } {
      const run = root.runIn(shell, drillProofScript(drill, 60));
      const result = readDrill(run.stdout);
      assert.equal(run.code, result?.proved === true ? 0 : 1, run.stderr);
      return { result, run };
    }

    for (const shell of shells) {
      it(`by a complete dump whose dmesg holds the drill's line, under ${shell}`, () => {
        root.write("/var/crash/202611/dump.202611", flattened(kdump(dmesg)));
        const { result, run } = prove(shell);
        assert.deepEqual(result, {
          proved: true,
          path: root.path("/var/crash/202611/dump.202611"),
          bytes: flattened(kdump(dmesg)).length,
          seconds: 43,
          bootId: "boot-2",
          panicLine: "[   99.2] Kernel panic - not syncing: sysrq triggered crash",
        });
        assert.match(run.stdout, /is a complete dump/);
      });
    }

    it("by EL's dump, and by the oops in which an older kernel's sysrq ends", () => {
      root.write(
        "/var/crash/127.0.0.1-2026/vmcore",
        kdump(dmesg.replace(/.*Kernel panic.*/, "[   99.2] Oops: 0002 [#1] SMP")),
      );
      assert.equal(prove().result?.proved, true);
    });

    const unproved: readonly (readonly [string, Buffer])[] = [
      ["of another crash", flattened(kdump(dmesg.replace(line, "")))],
      ["of another boot's drill", flattened(kdump(dmesg.replace("boot=boot-1", "boot=boot-0")))],
      ["of another panic", flattened(kdump(dmesg.replace("sysrq triggered crash", "Out of memory")))],
      ["that was cut off", flattened(kdump(dmesg)).subarray(0, -1)],
      ["that did not fit", kdump(dmesg, 8)],
      ["without any panic", flattened(kdump(line))],
    ];
    for (const [what, content] of unproved) {
      it(`by no dump ${what}`, () => {
        root.write("/var/crash/202611/dump.202611", content);
        const { result, run } = prove();
        assert.match(result?.found ?? "", /came back without a complete dump/);
        assert.match(run.stderr, /not proved: .*\nazure-kdump: seen: /);
      });
    }

    it("by no dump that was there before", () => {
      const path = "/var/crash/202611/dump.202611";
      root.write(path, flattened(kdump(dmesg)));
      root.write(mark.replace("/2026-11-crash", "/.2026-11-crash.dumps"), `${root.path(path)}\n`);
      assert.equal(prove().result?.proved, false);
    });

    it("for ever: retention may have removed the dump since", () => {
      root.write("/var/crash/202611/dump.202611", flattened(kdump(dmesg)));
      const { result } = prove();
      rmSync(root.path("/var/crash/202611"), { recursive: true });
      assert.deepEqual(prove().result, result);
    });

    it("once the dump disk is there: until kdump is armed again it may come", () => {
      root.write("/sys/kernel/kexec_crash_loaded", "0\n");
      root.write("/later", flattened(kdump(dmesg)));
      root.command(
        "sleep",
        `mkdir -p "${root.path("/var/crash/1")}"; cp "${root.path("/later")}" "${root.path("/var/crash/1/dump.1")}"`,
      );
      assert.equal(prove().result?.proved, true);
    });

    const never: readonly (readonly [string, () => void, RegExp])[] = [
      [
        "the VM stays in the boot that was to crash",
        () => {
          root.write("/proc/sys/kernel/random/boot_id", "boot-1\n");
        },
        /still in the boot/,
      ],
      [
        "it was never begun",
        () => {
          root.obstruct("/var/lib/azure-kdump/drills");
        },
        /never begun/,
      ],
      [
        "kdump is not armed again",
        () => {
          root.write("/sys/kernel/kexec_crash_loaded", "0\n");
        },
        /not armed again/,
      ],
    ];
    for (const [what, prepare, found] of never) {
      it(`never, in bounded time, where ${what}`, () => {
        prepare();
        assert.match(prove().result?.found ?? "", found);
        assert.ok(Number.parseInt(root.read("/proc/uptime")) <= 165);
      });
    }
  });
});

describe("readDrill", () => {
  it("takes a proof, and nothing of another kind or none at all", () => {
    assert.deepEqual(readDrill('hello\n{"azureKdumpDrill":1,"proved":false,"reason":"x"}\n'), {
      proved: false,
      reason: "x",
    });
    for (const output of ["hello\n", '{"azureKdumpDrill":2,"proved":true}', '{"azureKdumpDrill":1,"proved":tr']) {
      assert.equal(readDrill(output), undefined, output);
    }
  });
});

describe("a report on dumps", () => {
  it("looks where every release writes unless it is told where, and passes over nothing", () => {
    assert.match(dumpReport(), /^dumps='\/var\/crash'\nexcept=''$/m);
  });

  it("looks in a directory whatever its name is made of", () => {
    const directory = mkdtempSync(join(tmpdir(), "it's $HOME "));
    try {
      writeFileSync(join(directory, "vmcore"), "");
      const { stdout, stderr } = spawnSync("sh", { input: dumpReport(directory), encoding: "utf8" });
      assert.equal(stderr, "");
      const expected = {
        path: join(directory, "vmcore"),
        bytes: 0,
        complete: false,
        reason: "empty",
        flattened: false,
      };
      assert.deepEqual(readDumpReport(stdout), [expected]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  const rows = [
    "azure-kdump-dump\t31457280\t1\t/var/crash/1/dump.1\t\tKernel panic\tazure-kdump: drill a boot=b",
    "azure-kdump-dump\t12\t0\t/var/crash/2/vmcore\tempty\t\t",
  ];

  it("tells of each dump what it is worth, among whatever else was said", () => {
    assert.deepEqual(readDumpReport(["Welcome", ...rows, "azure-kdump-dumps\t2", ""].join("\r\n")), [
      {
        path: "/var/crash/1/dump.1",
        bytes: 31_457_280,
        complete: true,
        flattened: true,
        panicLine: "Kernel panic",
        drillLine: "azure-kdump: drill a boot=b",
      },
      { path: "/var/crash/2/vmcore", bytes: 12, complete: false, reason: "empty", flattened: false },
    ]);
  });

  it("is refused where it is cut off: nothing is concluded from a connection that dropped", () => {
    assert.throws(() => readDumpReport(rows.join("\n")), /cut off/);
    assert.throws(() => readDumpReport("azure-kdump-dumps\t1\n"), /cut off/);
  });
});

/** A dump in which the stand-in for makedumpfile finds this dmesg. */
function kdump(text: string, status = 2): Buffer {
  const header = Buffer.alloc(512);
  header.write("KDUMP   ");
  header.writeUInt32LE(status, 424);
  return Buffer.concat([header, Buffer.from(text)]);
}

function flattened(vmcore: Buffer): Buffer {
  return Buffer.concat([Buffer.from("makedumpfile".padEnd(16, "\0")), vmcore, Buffer.alloc(16, 0xff)]);
}

const makedumpfile = `case $1 in
  -R) tail -c +17 | head -c -16 >"$2" ;;
  --dump-dmesg) tail -c +513 "$2" >"$3" ;;
esac`;
