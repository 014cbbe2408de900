import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { type CrashDumpOptions, harden, type Platform } from "azure-kdump-core";
import { alma, centos, centos6, debian, oldHyperV, titleOf, ubuntu } from "../platforms";
import { FakeRoot } from "./fake-root";

const everything: CrashDumpOptions = {
  dumpDisk: { lun: 3 },
  lockKexec: true,
  panicOnSoftLockup: true,
  panicOnHungTask: true,
  sysrq: true,
};

/** One of each dialect and architecture, plain and with every option. */
const guests: readonly (readonly [Platform, CrashDumpOptions])[] = [
  [centos6, {}],
  [oldHyperV, {}],
  ...[
    centos,
    { ...alma, release: "rhel-8" } as const,
    alma,
    { ...alma, release: "rocky-10", architecture: "arm64" } as const,
    debian,
    { ...ubuntu, architecture: "arm64" } as const,
  ].flatMap((platform) => [[platform, {}] as const, [platform, everything] as const]),
];

const stockSysconfig = 'KDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 reset_devices mce=off"\nKEXEC_ARGS=""\n';

/** A guest in its second boot: memory is reserved, and every command works. */
function makeReady(made: FakeRoot): void {
  made.write("/var/lib/azure-kdump/reservation", "reserved boot=boot-1 crashkernel=512M\n");
  made.write("/sys/kernel/kexec_crash_loaded", "1\n");
  made.write("/sys/kernel/kexec_crash_size", "536870912\n");
  made.write("/proc/sys/kernel/panic", "5\n");
  made.write("/proc/sys/kernel/kexec_load_disabled", "0\n");
  for (const name of ["dpkg-query", "apt-get", "debconf-set-selections", "rpm", "dnf", "yum", "chkconfig", "service"]) {
    made.command(name, `echo "${name} $*" >>"${made.path("/commands.log")}"`);
  }
  made.command("systemctl", `echo "systemctl $*" >>"${made.path("/commands.log")}"; [ "$1" != is-enabled ]`);
  made.command("chown", "");
  made.command("mountpoint", `[ -e "${made.path("/mounted")}" ]`);
  made.command("mount", `: >"${made.path("/mounted")}"`);
  made.command("findmnt", `echo "${made.path("/dev/sdc")}"`);
  made.command(
    "mkfs.ext4",
    `for disk; do :; done; echo "mkfs $*" >>"${made.path("/commands.log")}"; echo "ext4 $3" >"$disk"`,
  );
  made.command(
    "blkid",
    `for disk; do :; done
label=$(grep -a '^ext4 ' "$disk" | cut -d ' ' -f 2)
[ -n "$label" ] || exit 2
case $* in *LABEL*) echo "$label" ;; *) echo "$disk: LABEL=$label" ;; esac`,
  );
}

function readyRoot(): FakeRoot {
  const made = new FakeRoot("quiet\n");
  makeReady(made);
  made.write("/etc/sysconfig/kdump", stockSysconfig);
  made.write("/etc/fstab", "");
  attachDisk(made, Buffer.alloc(2 * 1024 * 1024));
  return made;
}

/** A data disk at LUN 3, under the name that Azure's udev rules give it. */
function attachDisk(made: FakeRoot, content: string | Buffer): void {
  made.write("/dev/sdc", content);
  mkdirSync(made.path("/dev/disk/azure/scsi1"), { recursive: true });
  symlinkSync(made.path("/dev/sdc"), made.path("/dev/disk/azure/scsi1/lun3"));
}

/** Step → what makes it fail; the unit's name is left out of the step that arms it. */
const faults: Readonly<Record<string, (made: FakeRoot, platform: Platform) => void>> = {
  "crash memory reserved": (made) => {
    made.write("/var/lib/azure-kdump/reservation", "failed boot=boot-1 update-grub: no device\n");
  },
  "packages installed": (made) => {
    for (const name of ["dpkg-query", "rpm", "apt-get", "dnf", "yum"]) made.command(name, "exit 100");
  },
  "dump disk mounted": (made) => {
    made.command("mount", "exit 32");
  },
  "dump directory private": (made) => {
    made.command("chown", "exit 1");
  },
  "kdump configured": (made, platform) => {
    made.obstruct(harden(platform).kdumpConfiguration);
  },
  armed: (made) => {
    for (const name of ["systemctl", "service"]) made.command(name, "case $* in *restart*) exit 1 ;; esac");
  },
  "capture kernel loaded": (made) => {
    made.write("/sys/kernel/kexec_crash_loaded", "0\n");
  },
  "kexec locked": (made) => {
    made.command("systemctl", '[ "$1" != start ]');
  },
};

