import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  type CrashDumpOptions,
  customDataLimitBytes,
  crashKernelMiB,
  harden,
  HardeningError,
  hardeningProblems,
  type Platform,
  releases,
  toCustomData,
} from "azure-kdump-core";
import fc from "fast-check";
import { alma, centos, centos6, debian, oldHyperV, platforms, titleOf, ubuntu } from "../platforms";
import { anyOptionsOf } from "./any-options";

function contentOf(path: string, ...[platform, options]: Parameters<typeof harden>): string | undefined {
  return harden(platform, options).files.find((file) => file.path === path)?.content;
}

const sysctl = "/etc/sysctl.d/60-azure-kdump.conf";

describe("harden", () => {
  for (const platform of platforms) {
    describe(titleOf(platform), () => {
      it("sets kernel.panic to 5 seconds by default", () => {
        assert.match(contentOf(sysctl, platform) ?? "", /^kernel\.panic = 5$/m);
      });

      it("excludes no driver from the capture kernel, but on the one host that needs it", () => {
        const { reserve, configure } = harden(platform);
        const excluded = /blacklist|omit-drivers|prefer_ms_hyperv|hv_/.test(reserve + configure);
        assert.equal(excluded, platform.hyperVHost === "before-2012-r2");
      });

      it("gives the same bytes for the same input", () => {
        assert.equal(toCustomData(harden(platform)), toCustomData(harden(platform)));
      });

      it("gives the same bytes whatever the size is, so that a resized VM is not replaced", () => {
        const sized: Platform = {
          ...platform,
          memoryMiB: 65536,
          diskController: platform.generation === 2 ? "NVMe" : "SCSI",
          secureBoot: false,
        };
        assert.equal(toCustomData(harden(sized)), toCustomData(harden(platform)));
      });

      it("reserves what a capture kernel needs, and never more than half, from 1 GiB to 16 TiB", () => {
        const { crashkernel } = harden(platform);
        for (let memoryMiB = 1024; memoryMiB <= 16 * 1024 * 1024; memoryMiB *= 2) {
          assert.deepEqual(hardeningProblems({ ...platform, memoryMiB }), [], String(memoryMiB));
          assert.ok(crashKernelMiB(crashkernel, memoryMiB) >= 192);
        }
      });

      it("leaves a record of all that it wrote, for a verification in the guest", () => {
        const { files, packages, unit, kdumpConfiguration, settings } = harden(platform);
        const record = JSON.parse(files.at(-1)?.content ?? "") as Readonly<Record<string, unknown>>;
        assert.equal(files.at(-1)?.path, "/var/lib/azure-kdump/record.json");
        assert.deepEqual(record["settings"], settings);
        assert.deepEqual([record["unit"], record["packages"]], [unit, packages]);
        assert.equal(record["kdumpConfiguration"], kdumpConfiguration);
        const digests = files
          .slice(0, -1)
          .map(({ path, content }) => [path, createHash("sha256").update(content).digest("hex")]);
        assert.deepEqual(record["files"], Object.fromEntries(digests));
      });

      it("fits into a customData with any options, and asks for no unit that the init system lacks", () => {
        fc.assert(
          fc.property(anyOptionsOf(platform), (options) => {
            const hardening = harden(platform, options);
            assert.ok(Buffer.from(toCustomData(hardening), "base64").length < customDataLimitBytes / 2);
            const el6 = releases[platform.release].dialect === "el6";
            assert.equal(/systemctl/.test(hardening.reserve + hardening.configure), !el6);
            assert.equal(/chkconfig/.test(hardening.configure), el6);
          }),
          { seed: 41, numRuns: 10 },
        );
      });
    });
  }

  const kdumpConfs: readonly (readonly [Platform, string])[] = [
    [centos6, "path /var/crash\ncore_collector makedumpfile -c --message-level 1 -d 31\ndefault reboot\n"],
    [
      oldHyperV,
      "path /var/crash\ncore_collector makedumpfile -c --message-level 1 -d 31\nextra_modules ata_piix sr_mod sd_mod\nblacklist hv_vmbus hv_storvsc hv_utils hv_netvsc hid_hyperv\noptions ata_piix prefer_ms_hyperv=0\ndisk_timeout 100\n",
    ],
    [centos, "path /var/crash\ncore_collector makedumpfile -l --message-level 1 -d 31\ndefault reboot\n"],
    [
      { ...alma, release: "rhel-8" },
      "path /var/crash\ncore_collector makedumpfile -l --message-level 7 -d 31\nfailure_action reboot\nfinal_action reboot\n",
    ],
    ...(["almalinux-9", "rocky-10"] as const).map(
      (release) =>
        [
          { ...alma, release },
          "path /var/crash\ncore_collector makedumpfile -l --message-level 7 -d 31\nfailure_action reboot\nfinal_action reboot\nauto_reset_crashkernel no\n",
        ] as const,
    ),
  ];
  for (const [platform, expected] of kdumpConfs) {
    it(`writes the kdump.conf of ${titleOf(platform)}`, () => {
      assert.equal(contentOf("/etc/kdump.conf", platform), expected);
    });
  }

  /** [release, architecture, generation, capture arguments, KDUMP_KEXEC_ARGS] */
  const appended = "systemd.unit=kdump-tools-dump.service nr_cpus=1";
  const kdumpTools: readonly (readonly [Platform, string, string | undefined])[] = [
    [debian, `reset_devices ${appended} irqpoll usbcore.nousb panic=10`, "-s"],
    [{ ...debian, generation: 1 }, `reset_devices ${appended} irqpoll usbcore.nousb panic=10`, undefined],
    [{ ...debian, release: "debian-11" }, `reset_devices ${appended} irqpoll nousb panic=10`, "-s"],
    [{ ...debian, architecture: "arm64" }, `reset_devices ${appended} usbcore.nousb panic=10`, undefined],
    [{ ...ubuntu, release: "ubuntu-20.04" }, `reset_devices ${appended} irqpoll usbcore.nousb panic=10`, "-s"],
    [{ ...ubuntu, architecture: "arm64" }, `reset_devices ${appended} usbcore.nousb panic=10`, undefined],
  ];
  for (const [platform, append, kexec] of kdumpTools) {
    it(`writes the kdump-tools defaults of ${titleOf(platform)}`, () => {
      const text = contentOf("/etc/default/kdump-tools", platform) ?? "";
      assert.ok(text.includes(`\nKDUMP_CMDLINE_APPEND="${append}"\n`), text);
      assert.equal(/^KDUMP_KEXEC_ARGS="(.*)"$/m.exec(text)?.[1], kexec);
      assert.match(text, /^USE_KDUMP="1"$/m);
      assert.doesNotMatch(text, /KDUMP_SYSCTL|KDUMP_FAIL_CMD/);
    });
  }

  const crashkernels: readonly (readonly [Platform, string])[] = [
    [centos6, "384M"],
    [alma, "512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G"],
    [{ ...alma, architecture: "arm64" }, "512M-2G:256M,2G-64G:512M,64G-:768M"],
    [debian, "512M-2G:192M,2G-4G:320M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G"],
    [{ ...debian, architecture: "arm64" }, "512M-2G:256M,2G-4G:320M,4G-32G:512M,32G-64G:1G,64G-128G:2G,128G-:4G"],
  ];
  for (const [platform, expected] of crashkernels) {
    it(`reserves ${expected} on ${titleOf(platform)}`, () => {
      assert.equal(harden(platform).crashkernel, expected);
    });
  }

  it("writes EL 7's boot loader configuration where the firmware of its generation looks for it", () => {
    assert.match(harden(centos).reserve, /grub2-mkconfig -o \/boot\/efi\/EFI\/centos\/grub\.cfg /);
    assert.match(harden({ ...centos, release: "rhel-7" }).reserve, / -o \/boot\/efi\/EFI\/redhat\/grub\.cfg /);
    assert.match(harden({ ...centos, generation: 1 }).reserve, /grub2-mkconfig -o \/boot\/grub2\/grub\.cfg /);
  });

  it("installs from the vault what is end of life, and from its own repositories what is not", () => {
    assert.match(harden(centos6).configure, /vault\.centos\.org\/6\.10\/os\/x86_64\//);
    assert.match(harden(centos).configure, /vault\.centos\.org\/7\.9\.2009\/updates\/x86_64\//);
    assert.match(harden({ ...alma, release: "centos-8" }).configure, /vault\.centos\.org\/8\.5\.2111\/BaseOS\//);
    assert.match(harden({ ...centos, release: "rhel-7" }).configure, /retry yum -q -y install kexec-tools\n/);
    assert.match(harden({ ...alma, release: "rhel-10" }).configure, /retry dnf -q -y install kdump-utils\n/);
  });

  const sysctls: readonly (readonly [CrashDumpOptions, string])[] = [
    [{}, "kernel.panic = 5\nkernel.panic_on_oops = 1\nkernel.unknown_nmi_panic = 1\n"],
    [{ panicTimeoutSeconds: 60 }, "kernel.panic = 60\nkernel.panic_on_oops = 1\nkernel.unknown_nmi_panic = 1\n"],
    [{ panicOnOops: false, panicOnUnknownNmi: false }, "kernel.panic = 5\n"],
    [
      { panicOnSoftLockup: true, panicOnHungTask: true, sysrq: true, panicOnUnknownNmi: false },
      "kernel.panic = 5\nkernel.panic_on_oops = 1\nkernel.softlockup_panic = 1\nkernel.hung_task_panic = 1\nkernel.sysrq = 1\n",
    ],
  ];
  for (const [options, expected] of sysctls) {
    it(`writes the sysctls of ${JSON.stringify(options)}`, () => {
      assert.equal(contentOf(sysctl, alma, options), expected);
    });
  }

  it("demands no unknown_nmi_panic on arm64, which has none", () => {
    assert.equal(contentOf(sysctl, { ...alma, architecture: "arm64" }), "kernel.panic = 5\nkernel.panic_on_oops = 1\n");
  });

  const flags = { lzo: "-l ", zlib: "-c ", snappy: "-p ", zstd: "-z ", none: "" } as const;
  for (const [platform, supported] of [
    [centos6, ["zlib", "lzo", "snappy", "none"]],
    [centos, ["lzo", "zlib", "snappy", "none"]],
    [{ ...alma, release: "rhel-10" }, ["lzo", "zlib", "snappy", "zstd", "none"]],
    [debian, ["lzo", "zlib", "none"]],
  ] as const) {
    for (const compression of ["lzo", "zlib", "snappy", "zstd", "none"] as const) {
      const able = (supported as readonly string[]).includes(compression);
      it(`${able ? "compresses" : "refuses to compress"} by ${compression} on ${platform.release}`, () => {
        const problems = hardeningProblems(platform, { compression });
        assert.deepEqual(
          problems.map(({ property }) => property),
          able ? [] : ["compression"],
        );
        if (!able) return;
        const { files, kdumpConfiguration } = harden(platform, { compression });
        const text = files.find(({ path }) => path === kdumpConfiguration)?.content ?? "";
        const level = platform.release === "debian-12" ? "" : /--message-level \d /.exec(text)?.[0];
        assert.ok(text.includes(`${flags[compression]}${level ?? "?"}-d 31`), text);
      });
    }
  }

  it("carries every option into the guest", () => {
    const options: CrashDumpOptions = {
      panicTimeoutSeconds: 30,
      dumpPath: "/srv/dumps",
      dumpLevel: 1,
      compression: "zlib",
      dumpsKept: 7,
      crashkernel: "768M",
    };
    const onDebian = harden(debian, options);
    assert.match(contentOf(sysctl, debian, options) ?? "", /kernel\.panic = 30\n/);
    assert.match(onDebian.reserve, /want='crashkernel=768M panic=30'/);
    assert.match(onDebian.configure, /chmod 0700 \/srv\/dumps\n/);
    const text = contentOf("/etc/default/kdump-tools", debian, options) ?? "";
    for (const line of ['KDUMP_COREDIR="/srv/dumps"', 'MAKEDUMP_ARGS="-c -d 1"', 'KDUMP_NUM_DUMPS="7"']) {
      assert.ok(text.includes(`${line}\n`), line);
    }
    const kdumpConf = contentOf("/etc/kdump.conf", alma, options) ?? "";
    assert.match(kdumpConf, /^path \/srv\/dumps\ncore_collector makedumpfile -c --message-level 7 -d 1\n/);
    assert.match(contentOf("/usr/local/sbin/azure-kdump-retention", alma, options) ?? "", /tail -n \+8 /);
  });

  it("mounts a dump disk by label, with options that also hold in a capture boot", () => {
    const options: CrashDumpOptions = { dumpDisk: { lun: 2 }, dumpPath: "/data/crash-dumps" };
    const entry = /^ {2}echo '(LABEL.*)' >>\/etc\/fstab$/m;
    assert.equal(
      entry.exec(harden(debian, options).configure)?.[1],
      "LABEL=azure-kdump /data/crash-dumps ext4 defaults,nofail,x-systemd.before=kdump-tools.service,x-systemd.before=kdump-tools-dump.service 0 2",
    );
    assert.equal(
      entry.exec(harden(alma, options).configure)?.[1],
      "LABEL=azure-kdump /data/crash-dumps ext4 defaults,nofail 0 2",
    );
    assert.equal(
      contentOf("/etc/systemd/system/kdump.service.d/azure-kdump.conf", alma, options),
      "[Unit]\nAfter=data-crash\\x2ddumps.mount\n",
    );
    for (const platform of [debian, alma]) {
      assert.doesNotMatch(harden(platform, options).configure, /\/dev\/sd|_netdev|cloud-init\.service/);
    }
  });

  it("locks kexec only by a unit that runs after kdump, never by a sysctl at boot", () => {
    for (const platform of [debian, alma]) {
      const { files, unit } = harden(platform, { lockKexec: true });
      assert.doesNotMatch(files.find(({ path }) => path === sysctl)?.content ?? "", /kexec/);
      const lock = files.find(({ path }) => path.endsWith("/azure-kdump-lock.service"))?.content ?? "";
      assert.match(lock, new RegExp(`^After=${unit}$`, "m"));
      assert.doesNotMatch(harden(platform).configure, /kexec_load_disabled/);
    }
  });

  const refused: readonly (readonly [CrashDumpOptions, string, Platform?])[] = [
    [{ panicTimeoutSeconds: 0 }, "panicTimeoutSeconds"],
    [{ panicTimeoutSeconds: 61 }, "panicTimeoutSeconds"],
    [{ panicTimeoutSeconds: 1.5 }, "panicTimeoutSeconds"],
    [{ panicOnOops: "yes" as unknown as boolean }, "panicOnOops"],
    [{ panicOnOops: false }, "panicOnOops"],
    [{ panicOnUnknownNmi: true }, "panicOnUnknownNmi", { ...debian, architecture: "arm64" }],
    [{ panicOnSoftLockup: 1 as unknown as boolean }, "panicOnSoftLockup"],
    [{ panicOnHungTask: 1 as unknown as boolean }, "panicOnHungTask"],
    [{ sysrq: 1 as unknown as boolean }, "sysrq"],
    [{ lockKexec: "no" as unknown as boolean }, "lockKexec"],
    [{ lockKexec: true }, "lockKexec", centos6],
    [{ dumpDisk: { lun: 0 } }, "dumpDisk", centos6],
    [{ dumpDisk: { lun: 64 } }, "dumpDisk.lun"],
    [{ dumpDisk: { lun: -1 } }, "dumpDisk.lun"],
    [{ dumpLevel: 32 }, "dumpLevel"],
    [{ dumpLevel: -1 }, "dumpLevel"],
    [{ dumpsKept: 0 }, "dumpsKept"],
    [{ dumpsKept: 101 }, "dumpsKept"],
    [{ compression: "zstd" }, "compression"],
    [{ compression: "brotli" as "zlib" }, "compression"],
    [{ dumpPath: "var/crash" }, "dumpPath"],
    [{ dumpPath: "/var/crash; rm -rf /" }, "dumpPath"],
    [{ dumpPath: "/var/../tmp" }, "dumpPath"],
    [{ dumpPath: "/" }, "dumpPath"],
    [{ dumpPath: "/mnt/dumps" }, "dumpPath"],
    [{ dumpPath: "/run/dumps" }, "dumpPath"],
    [{ dumpPath: "/var" }, "dumpPath"],
    [{ dumpPath: "/var/lib" }, "dumpPath"],
    [{ dumpPath: "/etc/dumps" }, "dumpPath"],
    [{ dumpPath: "/home" }, "dumpPath"],
    [{ crashkernel: "auto" }, "crashkernel"],
    [{ crashkernel: "256M'; reboot; '" }, "crashkernel"],
    [{ crashkernel: "512M quiet" }, "crashkernel"],
    [{ crashkernel: "512M,low" }, "crashkernel"],
    [{ crashkernel: "512M@64M" }, "crashkernel"],
    [{ crashkernel: "64M" }, "crashkernel"],
    [{ crashkernel: "6G" }, "crashkernel"],
    [{ crashkernel: "16G-:512M" }, "crashkernel"],
    [{ crashkernel: "4G-1T:512M" }, "crashkernel", centos],
  ];
  for (const [options, property, platform = debian] of refused) {
    it(`refuses ${JSON.stringify(options)} on ${titleOf(platform)} and names ${property}`, () => {
      const problems = hardeningProblems({ ...platform, memoryMiB: 8192 }, options);
      assert.deepEqual(
        problems.map((problem) => problem.property),
        [property],
      );
      assert.match(problems[0]?.reason ?? "", /: \S/, "it says what to do");
    });
  }

  const accepted: readonly (readonly [CrashDumpOptions, Platform])[] = [
    [{ crashkernel: "4G-1T:512M" }, debian],
    [{ crashkernel: "1G,high" }, centos],
    [{ dumpPath: "/var/lib/dumps" }, alma],
    [{ dumpPath: "/srv/crash", dumpDisk: { lun: 63 } }, ubuntu],
    [{ panicOnUnknownNmi: false }, { ...debian, architecture: "arm64" }],
  ];
  for (const [options, platform] of accepted) {
    it(`takes ${JSON.stringify(options)} on ${titleOf(platform)}`, () => {
      assert.deepEqual(hardeningProblems({ ...platform, memoryMiB: 8192 }, options), []);
    });
  }

  const impossible: readonly (readonly [Platform, string, RegExp])[] = [
    [{ ...debian, release: "debian-1" as "debian-12" }, "release", /"debian-1" is not known: choose one of centos-6, /],
    [{ ...debian, release: "toString" as "debian-12" }, "release", /is not known/],
    [{ ...centos, architecture: "arm64" }, "architecture", /no recipe for centos-7 on arm64: choose x64/],
    [{ ...centos6, generation: 2 }, "generation", /no recipe for centos-6 on x64 of generation 2: choose 1/],
    [{ ...debian, architecture: "arm64", generation: 1 }, "generation", /choose 2/],
    [{ ...debian, generation: 1, diskController: "NVMe" }, "diskController", /choose SCSI, or generation 2/],
    [{ ...debian, generation: 1, secureBoot: true }, "secureBoot", /generation 1/],
    [{ ...debian, architecture: "arm64", secureBoot: true }, "secureBoot", /turn it off/],
    [{ ...debian, hyperVHost: "before-2012-r2" }, "hyperVHost", /only centos-6/],
  ];
  for (const [platform, property, reason] of impossible) {
    it(`has no recipe where ${property} is wrong: ${JSON.stringify(platform)}`, () => {
      const problems = hardeningProblems(platform);
      assert.deepEqual(
        problems.map((problem) => problem.property),
        [property],
      );
      assert.match(problems[0]?.reason ?? "", reason);
      assert.throws(() => harden(platform), HardeningError);
    });
  }

  it("names every problem at once", () => {
    assert.throws(
      () => harden({ ...debian, memoryMiB: 512, hyperVHost: "before-2012-r2" }, { dumpLevel: 99, dumpPath: "/tmp" }),
      (error) => error instanceof HardeningError && error.problems.length === 4,
    );
  });
});
