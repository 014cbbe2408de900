import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { harden, parseKdumpSysconfig, parseKdumpTools, releases, renderKdumpTools } from "azure-kdump-core";
import fc from "fast-check";
import { platforms, titleOf } from "../platforms";
import { runs } from "../runs";

const good = "reset_devices systemd.unit=kdump-tools-dump.service nr_cpus=1 irqpoll usbcore.nousb panic=10";

describe("parseKdumpTools", () => {
  const read: readonly (readonly [text: string, name: string, value: string | undefined])[] = [
    ["A=1", "A", "1"],
    ["A=1\nA=2\n", "A", "2"],
    ['A="1 2"', "A", "1 2"],
    ["A='1 \"2\" $3'", "A", '1 "2" $3'],
    ['A="1 \\"2\\" \\$3 \\x"', "A", '1 "2" $3 \\x'],
    ["A=1\\ 2", "A", "1 2"],
    ["A=a'b c'\"d e\"f", "A", "ab cd ef"],
    ['A="1\\\n2"', "A", "12"],
    ['A="1\n2"', "A", "1\n2"],
    ["A=1 # comment", "A", "1"],
    ["A=1#2", "A", "1#2"],
    ["# A=1", "A", undefined],
    ["  A=1", "A", "1"],
    ["export A=1", "A", "1"],
    ["A=1; B=2", "B", "2"],
    ["A=1 B=2", "B", "2"],
    ["A=1\nB=$A.${A}", "B", "1.1"],
    ['A="x"\nA="$A y"', "A", "x y"],
    ["A=", "A", ""],
    ["A=1\r\n", "A", "1"],
  ];
  for (const [text, name, value] of read) {
    it(`reads ${JSON.stringify(text)} as the shell does`, () => {
      const { values, errors } = parseKdumpTools(text);
      assert.equal(values.get(name), value);
      assert.deepEqual(errors, []);
      const shell = spawnSync("sh", ["-c", `${text.replaceAll("\r", "")}\nprintf %s "\${${name}-unset}"`], {
        encoding: "utf8",
        env: { PATH: process.env["PATH"] },
      });
      assert.equal(shell.stdout, value ?? "unset");
    });
  }

  const problems: readonly (readonly [text: string, line: number, name: string, message: RegExp])[] = [
    ["USE_KDUMP=0", 1, "USE_KDUMP", /turns kdump off/],
    ["USE_KDUMP=1\nUSE_KDUMP=0", 2, "USE_KDUMP", /turns kdump off/],
    ['\nKDUMP_SYSCTL="kernel.panic_on_oops=1"', 2, "KDUMP_SYSCTL", /ignored/],
    ["KDUMP_COREDIR=crash", 1, "KDUMP_COREDIR", /no absolute path/],
    ['KDUMP_FAIL_CMD="/bin/bash"', 1, "KDUMP_FAIL_CMD", /waiting for somebody/],
    ['KDUMP_FAIL_CMD="poweroff -f"', 1, "KDUMP_FAIL_CMD", /waiting for somebody/],
    ['KDUMP_KEXEC_ARGS="-c"', 1, "KDUMP_KEXEC_ARGS", /Secure Boot/],
    ["USE_KDUMP = 1", 1, "USE_KDUMP", /a blank before = makes the shell run/],
    ["USE_KDUMP=1\nreboot now\n", 2, "reboot", /no assignment/],
    ["A=$(hostname)", 1, "A", /from a command/],
    ["A=`hostname`", 1, "A", /from a command/],
    ["A=$HOSTNAME", 1, "A", /from \$HOSTNAME/],
    ['A="1', 1, "A", /never closed/],
    ["A='1", 1, "A", /never closed/],
    [`KDUMP_CMDLINE_APPEND="${good.replace("nr_cpus=1 ", "")}"`, 1, "KDUMP_CMDLINE_APPEND", /lacks nr_cpus=1/],
    [`KDUMP_CMDLINE_APPEND="${good.replace("reset_devices ", "")}"`, 1, "KDUMP_CMDLINE_APPEND", /lacks reset_devices/],
    [`KDUMP_CMDLINE_APPEND="${good.replace(" panic=10", "")}"`, 1, "KDUMP_CMDLINE_APPEND", /lacks panic=10/],
    [`KDUMP_CMDLINE_APPEND="${good.replace("panic=10", "panic=0")}"`, 1, "KDUMP_CMDLINE_APPEND", /lacks panic=10/],
    [
      `KDUMP_CMDLINE_APPEND="${good.replace("systemd.unit=kdump-tools-dump.service ", "")}"`,
      1,
      "KDUMP_CMDLINE_APPEND",
      /lacks systemd\.unit/,
    ],
    [`KDUMP_CMDLINE_APPEND="${good} module_blacklist=hv_storvsc"`, 1, "KDUMP_CMDLINE_APPEND", /keeps hv_storvsc out/],
    [`KDUMP_CMDLINE_APPEND="${good} modprobe.blacklist=a,hv-vmbus"`, 1, "KDUMP_CMDLINE_APPEND", /keeps hv-vmbus out/],
    [`KDUMP_CMDLINE_APPEND="${good} ata_piix.prefer_ms_hyperv=0"`, 1, "KDUMP_CMDLINE_APPEND", /before Windows Server/],
    ['KDUMP_CMDLINE="root=/dev/sda rd.driver.blacklist=nvme"', 1, "KDUMP_CMDLINE", /keeps nvme out/],
  ];
  for (const [text, line, name, message] of problems) {
    it(`finds the fault in ${JSON.stringify(text)}`, () => {
      const { errors } = parseKdumpTools(text);
      assert.equal(errors.length, 1, JSON.stringify(errors));
      assert.deepEqual([errors[0]?.line, errors[0]?.name], [line, name]);
      assert.match(errors[0]?.message ?? "", message);
      assert.ok(errors[0]?.remedy);
    });
  }

  const faultless = [
    "USE_KDUMP=0\nUSE_KDUMP=1",
    `KDUMP_CMDLINE_APPEND="quiet"\nKDUMP_CMDLINE_APPEND="${good}"`,
    'KDUMP_FAIL_CMD="reboot -f"',
    'KDUMP_FAIL_CMD="/usr/local/bin/publish"',
    'KDUMP_KEXEC_ARGS="-s"',
    `KDUMP_CMDLINE_APPEND="${good} module_blacklist=hyperv_fb"`,
    "",
  ];
  for (const text of faultless) {
    it(`finds no fault in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseKdumpTools(text).errors, []);
    });
  }

  it("refuses -s on arm64, whose cloud kernels have no kexec_file_load", () => {
    assert.match(parseKdumpTools('KDUMP_KEXEC_ARGS="-s"', "arm64").errors[0]?.message ?? "", /arm64 kernels lack/);
  });

  for (const platform of platforms) {
    if (releases[platform.release].dialect !== "kdump-tools") continue;
    it(`finds nothing wrong with what harden writes for ${titleOf(platform)}`, () => {
      const { files, kdumpConfiguration } = harden(platform);
      const text = files.find(({ path }) => path === kdumpConfiguration)?.content ?? "";
      const { errors, assignments } = parseKdumpTools(text, platform.architecture);
      assert.deepEqual(errors, []);
      assert.equal(renderKdumpTools(assignments), text);
    });
  }

  it("gives back what renderKdumpTools wrote", () => {
    const assignment = fc.record({ name: fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/), value: fc.string() });
    fc.assert(
      fc.property(fc.array(assignment), (list) => {
        const assignments = list.map(({ name, value }) => ({ name, value: value.replaceAll("\r\n", "\n") }));
        const { assignments: parsed } = parseKdumpTools(renderKdumpTools(assignments));
        assert.deepEqual(
          parsed.map(({ name, value }) => ({ name, value })),
          assignments,
        );
      }),
      { seed: 31, numRuns: runs(500) },
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.ok(Array.isArray(parseKdumpTools(text).errors));
        assert.ok(Array.isArray(parseKdumpSysconfig(text).errors));
      }),
      { seed: 32, numRuns: runs(500) },
    );
  });
});

describe("parseKdumpSysconfig", () => {
  const stock = "irqpoll nr_cpus=1 reset_devices cgroup_disable=memory mce=off numa=off udev.children-max=2 panic=10";

  it("finds nothing wrong with the vendor's own", () => {
    const text = `KDUMP_COMMANDLINE_REMOVE="hugepages quiet"\nKDUMP_COMMANDLINE_APPEND="${stock}"\nKEXEC_ARGS="-s"\n`;
    assert.deepEqual(parseKdumpSysconfig(text).errors, []);
  });

  const problems: readonly (readonly [text: string, line: number, messages: readonly RegExp[]])[] = [
    [
      `KDUMP_COMMANDLINE_APPEND="${stock}"\nKDUMP_COMMANDLINE_APPEND="rd.driver.blacklist=hv_storvsc"`,
      2,
      [/assigned twice/, /lacks nr_cpus=1/, /lacks reset_devices/, /lacks panic=10/, /keeps hv_storvsc out/],
    ],
    [`KDUMP_COMMANDLINE_APPEND="${stock} a=1"\nKDUMP_COMMANDLINE_APPEND="${stock}"`, 2, [/assigned twice/]],
    [`KDUMP_COMMANDLINE_APPEND="${stock} ide_core.prefer_ms_hyperv=0"`, 1, [/before Windows Server 2012 R2/]],
    ['KEXEC_ARGS="-s"\nKEXEC_ARGS="-c"', 2, [/Secure Boot/]],
  ];
  for (const [text, line, messages] of problems) {
    it(`finds what is wrong with ${JSON.stringify(text)}`, () => {
      const { errors } = parseKdumpSysconfig(text);
      assert.equal(errors.length, messages.length, JSON.stringify(errors));
      for (const [index, message] of messages.entries()) {
        assert.match(errors[index]?.message ?? "", message);
        assert.equal(errors[index]?.line, line);
      }
    });
  }

  it("takes an assignment that adds to the one before it", () => {
    const text = `KDUMP_COMMANDLINE_APPEND="${stock}"\nKDUMP_COMMANDLINE_APPEND="$KDUMP_COMMANDLINE_APPEND quiet"\n`;
    assert.deepEqual(parseKdumpSysconfig(text).errors, []);
  });
});