describe("the last script", () => {
  let root: FakeRoot;
  afterEach(() => {
    root.remove();
  });

  for (const [platform, options] of guests) {
    const { configure, files, unit, kdumpConfiguration } = harden(platform, options);
    const title = `${titleOf(platform)}${options.lockKexec === true ? " with every option" : ""}`;
    const written = files.filter(({ writtenBy }) => writtenBy === "configure");
    const contents = () => written.map(({ path }) => root.read(path).replaceAll(root.folder, ""));

    describe(`of ${title}`, () => {
      it("configures and arms, twice with the same result", () => {
        root = readyRoot();
        assert.deepEqual(root.run(configure), { code: 0, stderr: "" });
        assert.deepEqual(
          contents(),
          written.map(({ content }) => content),
        );
        assert.match(root.read("/var/lib/azure-kdump/result"), /^armed .*kernel\.panic=5 crash_size=536870912/);
        const log = root.read("/commands.log");
        const restart = platform.release === "centos-6" ? "service kdump restart" : `systemctl restart ${unit}`;
        const enable = platform.release === "centos-6" ? "chkconfig kdump on" : `systemctl enable ${unit}`;
        assert.ok(log.includes(enable) && log.indexOf(enable) < log.indexOf(restart), log);
        const state = () => ["/etc/fstab", "/etc/sysconfig/kdump", "/dev/sdc"].map((file) => root.read(file));
        const [first, firstState] = [contents(), state()];
        assert.equal(root.run(configure).code, 0);
        assert.deepEqual([contents(), state()], [first, firstState]);
      });

      const steps = new Set([...configure.matchAll(/^begin '(.*)'$/gm)].map(([, step]) => step ?? ""));
      for (const step of steps) {
        it(`fails and names the step "${step}", and arms when it is run again`, () => {
          root = readyRoot();
          const fault =
            faults[step] ?? faults[step.replace(/^.* (?=armed$)/, "")] ?? assert.fail(`no fault for ${step}`);
          fault(root, platform);
          const { code, stderr } = root.run(configure);
          assert.notEqual(code, 0);
          assert.ok(stderr.endsWith(`azure-kdump: failed: ${step}\n`), stderr);
          assert.ok(root.read("/var/lib/azure-kdump/result").startsWith(`failed boot=boot-1 ${step}`));
          if (step === "kdump configured") rmSync(root.path(kdumpConfiguration), { recursive: true });
          makeReady(root);
          assert.equal(root.run(configure).code, 0);
          assert.match(root.read("/var/lib/azure-kdump/result"), /^armed /);
        });
      }
    });
  }

  it("tries a repository that does not answer five times", () => {
    root = readyRoot();
    root.command("apt-get", `echo "$2" >>"${root.path("/tries")}"; [ "$2" = update ]`);
    root.run(harden(debian).configure);
    // Without a network `apt-get update` succeeds all the same: it has to be tried again too.
    assert.equal(root.read("/tries"), "update\n-y\n".repeat(5));
  });

  it("configures before the package that arms itself is installed, and again after it", () => {
    root = readyRoot();
    root.command("dpkg-query", "exit 1");
    const file = root.path("/etc/default/kdump-tools");
    root.command(
      "apt-get",
      `cat "${file}" >>"${root.path("/found")}"; [ "$2" = update ] || echo USE_KDUMP=0 >"${file}"`,
    );
    const { configure, files } = harden(debian);
    assert.equal(root.run(configure).code, 0);
    const ours = files.find(({ path }) => path === "/etc/default/kdump-tools")?.content ?? "";
    const plain = (path: string) => root.read(path).replaceAll(root.folder, "");
    assert.deepEqual([plain("/found"), plain("/etc/default/kdump-tools")], [`${ours}${ours}`, ours]);
  });

  it("leaves a service alone that is enabled already", () => {
    root = readyRoot();
    root.command("systemctl", `echo "systemctl $*" >>"${root.path("/commands.log")}"`);
    assert.equal(root.run(harden(debian).configure).code, 0);
    assert.doesNotMatch(root.read("/commands.log"), /systemctl enable/);
  });

  it("adds panic=10 to EL 6's capture arguments in place, once", () => {
    root = readyRoot();
    for (let run = 0; run < 2; run++) root.run(harden(centos6).configure);
    assert.equal(
      root.read("/etc/sysconfig/kdump"),
      'KDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 reset_devices mce=off panic=10"\nKEXEC_ARGS=""\n',
    );
  });

  it("fails where EL 6's capture arguments are nowhere to be found", () => {
    root = readyRoot();
    root.write("/etc/sysconfig/kdump", 'KEXEC_ARGS=""\n');
    assert.ok(root.run(harden(centos6).configure).stderr.endsWith("failed: kdump configured\n"));
  });

  it("leaves kdump as it is once kexec is locked: an earlier run armed it, and nothing can be loaded any more", () => {
    root = readyRoot();
    root.write("/proc/sys/kernel/kexec_load_disabled", "1\n");
    assert.equal(root.run(harden(debian, { lockKexec: true }).configure).code, 0);
    assert.doesNotMatch(root.read("/commands.log"), /systemctl restart/);
  });

  it("locks kexec if, and only if, a capture kernel is loaded", () => {
    root = readyRoot();
    const lock = harden(debian, { lockKexec: true }).files.find(({ path }) => path.endsWith("azure-kdump-lock"));
    const script = `PATH=/usr/sbin:/usr/bin:/sbin:/bin\n${lock?.content ?? ""}`;
    root.write("/sys/kernel/kexec_crash_loaded", "0\n");
    assert.equal(root.run(script).code, 1);
    assert.equal(root.read("/sysctl.log"), "");
    root.write("/sys/kernel/kexec_crash_loaded", "1\n");
    assert.equal(root.run(script).code, 0);
    assert.equal(root.read("/sysctl.log"), "-q -w kernel.kexec_load_disabled=1\n");
  });

  describe("given a dump disk", () => {
    const { configure } = harden(alma, { dumpDisk: { lun: 3 } });

    it("formats a blank one, once, and mounts it at every boot", () => {
      root = readyRoot();
      for (let run = 0; run < 2; run++) assert.equal(root.run(configure).code, 0);
      assert.equal(root.read("/commands.log").match(/^mkfs -q -L azure-kdump /gm)?.length, 1);
      assert.equal(
        root.read("/etc/fstab").replaceAll(root.folder, ""),
        "LABEL=azure-kdump /var/crash ext4 defaults,nofail 0 2\n",
      );
    });

    const kept: readonly (readonly [string, string | Buffer, boolean])[] = [
      ["with an earlier VM's dumps", "ext4 azure-kdump\n", true],
      ["with somebody's file system", "ext4 data\n", false],
      ["with data that no tool knows", Buffer.from("database pages"), false],
    ];
    for (const [what, content, taken] of kept) {
      it(`${taken ? "takes" : "refuses"} a disk ${what}, and never formats it`, () => {
        root = new FakeRoot("quiet\n");
        makeReady(root);
        root.write("/etc/fstab", "");
        attachDisk(root, content);
        const { code, stderr } = root.run(configure);
        assert.equal(code === 0, taken);
        if (!taken) assert.match(stderr, /neither blank nor a dump disk, and is left alone/);
        assert.doesNotMatch(root.read("/commands.log"), /mkfs/);
        assert.equal(root.read("/dev/sdc"), content.toString());
      });
    }

    it("never formats a disk that cannot be read", () => {
      root = readyRoot();
      root.command("blkid", "exit 4");
      assert.match(root.run(configure).stderr, /is left alone/);
      assert.doesNotMatch(root.read("/commands.log"), /mkfs/);
    });

    it("names the LUN where there is no disk", () => {
      root = readyRoot();
      rmSync(root.path("/dev/disk"), { recursive: true });
      assert.match(root.run(configure).stderr, /there is no data disk at LUN 3/);
    });

    for (const [what, path] of [
      ["azure-vm-utils", "/dev/disk/azure/data/by-lun/3"],
      ["nothing but the NVMe namespace", "/dev/nvme0n5"],
    ] as const) {
      it(`finds the disk by ${what}`, () => {
        root = readyRoot();
        rmSync(root.path("/dev/disk"), { recursive: true });
        root.write(path, Buffer.alloc(1024));
        root.write("/sys/class/nvme/nvme0/model", "MSFT NVMe Accelerator v1.0\n");
        root.command("findmnt", `echo "${root.path(path)}"`);
        assert.deepEqual(root.run(configure), { code: 0, stderr: "" });
        assert.match(root.read(path), /^ext4 azure-kdump/);
      });
    }

    it("does not take a local NVMe disk for the one at a LUN", () => {
      root = readyRoot();
      rmSync(root.path("/dev/disk"), { recursive: true });
      root.write("/dev/nvme0n5", Buffer.alloc(1024));
      root.write("/sys/class/nvme/nvme0/model", "Microsoft NVMe Direct Disk v2\n");
      assert.match(root.run(configure).stderr, /there is no data disk at LUN 3/);
    });

    it("fails where another disk is mounted at the dump path", () => {
      root = readyRoot();
      root.command("findmnt", "echo /dev/sdd");
      assert.match(root.run(configure).stderr, /another file system is mounted/);
    });
  });

  for (const platform of [alma, centos6]) {
    it(`keeps the newest dumps on ${platform.release}, and removes nothing but dumps`, () => {
      root = readyRoot();
      for (const [index, name] of ["a", "b", "c", "d", "e"].entries()) {
        root.write(`/var/crash/${name}/vmcore`, "core");
        spawnSync("touch", ["-d", `2026-01-0${index + 1}`, root.path(`/var/crash/${name}/vmcore`)]);
      }
      root.write("/var/crash/notes/readme", "mine");
      const { files } = harden(platform, { dumpsKept: 2 });
      root.run(files.find(({ path }) => path.endsWith("/sbin/azure-kdump-retention"))?.content ?? "");
      const left = spawnSync("ls", [root.path("/var/crash")], { encoding: "utf8" }).stdout;
      assert.equal(left, "d\ne\nnotes\n");
    });
  }
});
