import assert from "node:assert/strict";
import { type CrashDumpOptions, harden, HardeningError, hardeningProblems, toCustomData } from "azure-kdump-core";
import { alma, centos, debian, platforms, titleOf, ubuntu } from "../platforms";

function contentOf(path: string, ...[platform, options]: Parameters<typeof harden>): string | undefined {
  return harden(platform, options).files.find((file) => file.path === path)?.content;
}

describe("harden", () => {
  for (const platform of platforms) {
    describe(titleOf(platform), () => {
      it("sets kernel.panic to 5 seconds by default", () => {
        assert.match(contentOf("/etc/sysctl.d/60-azure-kdump.conf", platform) ?? "", /^kernel\.panic = 5$/m);
      });

      it("excludes no driver from the capture kernel", () => {
        const { reserve, configure } = harden(platform);
        assert.doesNotMatch(reserve + configure, /blacklist|omit-drivers|prefer_ms_hyperv|hv_/);
      });

      it("gives the same bytes for the same input", () => {
        assert.equal(toCustomData(harden(platform)), toCustomData(harden(platform)));
      });

      it("gives the same bytes whatever the memory, so that a resized VM is not replaced", () => {
        const resized = { ...platform, memoryMiB: 65536 };
        assert.equal(toCustomData(harden(resized)), toCustomData(harden(platform)));
      });
    });
  }

  it("writes EL 7's kdump.conf without the directives that only later releases know", () => {
    assert.equal(
      contentOf("/etc/kdump.conf", centos),
      "path /var/crash\ncore_collector makedumpfile -l --message-level 1 -d 31\ndefault reboot\n",
    );
  });

  it("writes EL 9's kdump.conf", () => {
    assert.equal(
      contentOf("/etc/kdump.conf", alma),
      "path /var/crash\ncore_collector makedumpfile -l --message-level 7 -d 31\nfailure_action reboot\nfinal_action reboot\nauto_reset_crashkernel no\n",
    );
  });

  it("lets a panicking capture kernel reboot on the Debian family, whose default does not", () => {
    for (const platform of [debian, ubuntu]) {
      assert.match(
        contentOf("/etc/default/kdump-tools", platform) ?? "",
        /^KDUMP_CMDLINE_APPEND=".*nr_cpus=1.* panic=10"$/m,
      );
    }
  });

  it("loads the capture kernel by kexec_file_load on generation 2, as Secure Boot demands", () => {
    assert.match(contentOf("/etc/default/kdump-tools", debian) ?? "", /^KDUMP_KEXEC_ARGS="-s"$/m);
  });

  it("writes CentOS 7's boot loader configuration where the firmware of its generation looks for it", () => {
    assert.match(harden(centos).reserve, /grub2-mkconfig -o \/boot\/efi\/EFI\/centos\/grub\.cfg /);
    assert.match(harden({ ...centos, generation: 1 }).reserve, /grub2-mkconfig -o \/boot\/grub2\/grub\.cfg /);
  });

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
    assert.match(contentOf("/etc/sysctl.d/60-azure-kdump.conf", debian, options) ?? "", /kernel\.panic = 30\n/);
    assert.match(onDebian.reserve, /want='768M'/);
    assert.match(onDebian.configure, /chmod 0700 \/srv\/dumps\n/);
    const kdumpTools = contentOf("/etc/default/kdump-tools", debian, options) ?? "";
    for (const line of ['KDUMP_COREDIR="/srv/dumps"', 'MAKEDUMP_ARGS="-c -d 1"', 'KDUMP_NUM_DUMPS="7"']) {
      assert.ok(kdumpTools.includes(`${line}\n`), line);
    }
    const kdumpConf = contentOf("/etc/kdump.conf", alma, options) ?? "";
    assert.match(kdumpConf, /^path \/srv\/dumps\ncore_collector makedumpfile -c --message-level 7 -d 1\n/);
    assert.match(contentOf("/usr/local/sbin/azure-kdump-retention", alma, options) ?? "", /tail -n \+8 /);
  });

  const refused: readonly (readonly [CrashDumpOptions, string])[] = [
    [{ panicTimeoutSeconds: 0 }, "panicTimeoutSeconds"],
    [{ panicTimeoutSeconds: 61 }, "panicTimeoutSeconds"],
    [{ panicTimeoutSeconds: 1.5 }, "panicTimeoutSeconds"],
    [{ dumpLevel: 32 }, "dumpLevel"],
    [{ dumpsKept: 0 }, "dumpsKept"],
    [{ compression: "zstd" as "zlib" }, "compression"],
    [{ dumpPath: "var/crash" }, "dumpPath"],
    [{ dumpPath: "/var/crash; rm -rf /" }, "dumpPath"],
    [{ dumpPath: "/var/../tmp" }, "dumpPath"],
    [{ dumpPath: "/mnt/dumps" }, "dumpPath"],
    [{ dumpPath: "/run/dumps" }, "dumpPath"],
    [{ crashkernel: "auto" }, "crashkernel"],
    [{ crashkernel: "256M'; reboot; '" }, "crashkernel"],
    [{ crashkernel: "64M" }, "crashkernel"],
    [{ crashkernel: "6G" }, "crashkernel"],
    [{ crashkernel: "16G-:512M" }, "crashkernel"],
  ];
  for (const [options, property] of refused) {
    it(`refuses ${JSON.stringify(options)} and names ${property}`, () => {
      const problems = hardeningProblems({ ...debian, memoryMiB: 8192 }, options);
      assert.deepEqual(
        problems.map((problem) => problem.property),
        [property],
      );
    });
  }

  it("names every problem at once", () => {
    assert.throws(
      () => harden({ ...debian, memoryMiB: 512 }, { dumpLevel: 99, dumpPath: "/tmp" }),
      (error) => error instanceof HardeningError && error.problems.length === 3,
    );
  });

  it("refuses a platform that it has no recipe for, and says which there are", () => {
    assert.throws(() => harden({ ...debian, architecture: "arm64" }), /no recipe for debian-12 on arm64: choose x64/);
    assert.throws(
      () => harden({ ...debian, release: "debian-1" as "debian-12" }),
      /"debian-1" is not known: choose one of /,
    );
  });
});
