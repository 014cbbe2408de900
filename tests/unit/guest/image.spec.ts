import assert from "node:assert/strict";
import { hasCommand, imageHas, packagedCrashKernel } from "#crashdump/guest/stock";
import { imageText as I } from "#crashdump/guest/text";
import type { Platform } from "azure-kdump-core";
import { alma, centos, debian, ubuntu } from "../platforms";
import { guestAfter, holds } from "./guests";

describe("what a release's image has", () => {
  it("is said by its os-release", () => {
    const lines = (platform: Platform) => holds("/tmp/out")(guestAfter("cat /etc/os-release >/tmp/out", platform));
    assert.equal(lines(debian), 'ID="debian"\nVERSION_ID="12"\n');
    assert.equal(lines(ubuntu), 'ID="ubuntu"\nVERSION_ID="24.04"\nID_LIKE="debian"\n');
    assert.equal(lines(alma), 'ID="almalinux"\nVERSION_ID="9"\nID_LIKE="rhel centos fedora"\n');
    assert.equal(lines(centos), 'ID="centos"\nVERSION_ID="7"\nID_LIKE="rhel fedora"\n');
    assert.equal(lines({ ...alma, release: "oracle-9" }), 'ID="ol"\nVERSION_ID="9"\nID_LIKE="fedora"\n');
  });

  const commands: readonly (readonly [
    name: string,
    onDebian: boolean | undefined,
    onAlma: boolean | undefined,
    onCentos: boolean | undefined,
  ])[] = [
    ["sh", true, true, true],
    ["python3", true, true, true],
    ["dnf", false, true, false],
    ["yum", false, true, true],
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

  const paths: readonly (readonly [path: string, onDebian: boolean | undefined, onAlma: boolean | undefined])[] = [
    ["/etc", true, true],
    ["/var/lib", true, true],
    ["/etc/sysctl.d", true, true],
    ["/etc/redhat-release", false, true],
    ["/etc/almalinux-release", false, undefined],
    ["/etc/oracle-release", false, undefined],
    ["/opt/etc/redhat-release", undefined, undefined],
    ["/etc/redhat-release.bak", undefined, undefined],
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

  it("is firmware where the VM is of generation 2", () => {
    assert.equal(imageHas({ ...debian, generation: 2 }, "/sys/firmware/efi"), true);
    assert.equal(imageHas({ ...debian, generation: 1 }, "/sys/firmware/efi"), false);
  });

  it("is a reservation by the package's own size", () => {
    assert.equal(packagedCrashKernel(debian), "384M-:128M");
    assert.equal(packagedCrashKernel({ ...debian, release: "debian-13" }), "512M-:192M");
    assert.equal(packagedCrashKernel({ ...debian, architecture: "arm64", generation: 2 }), I);
    assert.equal(packagedCrashKernel(ubuntu), I);
  });

  it("is a kdump.conf on EL, with its path and its level", () => {
    const conf = (release: Platform["release"]) =>
      guestAfter("", { ...alma, release })
        .files.get("/etc/kdump.conf")
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
    assert.equal(guestAfter("").file("/etc/kdump.conf"), undefined);
  });

  it("is a capture kernel's command line on EL, which panics again from 7 on", () => {
    const line = (release: Platform["release"]) =>
      guestAfter("", { ...alma, release }).files.get("/etc/sysconfig/kdump")?.text ?? "";
    assert.match(line("centos-7"), /^KDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 reset_devices \uFDD0 panic=10"$/m);
    assert.match(line("centos-6"), /^KDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 reset_devices \uFDD0"$/m);
  });

  it("is one boot loader's file or the other", () => {
    const text = (path: string, platform: Platform) =>
      guestAfter("", platform).files.get(path)?.text?.replaceAll(I, "?");
    assert.equal(text("/etc/default/grub", debian), 'GRUB_CMDLINE_LINUX_DEFAULT="?"\nGRUB_CMDLINE_LINUX="?"\n');
    assert.equal(text("/etc/default/grub", alma), 'GRUB_CMDLINE_LINUX="?"\n');
    assert.equal(text("/etc/default/grub", { ...centos, release: "centos-6" }), undefined);
    assert.equal(text("/boot/grub/grub.conf", { ...centos, release: "centos-6" }), "?\n\tkernel /?\n\tinitrd /?\n");
  });
});
