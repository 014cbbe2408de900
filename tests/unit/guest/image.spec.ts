import assert from "node:assert/strict";
import { hasCommand, imageHas, packagedCrashKernel, stockFiles as imageFiles } from "#crashdump/guest/stock";
import { anyText, imageText as I } from "#crashdump/guest/text";
import type { Platform } from "azure-kdump-core";
import { alma, centos, centos6, debian, ubuntu } from "../platforms";
import { guestAfter, holds, open, unit } from "./guests";

describe("what a release's image has", () => {
  const distributions: readonly (readonly [release: Platform["release"], osRelease: string | undefined])[] = [
    ["debian-12", 'NAME="Debian GNU/Linux" ID=debian VERSION_ID="12" VERSION_CODENAME=bookworm'],
    [
      "ubuntu-24.04",
      'NAME="Ubuntu" ID=ubuntu ID_LIKE=debian VERSION_ID="24.04" VERSION_CODENAME=noble UBUNTU_CODENAME=noble',
    ],
    [
      "almalinux-9",
      'NAME="AlmaLinux" ID="almalinux" ID_LIKE="rhel centos fedora" VERSION_ID="9.…" PLATFORM_ID="platform:el9"',
    ],
    [
      "almalinux-10",
      'NAME="AlmaLinux" ID="almalinux" ID_LIKE="rhel centos fedora" VERSION_ID="10.…" PLATFORM_ID="platform:el10"',
    ],
    ["rhel-7", 'NAME="Red Hat Enterprise Linux Server" ID="rhel" ID_LIKE="fedora" VERSION_ID="7.…"'],
    [
      "rhel-8",
      'NAME="Red Hat Enterprise Linux" ID="rhel" ID_LIKE="fedora" VERSION_ID="8.…" PLATFORM_ID="platform:el8"',
    ],
    [
      "rhel-10",
      'NAME="Red Hat Enterprise Linux" ID="rhel" ID_LIKE="centos fedora" VERSION_ID="10.…" PLATFORM_ID="platform:el10"',
    ],
    ["centos-8", 'NAME="CentOS Linux" ID="centos" ID_LIKE="rhel fedora" VERSION_ID="8" PLATFORM_ID="platform:el8"'],
    ["centos-7", 'NAME="CentOS Linux" ID="centos" ID_LIKE="rhel fedora" VERSION_ID="7"'],
    ["centos-6", undefined],
    ["oracle-9", 'NAME="Oracle Linux Server" ID="ol" ID_LIKE="fedora" VERSION_ID="9.…" PLATFORM_ID="platform:el9"'],
    [
      "rocky-9",
      'NAME="Rocky Linux" ID="rocky" ID_LIKE="rhel centos fedora" VERSION_ID="9.…" PLATFORM_ID="platform:el9"',
    ],
  ];
  for (const [release, osRelease] of distributions) {
    it(`is said by its os-release: ${release}`, () => {
      const text = imageFiles({ ...alma, release }).get("/etc/os-release")?.text;
      const expected = osRelease && `${osRelease} VERSION="…" PRETTY_NAME="…" `;
      assert.equal(text?.replaceAll("\n", " ").replace(anyText, "…").replaceAll(I, "…"), expected);
    });
  }

  it("can be told by a script", () => {
    const said = (platform: Platform, question: string) =>
      holds("/tmp/out")(guestAfter(`. /etc/os-release; { ${question}; } >/tmp/out`, platform));
    assert.equal(said(alma, "echo ${VERSION_ID%%.*} $ID"), "9 almalinux\n");
    assert.equal(said(alma, "case $VERSION_ID in 8*) echo 8 ;; 9) echo 9 ;; 9.*) echo minor ;; esac"), "minor\n");
    assert.equal(said(alma, "[ $VERSION_ID = 9.6 ] && echo 9.6"), open);
    assert.equal(said(debian, "grep -q '^ID=debian$' /etc/os-release && echo $VERSION_CODENAME"), "bookworm\n");
  });

  const commands: readonly (readonly [
    name: string,
    onDebian: boolean | undefined,
    onAlma: boolean | undefined,
    onCentos: boolean | undefined,
  ])[] = [
    ["sh", true, true, true],
    ["python3", true, true, undefined],
    ["systemctl", true, true, true],
    ["grub2-mkconfig", false, true, true],
    ["dnf", false, true, false],
    ["yum", false, true, true],
    ["rpm", false, true, true],
    ["dpkg", true, false, false],
    ["grubby", false, true, true],
    ["dracut", false, true, true],
    ["apt-get", true, false, false],
    ["update-grub", true, false, false],
    ["vendor-tool", undefined, undefined, undefined],
  ];
  for (const [name, ...has] of commands) {
    it(`${name}: ${has.join()}`, () => {
      assert.deepEqual(
        [debian, alma, centos].map((platform) => hasCommand(platform, name)),
        has,
      );
      assert.equal(hasCommand(undefined, name), undefined);
    });
  }

  it("is no systemd on EL 6, and no GRUB 2", () => {
    for (const name of ["systemctl", "journalctl", "grub2-mkconfig", "dnf", "apt-get"]) {
      assert.equal(hasCommand(centos6, name), false, name);
    }
    for (const name of ["sh", "yum", "grubby"]) assert.equal(hasCommand(centos6, name), true, name);
    const script = "command -v systemctl && systemctl enable kdump || chkconfig kdump off";
    assert.equal(unit("kdump")(guestAfter(script, centos6)), "disabled");
    assert.equal(unit("kdump")(guestAfter("systemctl enable kdump", centos6)), undefined);
  });

  const paths: readonly (readonly [path: string, onDebian: boolean | undefined, onAlma: boolean | undefined])[] = [
    ["/etc", true, true],
    ["/var/lib", true, true],
    ["/etc/sysctl.d", true, true],
    ["/etc/redhat-release", false, true],
    ["/etc/almalinux-release", false, undefined],
    ["/etc/oracle-release", false, undefined],
    ["/opt/etc/redhat-release", undefined, undefined],
    ["/etc/redhat-release.bak", undefined, undefined],
    ["/etc/centos-release", false, undefined],
    ["/etc/rocky-release", false, undefined],
    ["/etc/fedora-release", undefined, undefined],
    ["/boot", true, true],
    ["/boot/grub2", undefined, undefined],
    ["/etc/debian_version", true, false],
    ["/opt/x", undefined, undefined],
  ];
  for (const [path, ...has] of paths) {
    it(`${path}: ${has.join()}`, () => {
      assert.deepEqual(
        [debian, alma].map((platform) => imageHas(platform, path)),
        has,
      );
      assert.equal(imageHas(undefined, path), undefined);
    });
  }

  const common = ["/etc/fstab", "/etc/sysctl.conf", "/proc/cmdline"];
  const unreserved = ["/sys/kernel/kexec_crash_loaded", "/sys/kernel/kexec_crash_size"];
  const files: readonly (readonly [platform: Platform | undefined, files: readonly string[]])[] = [
    [undefined, [...common, "/etc/sysctl.d/99-sysctl.conf", "/lib"]],
    [
      debian,
      [...common, ...unreserved, "/etc/default/grub", "/etc/os-release", "/etc/sysctl.d/99-sysctl.conf", "/lib"],
    ],
    [{ ...debian, release: "debian-13" }, [...common, ...unreserved, "/etc/default/grub", "/etc/os-release", "/lib"]],
    [
      alma,
      [
        ...common,
        ...unreserved,
        "/etc/default/grub",
        "/etc/kdump.conf",
        "/etc/os-release",
        "/etc/sysconfig/kdump",
        "/etc/sysctl.d/99-sysctl.conf",
        "/lib",
      ],
    ],
    [
      { ...alma, release: "rhel-8" },
      [
        ...common,
        "/etc/default/grub",
        "/etc/kdump.conf",
        "/etc/os-release",
        "/etc/sysconfig/kdump",
        "/etc/sysctl.d/99-sysctl.conf",
        "/lib",
      ],
    ],
    [centos6, [...common, "/boot/grub/grub.conf", "/etc/sysconfig/kdump", "/etc/sysctl.d/99-sysctl.conf"]],
  ];
  for (const [platform, paths] of files) {
    it(`are these files, where it is ${platform?.release ?? "of nobody knows which release"}`, () => {
      const image = imageFiles(platform);
      assert.deepEqual(image.paths(), [...paths].sort());
      for (const path of paths) {
        const link = { "/lib": "/usr/lib", "/etc/sysctl.d/99-sysctl.conf": "/etc/sysctl.conf" }[path];
        assert.equal(image.linkAt(path), link);
        assert.equal(image.entry(path)?.place, link === undefined ? "the image" : undefined);
      }
    });
  }

  it("is no memory for a capture kernel where none is reserved", () => {
    assert.equal(imageFiles(debian).get("/sys/kernel/kexec_crash_size")?.text, "0\n");
    assert.equal(imageFiles(undefined).get("/proc/cmdline")?.text, I);
  });

  it("is firmware where the VM is of generation 2", () => {
    assert.equal(imageHas({ ...debian, generation: 2 }, "/sys/firmware/efi"), true);
    assert.equal(imageHas({ ...debian, generation: 1 }, "/sys/firmware/efi"), false);
  });

  it("is a reservation by the package's own size", () => {
    assert.equal(packagedCrashKernel(debian), "384M-:128M");
    assert.equal(packagedCrashKernel({ ...debian, release: "debian-11" }), "384M-:128M");
    assert.equal(packagedCrashKernel({ ...debian, release: "debian-13" }), "512M-:192M");
    assert.equal(packagedCrashKernel({ ...debian, architecture: "arm64", generation: 2 }), I);
    assert.equal(packagedCrashKernel(ubuntu), I);
  });

  it("is a kdump.conf on EL, with its path and its level", () => {
    const conf = (release: Platform["release"]) =>
      imageFiles({ ...alma, release })
        .get("/etc/kdump.conf")
        ?.text?.replaceAll(I, "?");
    assert.equal(
      conf("almalinux-9"),
      "?\nauto_reset_crashkernel yes\npath /var/crash\ncore_collector makedumpfile -l --message-level 7 -d 31\n?\n",
    );
    assert.equal(conf("almalinux-10"), conf("almalinux-9"));
    assert.equal(
      conf("almalinux-8"),
      "?\npath /var/crash\ncore_collector makedumpfile -l --message-level 7 -d 31\n?\n",
    );
    assert.equal(conf("centos-7"), "?\npath /var/crash\ncore_collector makedumpfile -l --message-level 1 -d 31\n?\n");
    assert.equal(conf("centos-6"), undefined);
    assert.equal(imageFiles(debian).get("/etc/kdump.conf"), undefined);
  });

  it("is a capture kernel's command line on EL, which panics again from 7 on", () => {
    const line = (release: Platform["release"]) =>
      imageFiles({ ...alma, release }).get("/etc/sysconfig/kdump")?.text ?? "";
    assert.match(line("centos-7"), /^KDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 reset_devices \uFDD0 panic=10"$/m);
    assert.match(line("centos-6"), /^KDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 reset_devices \uFDD0"$/m);
  });

  it("is one boot loader's file or the other", () => {
    const text = (path: string, platform: Platform) => imageFiles(platform).get(path)?.text?.replaceAll(I, "?");
    assert.equal(text("/etc/default/grub", debian), 'GRUB_CMDLINE_LINUX_DEFAULT="?"\nGRUB_CMDLINE_LINUX="?"\n');
    assert.equal(text("/etc/default/grub", alma), 'GRUB_CMDLINE_LINUX="?"\n');
    assert.equal(text("/etc/default/grub", centos6), undefined);
    assert.equal(text("/boot/grub/grub.conf", centos6), "?\n\tkernel /?\n\tinitrd /?\n");
  });
});
