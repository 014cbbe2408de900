import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import {
  assess,
  type CrashDumpOptions,
  hardenedPlatform,
  harden,
  hardeningProblems,
  type Platform,
  type Rule,
  releases,
  toCustomData,
} from "azure-kdump-core";
import fc from "fast-check";
import { alma, centos, debian, encoded, platforms, titleOf, ubuntu } from "../platforms";
import { anyOptionsOf } from "./any-options";
import { runs, some } from "../runs";

const hardened: fc.Arbitrary<readonly [Platform, CrashDumpOptions]> = fc
  .constantFrom(...platforms)
  .chain((platform) => fc.tuple(fc.constant(platform), anyOptionsOf(platform)));
const anyPlatform = fc.constantFrom(...platforms);
const harmless = fc.constantFrom(
  undefined,
  "#cloud-config\npackages: [nginx]\nwrite_files: [{path: /etc/motd, content: hello}]\n",
  "#!/bin/sh\nset -e\nfor name in a b; do echo $name >>/tmp/names; done\n",
);

/** [what, script, what matters in it, what it becomes, rules of which one has to object] */
const breakages: readonly (readonly [
  string,
  "reserve" | "configure",
  RegExp | "the crashkernel",
  string,
  readonly Rule[],
])[] = [
  ["kernel.panic is 0", "reserve", /kernel\.panic = \d+/, "kernel.panic = 0", ["panic-reboots"]],
  ["a panic at boot hangs", "reserve", / panic=5\b/g, " panic=0", ["early-panic-reboots"]],
  ["nothing reboots", "reserve", /^(systemctl reboot|reboot|shutdown -r).*$/m, ":", ["crashkernel-reserved"]],
  ["too little is reserved", "reserve", "the crashkernel", "16M", ["crashkernel-reserved"]],
  ["nothing is reserved", "reserve", "the crashkernel", "64G-:512M", ["crashkernel-reserved"]],
  [
    "kdump is not started at boot",
    "configure",
    /systemctl is-enabled -q \S+ \|\| systemctl enable|chkconfig (kdump) on/,
    "systemctl mask",
    ["kdump-configured"],
  ],
  ["kexec is locked first", "reserve", /kernel\.panic = /, "kernel.kexec_load_disabled = 1\n$&", ["kexec-not-blocked"]],
  [
    "a driver is excluded",
    "configure",
    /^systemctl|^service|^chkconfig/m,
    "echo 'blacklist hv_storvsc' >/etc/modprobe.d/x.conf\n$&",
    ["no-driver-excluded"],
  ],
  [
    "dumps go to memory",
    "configure",
    /^path \S+|KDUMP_COREDIR="[^"]*"/m,
    'path /run/crash\nKDUMP_COREDIR="/run/crash"',
    ["dump-path-persistent", "kdump-conf-valid"],
  ],
];

