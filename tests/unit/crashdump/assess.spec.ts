import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { assess, type CrashDumpOptions, hardenedPlatform, harden, type Platform, toCustomData } from "azure-kdump-core";
import fc from "fast-check";
import { alma, centos, debian, encoded, platforms, ubuntu } from "../platforms";

const anyOptions: fc.Arbitrary<CrashDumpOptions> = fc.record(
  {
    panicTimeoutSeconds: fc.integer({ min: 1, max: 60 }),
    dumpPath: fc.constantFrom("/var/crash", "/srv/dumps", "/data/crash.d"),
    dumpLevel: fc.integer({ min: 0, max: 31 }),
    compression: fc.constantFrom("lzo", "zlib", "none"),
    dumpsKept: fc.integer({ min: 1, max: 100 }),
    crashkernel: fc.constantFrom("512M", "1G-4G:256M,4G-:512M", "1G,high"),
  },
  { requiredKeys: [] },
);
const anyPlatform = fc.constantFrom(...platforms);
const harmless = fc.constantFrom(undefined, "#cloud-config\npackages: [nginx]\n", "#!/bin/sh\necho hello\n");

describe("assess", () => {
  it("finds nothing wrong with what harden makes, on any platform, with any options, beside a harmless cloud-init", () => {
    fc.assert(
      fc.property(anyPlatform, anyOptions, harmless, (platform, options, user) => {
        assert.deepEqual(assess(platform, toCustomData(harden(platform, options), user)), []);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("finds something wrong once any line of either script is changed", () => {
    fc.assert(
      fc.property(anyPlatform, fc.nat(), fc.boolean(), (platform, index, first) => {
        const hardening = harden(platform);
        const script = first ? "reserve" : "configure";
        const lines = hardening[script].split("\n").slice(1, -1);
        lines[index % lines.length] = "";
        const broken = { ...hardening, [script]: `#!/bin/sh\n${lines.join("\n")}\n` };
        assert.notDeepEqual(assess(platform, toCustomData(broken)), []);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

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
      { seed: 3, numRuns: 500 },
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

  const cases: readonly (readonly [string, Platform, string | undefined, Verdict, Verdict])[] = [
    ["no customData at all", debian, undefined, "violation", "violation"],
    ["no customData on Ubuntu, whose kernel reboots at once", ubuntu, undefined, undefined, "violation"],
    ["an empty customData", centos, "", "violation", "violation"],
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
    ["a command that sets it", debian, config({ runcmd: ["sysctl -w kernel.panic=10"] }), "cannot-tell", "violation"],
    [
      "a command that configures kdump",
      debian,
      config({ runcmd: [["kdump-config", "load"]] }),
      "violation",
      "cannot-tell",
    ],
    ["the packages alone", debian, config({ packages: ["kdump-tools", "makedumpfile"] }), "violation", "violation"],
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
      hardenedWith(debian, userConfig({ write_files: [file("/etc/sysctl.d/99-zz.conf", "kernel.panic = 0")] })),
      "violation",
      undefined,
    ],
    [
      "hardening, overwritten by the user",
      debian,
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
      hardenedWith(alma, userConfig({ runcmd: ["systemctl mask kdump"] })),
      undefined,
      "cannot-tell",
    ],
    [
      "hardening, with a later boot loader file",
      debian,
      hardenedWith(
        debian,
        userConfig({
          write_files: [file("/etc/default/grub.d/zzz.cfg", 'GRUB_CMDLINE_LINUX_DEFAULT="crashkernel=0"')],
        }),
      ),
      undefined,
      "cannot-tell",
    ],
    ["hardening of another release", alma, toCustomData(harden(debian)), undefined, "violation"],
  ];
  for (const [what, platform, customData, panicReboots, kdumpConfigured] of cases) {
    it(`judges ${what} on ${platform.release}`, () => {
      const findings = assess(platform, customData);
      const verdictOn = (rule: string) => findings.find((finding) => finding.rule === rule)?.verdict;
      assert.deepEqual([verdictOn("panic-reboots"), verdictOn("kdump-configured")], [panicReboots, kdumpConfigured]);
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

  it("does not expand a gzip bomb", () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024)).toString("base64");
    const before = process.memoryUsage().rss;
    assert.equal(assess(debian, bomb).length, 2);
    assert.ok(process.memoryUsage().rss - before < 64 * 1024 * 1024);
  });
});
