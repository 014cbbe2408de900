import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { harden, type Platform } from "azure-kdump-core";
import { alma, centos, debian } from "../platforms";

/** The real scripts with every absolute path moved below a temporary folder, and the system's commands replaced. */
class FakeRoot {
  readonly folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-root-"));

  constructor(cmdline: string) {
    this.write("/proc/sys/kernel/random/boot_id", "boot-1\n");
    this.write("/proc/cmdline", cmdline);
    this.write("/dev/console", "");
    this.command("sysctl", "");
    // A reboot ends the script that asked for it.
    this.command("systemctl", `echo "$@" >>"${this.path("/systemctl.log")}"; [ "$1" != reboot ] || kill $PPID`);
    this.command("sync", "");
    this.command("sleep", "");
  }

  path(absolute: string): string {
    return path.join(this.folder, absolute);
  }

  write(absolute: string, content: string): void {
    mkdirSync(path.dirname(this.path(absolute)), { recursive: true });
    writeFileSync(this.path(absolute), content);
  }

  read(absolute: string): string {
    return existsSync(this.path(absolute)) ? readFileSync(this.path(absolute), "utf8") : "";
  }

  command(name: string, body: string): void {
    this.write(`/stubs/${name}`, `#!/bin/sh\n${body}\n`);
    chmodSync(this.path(`/stubs/${name}`), 0o755);
  }

  run(script: string): { readonly code: number | null; readonly stderr: string } {
    const moved = script
      .replace("PATH=/usr/sbin:/usr/bin:/sbin:/bin", `PATH=${this.path("/stubs")}:/usr/bin:/bin`)
      .replace(/(?<![\w./}+-])\/(etc|var|proc|sys|boot|dev|usr\/local)\//g, `${this.folder}/$1/`)
      .replaceAll("chown root:root", ":");
    const { status, stderr } = spawnSync("sh", ["-s"], {
      input: moved,
      encoding: "utf8",
      env: { ...process.env, INSTANCE_ID: "vm-1" },
    });
    return { code: status, stderr };
  }