describe("assess", () => {
  it("finds nothing wrong with what harden makes, on any platform, with any options, beside a harmless cloud-init", () => {
    fc.assert(
      fc.property(
        hardened,
        harmless,
        fc.constantFrom(undefined, 2048, 8192, 262144),
        ([platform, options], user, memoryMiB) => {
          const sized = memoryMiB === undefined ? platform : { ...platform, memoryMiB };
          fc.pre(hardeningProblems(sized, options).length === 0);
          assert.deepEqual(assess(sized, toCustomData(harden(sized, options), user)), []);
        },
      ),
      { seed: 1, numRuns: runs(300) },
    );
  });

  it("takes a crashkernel below the recipe's for a choice in what harden makes, and for advice in anybody else's", () => {
    const platform = { ...alma, memoryMiB: 8192 };
    const hardening = harden(platform, { crashkernel: "384M" });
    const strangers = { ...hardening, reserve: hardening.reserve.replace("# Reserves", "# It reserves") };
    assert.deepEqual(assess(platform, toCustomData(hardening)), []);
    const found = assess(platform, toCustomData(strangers)).map(({ rule, verdict }) => `${rule} ${verdict}`);
    assert.deepEqual(found, ["crashkernel-reserved advisory"]);
  });

  it("finds nothing wrong with the effect of our scripts, where it does not know them for ours", () => {
    for (const platform of platforms) {
      for (const memoryMiB of [2048, 8192, 262144]) {
        const sized = { ...platform, memoryMiB };
        const hardening = harden(sized, { dumpPath: "/srv/dumps", dumpsKept: 7 });
        const reserve = hardening.reserve.replace("# Reserves", "# It reserves");
        assert.equal(hardenedPlatform(toCustomData({ ...hardening, reserve })), undefined);
        assert.deepEqual(assess(sized, toCustomData({ ...hardening, reserve })), [], titleOf(platform));
      }
    }
  });

  it("finds nothing wrong with what harden makes on disks of any kind, once its dumps have a disk of their own", () => {
    for (const platform of platforms.filter(({ generation, release }) => generation === 2 && release !== "centos-6")) {
      for (const diskController of ["SCSI", "NVMe"] as const) {
        for (const osDiskEphemeral of [true, false]) {
          const disks = { memoryMiB: 8192, diskController, osDiskEphemeral, osDiskGiB: 4, dataDisksGiB: [6] };
          const whole = { ...platform, ...disks, secureBoot: false };
          assert.deepEqual(assess(whole, toCustomData(harden(whole, { dumpDisk: { lun: 0 } }))), [], titleOf(platform));
        }
      }
    }
  });

  it("keeps the disks out of what harden makes", () => {
    const disks = { osDiskGiB: 512, osDiskEphemeral: true, dataDisksGiB: [64] };
    assert.equal(toCustomData(harden({ ...debian, ...disks })), toCustomData(harden(debian)));
  });

  it("finds that kernel.panic is missing once our own script is changed so, where the image leaves it at 0", () => {
    for (const platform of some(platforms.filter(({ release }) => releases[release].stock.panicTimeoutSeconds === 0))) {
      const hardening = harden(platform);
      const reserve = hardening.reserve.replace(/kernel\.panic = \d+\n/, "").replace(/ panic=5\b/g, "");
      const findings = assess(platform, toCustomData({ ...hardening, reserve }));
      assert.ok(findings.some(({ rule }) => rule === "panic-reboots"));
    }
  });

  for (const [what, script, matters, replacement, rules] of breakages) {
    it(`finds that ${what} once our own script is changed so, on every platform`, () => {
      for (const platform of some(platforms.filter(({ hyperVHost }) => hyperVHost === undefined))) {
        const hardening = harden(platform);
        const changed =
          matters === "the crashkernel"
            ? hardening[script].replaceAll(hardening.crashkernel, replacement)
            : hardening[script].replace(matters, replacement);
        assert.notEqual(changed, hardening[script], titleOf(platform));
        const findings = assess({ ...platform, memoryMiB: 8192 }, toCustomData({ ...hardening, [script]: changed }));
        assert.ok(
          findings.some(({ rule }) => rules.includes(rule)),
          `${titleOf(platform)}: ${JSON.stringify(findings)}`,
        );
      }
    });
  }

  it("never throws, whatever the bytes", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
      fc.string().map((text) => Buffer.from(`#cloud-config\n${text}`)),
      fc.string().map((text) => gzipSync(text)),
      fc.string().map((text) => Buffer.from(`MIME-Version: 1.0\n${text}`)),
      fc.jsonValue().map((value) => Buffer.from(`#cloud-config\nwrite_files: ${JSON.stringify(value)}`)),
    );
    fc.assert(
      fc.property(anyPlatform, bytes, (platform, data) => {
        assert.ok(Array.isArray(assess(platform, data.toString("base64"))));
      }),
      { seed: 3, numRuns: runs(500) },
    );
    assert.ok(Array.isArray(assess(debian, "%%% not base64 %%%")));
  });

  /** [what, platform, customData, verdict on panic-reboots, verdict on kdump-configured] */
  type Verdict = "violation" | "cannot-tell" | undefined;
  const file = (path: string, content: string) => ({ path, content });
  const config = (value: Readonly<Record<string, unknown>>) => encoded(`#cloud-config\n${JSON.stringify(value)}`);
  const hardenedWith = (platform: Platform, user: string) => toCustomData(harden(platform), user);
  const userConfig = (value: Readonly<Record<string, unknown>>) => `#cloud-config\n${JSON.stringify(value)}`;
  const panicIs = (value: string) => file("/etc/sysctl.d/60-panic.conf", `kernel.panic = ${value}\n`);

  const cases: readonly (readonly [string, Platform, string | (() => string) | undefined, Verdict, Verdict])[] = [
    ["no customData at all", debian, undefined, "violation", "violation"],
    ["no customData on Ubuntu, whose kernel reboots at once", ubuntu, undefined, undefined, "violation"],
    ["an empty customData on an image that has kdump on", centos, "", "violation", undefined],
    ["an empty customData", debian, "", "violation", "violation"],
    [
      "comments that name everything",
      debian,
      encoded("#cloud-config\n# kernel.panic = 5, kdump, crashkernel=512M\nruncmd: [ls]\n"),
      "violation",
      "violation",
    ],
    [
      "a script with nothing but comments",
      debian,
      encoded("#!/bin/sh\n# sysctl -w kernel.panic=5; systemctl enable kdump\n"),
      "violation",
      "violation",
    ],
    ["kernel.panic in a file", debian, config({ write_files: [panicIs("10")] }), undefined, "violation"],
    [
      "kernel.panic with slashes",
      debian,
      config({ write_files: [file("/etc/sysctl.d/x.conf", "-kernel/panic=10")] }),
      undefined,
      "violation",
    ],
    [
      "the same, gzipped",
      debian,
      gzipSync(Buffer.from(config({ write_files: [panicIs("10")] }), "base64")).toString("base64"),
      undefined,
      "violation",
    ],
    [
      "the content in base64",
      debian,
      config({ write_files: [{ ...file("/etc/sysctl.d/x.conf", encoded("kernel.panic=10")), encoding: "b64" }] }),
      undefined,
      "violation",
    ],
    [
      "a commented line",
      debian,
      config({ write_files: [file("/etc/sysctl.d/x.conf", "# kernel.panic = 10\n")] }),
      "violation",
      "violation",
    ],
    [
      "a name that systemd-sysctl does not read",
      debian,
      config({ write_files: [file("/etc/sysctl.d/panic", "kernel.panic = 10")] }),
      "violation",
      "violation",
    ],
    [
      "kernel.panic_on_oops alone",
      debian,
      config({ write_files: [file("/etc/sysctl.d/x.conf", "kernel.panic_on_oops = 1")] }),
      "violation",
      "violation",
    ],
    ["kernel.panic = 0", ubuntu, config({ write_files: [panicIs("0")] }), "violation", "violation"],
    ["a value that is no number", ubuntu, config({ write_files: [panicIs("yes")] }), "violation", "violation"],
    ["a negative value", debian, config({ write_files: [panicIs("-1")] }), undefined, "violation"],
    [
      "a later file that undoes an earlier one",
      debian,
      config({ write_files: [panicIs("10"), file("/etc/sysctl.d/99-zz.conf", "kernel.panic = 0")] }),
      "violation",
      "violation",
    ],
    [
      "an earlier file that loses against a later one",
      debian,
      config({ write_files: [panicIs("10"), file("/etc/sysctl.d/10-a.conf", "kernel.panic = 0")] }),
      undefined,
      "violation",
    ],
    [
      "the same file written twice",
      debian,
      config({ write_files: [panicIs("10"), { ...panicIs("0"), path: "/etc//sysctl.d/./60-panic.conf" }] }),
      "violation",
      "violation",
    ],
    [
      "a file that is appended to",
      debian,
      config({ write_files: [panicIs("10"), { ...panicIs("0"), append: true }] }),
      "violation",
      "violation",
    ],
    [
      "a deferred write",
      debian,
      config({ write_files: [{ ...panicIs("0"), defer: true }, panicIs("10")] }),
      "violation",
      "violation",
    ],
    [
      "a write that ends the module before ours",
      debian,
      config({ write_files: [file("/etc/x", 5 as unknown as string), panicIs("10")] }),
      "violation",
      "violation",
    ],
    [
      "/etc/sysctl.conf, which is read as 99-sysctl.conf",
      debian,
      config({ write_files: [panicIs("10"), file("/etc/sysctl.conf", "kernel.panic = 0")] }),
      "violation",
      "violation",
    ],
    [
      "a command that sets it for the running kernel alone",
      debian,
      config({ runcmd: ["sysctl -w kernel.panic=10"] }),
      "violation",
      "violation",
    ],
    [
      "a command that sets it for every boot",
      debian,
      config({ runcmd: [["sh", "-c", "echo kernel.panic=10 | tee /etc/sysctl.d/60-x.conf"]] }),
      undefined,
      "violation",
    ],
    [
      "a program that nobody can follow",
      debian,
      config({ runcmd: ["/opt/setup kernel.panic=10", "/opt/setup kdump"] }),
      "cannot-tell",
      "cannot-tell",
    ],
    [
      "a command that configures kdump",
      debian,
      config({ runcmd: [["kdump-config", "load"]] }),
      "violation",
      "violation",
    ],
    ["the packages alone", debian, config({ packages: ["kdump-tools", "makedumpfile"] }), "violation", undefined],
    [
      "two cloud-configs of which the second replaces the first's files",
      debian,
      encoded(
        `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/cloud-config\n\n${userConfig({ write_files: [panicIs("10")] })}\n--x\nContent-Type: text/cloud-config\n\n#cloud-config\nwrite_files: []\n--x--\n`,
      ),
      "violation",
      "violation",
    ],
    [
      "hardening, undone by the user's own file",
      debian,
      () => hardenedWith(debian, userConfig({ write_files: [file("/etc/sysctl.d/99-zz.conf", "kernel.panic = 0")] })),
      "violation",
      undefined,
    ],
    [
      "hardening, overwritten by the user",
      debian,
      () =>
        hardenedWith(
          debian,
          userConfig({ write_files: [file("/etc/sysctl.d/60-azure-kdump.conf", "kernel.panic = 0")] }),
        ),
      "violation",
      undefined,
    ],
    [
      "hardening, with a user's command on kdump",
      alma,
      () => hardenedWith(alma, userConfig({ runcmd: ["systemctl mask kdump"] })),
      undefined,
      "violation",
    ],
    ["hardening of another release", alma, () => toCustomData(harden(debian)), undefined, "violation"],
  ];
  for (const [what, platform, customData, panicReboots, kdumpConfigured] of cases) {
    it(`judges ${what} on ${platform.release}`, () => {
      const findings = assess(platform, typeof customData === "function" ? customData() : customData);
      const verdictOn = (rule: string) => findings.find((finding) => finding.rule === rule)?.verdict;
      assert.deepEqual([verdictOn("panic-reboots"), verdictOn("kdump-configured")], [panicReboots, kdumpConfigured]);
    });
  }

  it("names the generation where the boot loader's file lies elsewhere on UEFI", () => {
    const byBios = toCustomData(harden({ ...centos, generation: 1 }));
    const mismatch = /^the hardening was made for/;
    const messages = (platform: Platform, customData: string) =>
      assess(platform, customData).flatMap(({ message }) => (mismatch.test(message) ? [message] : []));
    assert.deepEqual(messages({ ...centos, generation: 2 }, byBios), [
      "the hardening was made for centos-7 of generation 1, and the image is centos-7 of generation 2",
    ]);
    assert.deepEqual(messages({ ...centos, generation: 1 }, byBios), []);
    assert.deepEqual(messages({ ...debian, generation: 1 }, toCustomData(harden(debian))), []);
    assert.deepEqual(messages(alma, toCustomData(harden(debian))), [
      "the hardening was made for debian-12, and the image is almalinux-9",
    ]);
  });

  it("sees a boot loader file of the user's that wins over the hardening's", () => {
    const zzz = file("/etc/default/grub.d/zzz.cfg", 'GRUB_CMDLINE_LINUX_DEFAULT="crashkernel=0"');
    const user = userConfig({ write_files: [zzz], runcmd: ["update-grub"] });
    const findings = assess({ ...debian, memoryMiB: 8192 }, hardenedWith(debian, user));
    assert.ok(findings.some(({ rule }) => rule === "crashkernel-reserved"));
  });

  it("takes nothing for undone because of a command that nobody can follow", () => {
    const user = userConfig({
      write_files: [panicIs("0")],
      runcmd: ["systemctl mask kdump-tools", "/opt/kdump kernel.panic"],
    });
    const verdicts = assess(debian, hardenedWith(debian, user)).map(({ rule, verdict }) => `${rule} ${verdict}`);
    assert.ok(verdicts.includes("kdump-configured violation"), verdicts.join());
  });

  it("cannot tell where a key that is not followed names something guarded", () => {
    const findings = assess(
      debian,
      hardenedWith(debian, userConfig({ apt: { conf: 'DPkg::Post-Invoke {"kdump-config unload";};' } })),
    );
    assert.deepEqual(
      findings.map(({ rule, verdict }) => [rule, verdict]),
      [["kdump-configured", "cannot-tell"]],
    );
  });

  const later: readonly (readonly [string, string, string])[] = [
    ["/etc/cron.d/x", "@daily root sysctl kernel.panic=0\n", "panic-reboots"],
    ["/etc/rc.local", "#!/bin/sh\necho 0 >/proc/sys/kernel/panic\n", "panic-reboots"],
    ["/etc/systemd/system/x.service", "[Service]\nExecStart=/usr/bin/systemctl stop kdump-tools\n", "kdump-configured"],
  ];
  for (const [path, content, expected] of later) {
    it(`cannot tell what ${path} does at a later boot, and says nothing of one that names nothing`, () => {
      const judged = (text: string) =>
        assess(debian, hardenedWith(debian, userConfig({ write_files: [file(path, text)] }))).map(
          ({ rule, verdict }) => `${rule} ${verdict}`,
        );
      assert.deepEqual(judged(content), [`${expected} cannot-tell`]);
      assert.deepEqual(judged(`# ${content.replaceAll("\n", " ")}\n`), []);
    });
  }

  const switchedOff: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ["write_files", { cloud_init_modules: ["bootcmd"], write_files: [panicIs("5")] }],
    ["runcmd", { cloud_config_modules: ["ntp"], runcmd: ["ls"] }],
    ["scripts_user", { cloud_final_modules: ["final-message"], runcmd: ["ls"] }],
    ["system_info.paths", { system_info: { paths: { cloud_dir: "/x" } } }],
  ];
  for (const [what, value] of switchedOff) {
    it(`finds that ${what} is switched off`, () => {
      const found = assess(ubuntu, config(value)).filter(({ rule }) => rule === "cloud-init-effective");
      assert.deepEqual(
        found.map(({ verdict }) => verdict),
        ["violation"],
      );
      assert.ok(found[0]?.message.includes(what), found[0]?.message);
    });
  }

  it("names what was found, where, and what to do", () => {
    const [finding] = assess(debian, config({ write_files: [panicIs("0")] }));
    assert.equal(
      finding?.message,
      "kernel.panic is 0 in /etc/sysctl.d/60-panic.conf (write_files in the customData): a panic hangs the VM for good",
    );
    assert.match(finding.remedy, /kernel\.panic = 5/);
  });

  it("knows the platform of our own hardening, and takes nobody else's word for it", () => {
    const customData = toCustomData(harden(centos));
    assert.deepEqual(hardenedPlatform(customData), centos);
    const forged = Buffer.from(harden(centos).reserve.replace("kernel.panic = 5", "kernel.panic = 0"));
    assert.equal(hardenedPlatform(forged.toString("base64")), undefined);
  });
});
