import assert from "node:assert/strict";
import { chmodSync, rmSync } from "node:fs";
import {
  type CheckResult,
  checkScript,
  type CrashDumpOptions,
  harden,
  type Platform,
  readCheck,
} from "azure-kdump-core";
import { alma, centos, centos6, debian, ubuntu } from "../platforms";
import { ensureShells, type Run, shells } from "./fake-root";
import { HardenedRoot } from "./hardened-root";

/** The result of a run that ended as its exit code says. */
function resultOf({ code, stdout, stderr }: Run): CheckResult {
  const result = readCheck(stdout) ?? assert.fail(stdout + stderr);
  assert.equal(code, { armed: 0, "not-hardened": 1, "cannot-tell": 2 }[result.verdict], stdout + stderr);
  return result;
}

describe("the check in the guest", () => {
  before(ensureShells);

  let root: HardenedRoot;
  afterEach(() => {
    root.remove();
  });

  function check(shell = "sh", ...args: readonly string[]): CheckResult {
    return resultOf(root.runIn(shell, checkScript(), ...args));
  }

  const guests: readonly (readonly [Platform, CrashDumpOptions])[] = [
    [debian, {}],
    [ubuntu, { sysrq: false, panicTimeoutSeconds: 5 }],
    [centos, {}],
    [alma, { lockKexec: true }],
    [centos6, {}],
  ];
  for (const [platform, options] of guests) {
    it(`says that a hardened ${platform.release} is armed, and what it has`, () => {
      root = new HardenedRoot(platform, options);
      const { crashkernel, ...result } = check("sh", "--record", root.recordDigest);
      assert.equal(crashkernel, harden(platform, options).crashkernel);
      assert.deepEqual(result, {
        verdict: "armed",
        failures: [],
        advisories: [],
        armed: true,
        crashKernelMiB: 512,
        panicTimeoutSeconds: 5,
        dumpPath: root.path("/var/crash").slice(0, 90),
        dumpMount: root.path("/mount").slice(0, 90),
        dumpSpaceMiB: 20_000,
        dumpEstimateMiB: Math.floor((Math.floor(8_000_000 / 1024) + 512) * 0.72),
        bootId: "boot-1",
        kernel: "6.1.0-cloud-amd64",
      });
    });
  }

  for (const shell of shells) {
    describe(`under ${shell}`, () => {
      it("passes what is armed", () => {
        root = new HardenedRoot(debian);
        assert.equal(check(shell).verdict, "armed");
      });

      it("reports everything at once where all is wrong, in less than Azure's run command keeps", () => {
        root = new HardenedRoot(debian, { lockKexec: true });
        breakEverything(root);
        const { code, stdout, stderr } = root.runIn(shell, checkScript(), "--record", "0".repeat(64));
        assert.equal(code, 1);
        assert.ok(stdout.length < 3500, `${stdout.length} bytes`);
        const { failures } = readCheck(stdout) ?? assert.fail(stdout);
        assert.deepEqual(
          failures.map((failure) => failure.check),
          everything,
        );
        for (const { check: name, found } of failures) assert.ok(stderr.includes(`${name}: ${found}\n`), name);
      });

      for (const strange of [
        '"quoted"',
        "back\\slash \\u0041 \\n",
        "bell\u0007 tab\t escape\u001b[31m",
        "ümläut €",
        "$(id) `id`",
      ]) {
        it(`keeps its JSON whole where it finds ${JSON.stringify(strange)}`, () => {
          root = new HardenedRoot(debian);
          root.write("/proc/cmdline", `quiet panic=5 crashkernel=${strange.replaceAll(" ", "_")}\n`);
          root.write("/var/lib/azure-kdump/result", `failed boot=boot-1 ${strange}\n`);
          const { failures } = check(shell);
          assert.deepEqual(
            failures.map((failure) => failure.check),
            ["last script", "crashkernel"],
          );
          for (const { found } of failures) assert.match(found, /^[ -~]{1,90}$/);
        });
      }
    });
  }

  /** What is broken → the check that says so, and what it finds. */
  const faults: readonly (readonly [string, (made: HardenedRoot) => void, string, RegExp])[] = [
    [
      "cloud-init has errors",
      (made) => made.cloudInit(["('scripts_user', RuntimeError('Command: [\\'mysql\\', \\'-psecret\\']'))"]),
      "cloud-init",
      /^finished with errors: scripts_user$/,
    ],
    [
      "cloud-init of today has errors",
      (made) => made.cloudInit(['("runcmd", ProcessExecutionError("secret"))']),
      "cloud-init",
      /^finished with errors: runcmd$/,
    ],
    [
      "an error of cloud-init names no module",
      (made) => made.cloudInit(["failed run of stage init"]),
      "cloud-init",
      /see .*result\.json/,
    ],
    [
      "the last script failed",
      (made) => {
        made.write("/var/lib/azure-kdump/result", "failed boot=boot-1 packages installed\n");
        made.write("/var/log/cloud-init-output.log", log);
      },
      "last script",
      /^failed at 'packages installed'; E: Failed to fetch https:\/\/\*\*\*@mirror\/x\?\*\*\*$/,
    ],
    [
      "the last script never ran",
      (made) => remove(made, "/var/lib/azure-kdump/result"),
      "last script",
      /has not run it/,
    ],
    [
      "no memory is reserved",
      (made) => {
        made.write("/sys/kernel/kexec_crash_size", "0\n");
        made.write("/var/lib/azure-kdump/reservation", "failed boot=boot-1 update-grub: no device\n");
      },
      "crash memory",
      /^none is reserved; update-grub: no device$/,
    ],
    [
      "crashkernel is another",
      (made) => made.write("/proc/cmdline", "crashkernel=1G panic=5 quiet\n"),
      "crashkernel",
      /^'1G', not '512M-/,
    ],
    [
      "the last crashkernel is another",
      (made) => made.write("/proc/cmdline", `${made.read("/proc/cmdline").trim()} crashkernel=64M\n`),
      "crashkernel",
      /^'64M', not /,
    ],
    [
      "panic= is gone from the command line",
      (made) => made.write("/proc/cmdline", made.read("/proc/cmdline").replace(" panic=5", " xpanic=5 panic=55")),
      "early panic",
      /^panic=5 is not on the kernel command line/,
    ],
    [
      "no capture kernel is loaded",
      (made) => made.write("/sys/kernel/kexec_crash_loaded", "0\n"),
      "capture kernel",
      /^none is loaded; kdump-tools\.service is active; lockdown is none$/,
    ],
    [
      "kexec is forbidden",
      (made) => {
        made.write("/sys/kernel/kexec_crash_loaded", "0\n");
        made.write("/proc/sys/kernel/kexec_load_disabled", "1\n");
      },
      "capture kernel",
      /kexec_load_disabled is 1/,
    ],
    [
      "the capture kernel was loaded with the package's arguments",
      (made) =>
        made.write("/var/crash/kexec_cmd", '/sbin/kexec -p --command-line="root=/dev/sda1 reset_devices nr_cpus=1"\n'),
      "capture arguments",
      /without panic= systemd\.unit=kdump-tools-dump\.service /,
    ],
    [
      "a locked-down kernel's capture kernel is loaded by kexec_load",
      (made) => {
        made.write("/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
        made.write("/var/crash/kexec_cmd", made.read("/var/crash/kexec_cmd").replace(" -s", ""));
      },
      "lockdown",
      /^integrity, and kdump-tools\.service loads by kexec_load/,
    ],
    [
      "kernel.panic is another, and oopses do not panic",
      (made) => {
        made.write("/proc/sys/kernel/panic", "0\n");
        made.write("/proc/sys/kernel/panic_on_oops", "0\n");
      },
      "kernel settings",
      /^kernel\.panic is 0, not 5, kernel\.panic_on_oops is 0, not 1$/,
    ],
    [
      "the unit is disabled",
      (made) => made.command("systemctl", "[ $1 = is-active ] && echo active || echo disabled"),
      "unit",
      /^kdump-tools\.service is disabled and active$/,
    ],
    [
      "the unit has failed",
      (made) => made.command("systemctl", "[ $1 = is-active ] && echo failed || echo enabled"),
      "unit",
      /^kdump-tools\.service is enabled and failed$/,
    ],
    [
      "a package is gone",
      (made) => made.command("dpkg-query", "[ $3 != makedumpfile ] && echo 'install ok installed'"),
      "packages",
      /^missing: makedumpfile$/,
    ],
    [
      "a file was changed, and another removed",
      (made) => {
        made.write("/etc/default/kdump-tools", 'KDUMP_CMDLINE_APPEND="nr_cpus=1"\n');
        remove(made, "/etc/sysctl.d/60-azure-kdump.conf");
      },
      "configuration",
      /60-azure-kdump\.conf is missing/,
    ],
    [
      "the dump directory is gone",
      (made) => {
        remove(made, "/var/crash");
        made.write("/sys/kernel/kexec_crash_loaded", "0\n");
      },
      "dump path",
      /^there is no /,
    ],
    [
      "dumps lie in memory",
      (made) => made.command("df", "echo h; echo tmpfs 1 1 20480000 1% /tmp"),
      "dump path",
      /lies in memory \(tmpfs\)/,
    ],
    ["the dump directory is open", (made) => chmodSync(made.path("/var/crash"), 0o755), "dump privacy", /^$/],
    [
      "the disk is full",
      (made) => made.command("df", "echo h; echo /dev/sda1 1 1 900000 1% /"),
      "dump space",
      /^878 MiB free, and a dump takes 1024 MiB at least$/,
    ],
  ];
  for (const [what, breakIt, name, found] of faults) {
    it(`fails where ${what}`, () => {
      root = new HardenedRoot(debian);
      if (name === "dump privacy") remove(root, "/etc/systemd/system/kdump-tools-dump.service.d/azure-kdump.conf");
      breakIt(root);
      const { failures } = check();
      const failure = failures.find((row) => row.check === name) ?? assert.fail(JSON.stringify(failures));
      if (name === "dump privacy") assert.ok(failure.found.startsWith(root.path("/var")));
      else assert.match(failure.found, found);
      assert.notEqual(failure.remedy, "");
    });
  }
});

const log = `Cloning into repository with token ghp_secret
azure-kdump: packages installed
E: Failed to fetch https://user:password@mirror/x?sig=secret
azure-kdump: failed: packages installed
`;

const everything = [
  "cloud-init",
  "last script",
  "record",
  "crash memory",
  "crashkernel",
  "capture kernel",
  "kernel settings",
  "early panic",
  "unit",
  "packages",
  "configuration",
  "dump path",
];

function breakEverything(made: HardenedRoot): void {
  const long = "a long story ".repeat(30);
  made.cloudInit([`('${"long".repeat(40)}', 1)`, "('scripts_user', 1)"]);
  made.write("/var/lib/azure-kdump/result", `failed boot=boot-1 ${long}\n`);
  made.write("/var/lib/azure-kdump/reservation", `failed boot=boot-1 ${long}\n`);
  made.write("/var/log/cloud-init-output.log", `azure-kdump: ${long}\n`.repeat(20));
  made.write("/sys/kernel/kexec_crash_loaded", "0\n");
  made.write("/sys/kernel/kexec_crash_size", "0\n");
  made.write("/proc/cmdline", `crashkernel=${"9".repeat(200)}\n`);
  made.write("/sys/kernel/security/lockdown", "none [confidentiality]\n");
  remove(made, "/var/crash");
  for (const name of ["panic", "panic_on_oops", "unknown_nmi_panic"]) remove(made, `/proc/sys/kernel/${name}`);
  made.command("systemctl", `echo ${long.replaceAll(" ", "-")}`);
  made.command("dpkg-query", "exit 1");
  for (const file of ["/etc/default/kdump-tools", "/etc/sysctl.d/60-azure-kdump.conf"]) made.write(file, "changed");
}

function remove(made: HardenedRoot, path: string): void {
  rmSync(made.path(path), { recursive: true });
}