  get reboots(): number {
    return this.read("/systemctl.log")
      .split("\n")
      .filter((line) => line === "reboot").length;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe("the boothook", () => {
  let root: FakeRoot;
  afterEach(() => {
    root.remove();
  });

  const grubCfg = "/boot/grub/grub.cfg";
  function debianRoot(cmdline = "root=/dev/sda1 ro crashkernel=384M-:128M\n"): FakeRoot {
    const made = new FakeRoot(cmdline);
    made.command(
      "update-grub",
      `GRUB_CMDLINE_LINUX_DEFAULT="quiet crashkernel=384M-:128M"
. "${made.path("/etc/default/grub.d/zz-azure-kdump.cfg")}"
mkdir -p "${path.dirname(made.path(grubCfg))}"
echo "linux $GRUB_CMDLINE_LINUX $GRUB_CMDLINE_LINUX_DEFAULT" >"${made.path(grubCfg)}"`,
    );
    return made;
  }
  const { reserve, crashkernel } = harden(debian);

  it("sets the sysctls, replaces the reservation that was there, and reboots once", () => {
    root = debianRoot();
    root.run(reserve);
    assert.match(root.read("/etc/sysctl.d/60-azure-kdump.conf"), /kernel\.panic = 5/);
    assert.equal(root.read(grubCfg), `linux  quiet crashkernel=${crashkernel}\n`);
    assert.match(root.read("/var/lib/azure-kdump/reservation"), /^rebooting boot=boot-1/);
    assert.equal(root.reboots, 1);
  });

  it("says reserved in the next boot and does not reboot again", () => {
    root = debianRoot();
    root.run(reserve);
    root.write("/proc/cmdline", `root=/dev/sda1 crashkernel=${crashkernel}\n`);
    assert.equal(root.run(reserve).code, 0);
    assert.match(root.read("/var/lib/azure-kdump/reservation"), /^reserved boot=boot-1 crashkernel=512M/);
    assert.equal(root.reboots, 1);
  });

  it("never reboots twice when the boot loader ignores the change", () => {
    root = debianRoot();
    root.run(reserve);
    for (let boot = 0; boot < 3; boot++) assert.equal(root.run(reserve).code, 1);
    assert.match(root.read("/var/lib/azure-kdump/reservation"), /^failed/);
    assert.equal(root.reboots, 1);
  });

  it("does not reboot, now or later, when the boot loader cannot be changed, and says why", () => {
    root = debianRoot();
    root.command("update-grub", "echo 'cannot find a device for /'; exit 1");
    const { code, stderr } = root.run(reserve);
    assert.equal(code, 1);
    assert.match(stderr, /azure-kdump: update-grub: cannot find a device for \//);
    root.run(reserve);
    assert.match(root.read("/var/lib/azure-kdump/reservation"), /^failed .*cannot find a device/);
    assert.equal(root.reboots, 0);
  });

  it("does not reboot a VM whose image reserves the same memory already", () => {
    root = debianRoot(`crashkernel=384M crashkernel=${crashkernel} quiet\n`);
    assert.equal(root.run(reserve).code, 0);
    assert.equal(root.reboots, 0);
    assert.match(root.read("/etc/sysctl.d/60-azure-kdump.conf"), /kernel\.panic/);
  });

  it("leaves an administrator's later change of the sysctls alone", () => {
    root = debianRoot(`crashkernel=${crashkernel}\n`);
    root.run(reserve);
    root.write("/etc/sysctl.d/60-azure-kdump.conf", "kernel.panic = 30\n");
    root.run(reserve);
    assert.equal(root.read("/etc/sysctl.d/60-azure-kdump.conf"), "kernel.panic = 30\n");
  });

  it("edits CentOS 7's /etc/default/grub in place", () => {
    root = new FakeRoot("crashkernel=auto\n");
    const hardening = harden(centos);
    root.write(
      "/etc/default/grub",
      'GRUB_TIMEOUT=1\nGRUB_CMDLINE_LINUX="console=ttyS0 crashkernel=auto net.ifnames=0"\nGRUB_CMDLINE_LINUX_DEFAULT="quiet crashkernel=128M"\n',
    );
    root.command("grub2-mkconfig", `mkdir -p "$(dirname "$2")"; cat "${root.path("/etc/default/grub")}" >"$2"`);
    root.run(hardening.reserve);
    assert.equal(
      root.read("/etc/default/grub"),
      `GRUB_TIMEOUT=1\nGRUB_CMDLINE_LINUX="console=ttyS0 net.ifnames=0 crashkernel=${hardening.crashkernel}"\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\n`,
    );
    assert.equal(root.reboots, 1);
  });

  it("removes the old value from AlmaLinux 9's boot entries before it adds its own", () => {
    root = new FakeRoot("crashkernel=1G-4G:192M\n");
    root.command(
      "grubby",
      `echo "$@" >>"${root.path("/grubby.log")}"; case $1 in --info*) tail -n 2 "${root.path("/grubby.log")}" ;; esac`,
    );
    root.run(harden(alma).reserve);
    const calls = root.read("/grubby.log").split("\n");
    assert.equal(calls[0], "--update-kernel=ALL --remove-args=crashkernel");
    assert.equal(calls[1], `--update-kernel=ALL --args=crashkernel=${harden(alma).crashkernel}`);
    assert.equal(root.reboots, 1);
  });
});

describe("the last script", () => {
  let root: FakeRoot;
  afterEach(() => {
    root.remove();
  });

  function readyRoot(): FakeRoot {
    const made = new FakeRoot("quiet\n");
    made.write("/var/lib/azure-kdump/reservation", "reserved boot=boot-1 crashkernel=512M\n");
    made.write("/sys/kernel/kexec_crash_loaded", "1\n");
    made.write("/sys/kernel/kexec_crash_size", "536870912\n");
    made.write("/proc/sys/kernel/panic", "5\n");
    for (const name of ["dpkg-query", "apt-get", "debconf-set-selections", "rpm", "dnf", "yum"]) {
      made.command(name, `echo "${name} $*" >>"${made.path("/packages.log")}"`);
    }
    return made;
  }

  for (const platform of [debian, alma, centos]) {
    it(`configures and arms ${platform.release}, twice with the same result`, () => {
      root = readyRoot();
      const { configure, files, unit, kdumpConfiguration } = harden(platform);
      assert.deepEqual(root.run(configure), { code: 0, stderr: "" });
      const first = root.read(kdumpConfiguration);
      assert.equal(
        first.replaceAll(root.folder, ""),
        files.find(({ path: file }) => file === kdumpConfiguration)?.content,
      );
      assert.match(root.read("/systemctl.log"), new RegExp(`^enable ${unit}.*\\nrestart ${unit}$`, "m"));
      assert.match(root.read("/var/lib/azure-kdump/result"), /^armed .*kernel\.panic=5 crash_size=536870912/);
      assert.equal(root.run(configure).code, 0);
      assert.equal(root.read(kdumpConfiguration), first);
    });
  }

  const steps: readonly (readonly [string, Platform, (made: FakeRoot) => void])[] = [
    [
      "crash memory reserved",
      debian,
      (made) => {
        made.write("/var/lib/azure-kdump/reservation", "failed boot=boot-1 update-grub: no device\n");
      },
    ],
    [
      "packages installed",
      debian,
      (made) => {
        made.command("apt-get", "echo 'no route to host' >&2; exit 100");
      },
    ],
    [
      "packages installed",
      alma,
      (made) => {
        made.command("rpm", "exit 1");
        made.command("dnf", "exit 1");
      },
    ],
    [
      "kdump-tools.service armed",
      debian,
      (made) => {
        made.command("systemctl", '[ "$1" != restart ]');
      },
    ],
    [
      "kdump.service armed",
      centos,
      (made) => {
        made.command("systemctl", '[ "$1" != enable ]');
      },
    ],
    [
      "capture kernel loaded",
      debian,
      (made) => {
        made.write("/sys/kernel/kexec_crash_loaded", "0\n");
      },
    ],
  ];
  for (const [step, platform, breakIt] of steps) {
    it(`fails and names the step "${step}" on ${platform.release}`, () => {
      root = readyRoot();
      breakIt(root);
      const { code, stderr } = root.run(harden(platform).configure);
      assert.notEqual(code, 0);
      assert.ok(stderr.endsWith(`azure-kdump: failed: ${step}\n`), stderr);
      assert.ok(root.read("/var/lib/azure-kdump/result").startsWith(`failed boot=boot-1 ${step}`));
    });
  }

  it("tries a repository that does not answer five times", () => {
    root = readyRoot();
    root.command("apt-get", `echo try >>"${root.path("/tries")}"; exit 100`);
    root.run(harden(debian).configure);
    assert.equal(root.read("/tries"), "try\n".repeat(5));
  });

  it("keeps the newest dumps on EL, and nothing but dumps is removed", () => {
    root = readyRoot();
    for (const [index, name] of ["a", "b", "c", "d", "e"].entries()) {
      root.write(`/var/crash/${name}/vmcore`, "core");
      spawnSync("touch", ["-d", `2026-01-0${index + 1}`, root.path(`/var/crash/${name}/vmcore`)]);
    }
    root.write("/var/crash/notes/readme", "mine");
    const script = harden(alma, { dumpsKept: 2 }).files.find((file) => file.path.endsWith("azure-kdump-retention"));
    root.run(script?.content ?? "");
    const left = spawnSync("ls", [root.path("/var/crash")], { encoding: "utf8" }).stdout;
    assert.equal(left, "d\ne\nnotes\n");
  });
});
