import assert from "node:assert/strict";
import { kernelNumber, sysctlKey, sysctlsIn } from "#crashdump/guest/sysctl";
import { anyText as X } from "#crashdump/guest/text";
import { guestAfter, sysctl } from "./guests";

describe("a number as the kernel reads it", () => {
  const numbers: readonly (readonly [text: string, number: number | undefined])[] = [
    ["5", 5],
    ["-5", -5],
    ["-0", 0],
    [" \t5 6", 5],
    ["010", 8],
    ["0777", 511],
    ["08", 8],
    ["0x10", 16],
    ["0XfF", 255],
    ["-0x10", -16],
    ["0", 0],
    ["5s", undefined],
    ["x5", undefined],
    ["", undefined],
    ["- 5", undefined],
    ["+5", undefined],
    ["0x", undefined],
  ];
  for (const [text, number] of numbers) it(JSON.stringify(text), () => assert.equal(kernelNumber(text), number));
});

describe("a line of sysctl.d", () => {
  const lines: readonly (readonly [line: string, assignments: readonly (readonly [string, string])[]])[] = [
    ["kernel.panic = 5", [["kernel.panic", "5"]]],
    [
      "kernel.panic=5\nkernel.sysrq=0",
      [
        ["kernel.panic", "5"],
        ["kernel.sysrq", "0"],
      ],
    ],
    [" \t- \tkernel.panic\t=\t 5 \t", [["kernel.panic", "5"]]],
    ["-kernel/panic=5\r", [["kernel.panic", "5"]]],
    ["kernel.panic = 5 6 ", [["kernel.panic", "5 6"]]],
    ["kernel.panic =", [["kernel.panic", ""]]],
    ["# kernel.panic = 5", []],
    [" ; kernel.panic = 5", []],
    ["kernel.panic 5", []],
    ["kernel panic = 5", []],
    ["= 5", []],
    ["", []],
    ["a\u00a0= 5", [["a\u00a0", "5"]]],
    [X, [[X, X]]],
    [` ${X} `, [[X, X]]],
    [`kernel.${X}=5`, [[X, X]]],
    [`kernel${X}`, [[X, X]]],
    [`kernel.panic=${X}`, [["kernel.panic", X]]],
    [`# ${X}`, []],
    [`a b${X}=5`, []],
  ];
  for (const [line, assignments] of lines)
    it(JSON.stringify(line), () => assert.deepEqual(sysctlsIn(line), assignments));

  const keys: readonly (readonly [name: string, key: string])[] = [
    ["kernel.panic", "kernel.panic"],
    ["kernel/panic", "kernel.panic"],
    ["net/ipv4/conf/eth0.1/x", "net.ipv4.conf.eth0/1.x"],
    ["net.ipv4.conf.eth0/1.x", "net.ipv4.conf.eth0/1.x"],
    ["/kernel/panic", ".kernel.panic"],
  ];
  for (const [name, key] of keys) it(`names ${key} as ${name}`, () => assert.equal(sysctlKey(name), key));
});

describe("what systemd-sysctl sets at boot", () => {
  const key = "kernel.panic";
  const cases: readonly (readonly [script: string, value: string | undefined])[] = [
    ["echo kernel.panic=1 >/usr/lib/sysctl.d/a.conf; echo kernel.panic=2 >/etc/sysctl.d/a.conf", "2"],
    ["echo kernel.panic=2 >/etc/sysctl.d/a.conf; echo kernel.panic=1 >/usr/lib/sysctl.d/a.conf", "2"],
    ["echo kernel.panic=2 >/etc/sysctl.d/a.conf; echo kernel.panic=1 >/usr/lib/sysctl.d/b.conf", "1"],
    ["echo kernel.panic=1 >/usr/lib/sysctl.d/a.conf; echo kernel.panic=2 >/usr/local/lib/sysctl.d/a.conf", "2"],
    ["echo kernel.panic=1 >/etc/sysctl.d/b.conf; echo kernel.panic=2 >/etc/sysctl.d/a.conf", "1"],
    ["echo kernel.panic=1 >/etc/sysctl.d/a.conf.bak", undefined],
    ["echo kernel.panic=1 >/etc/sysctl.d/d/a.conf", undefined],
    ["echo kernel.panic=1 >/opt/sysctl.d/a.conf", undefined],
    ["echo 'kernel.* = 1' >/etc/sysctl.d/a.conf", "1"],
    ["echo 'kernel.pani? = 1' >/etc/sysctl.d/a.conf", "1"],
    ["echo 'kernel.[!x]anic = 1' >/etc/sysctl.d/a.conf", "1"],
    ["echo 'kernel.[!p]anic = 1' >/etc/sysctl.d/a.conf", undefined],
    ["echo 'kernel.[ = 1' >/etc/sysctl.d/a.conf", undefined],
    ["echo 'kernel.pan = 1' >/etc/sysctl.d/a.conf", undefined],
    ["echo 'ernel.* = 1' >/etc/sysctl.d/a.conf", undefined],
    ["echo 'kernel.*x = 1' >/etc/sysctl.d/a.conf", undefined],
    ["echo kernel.panic=2 >/etc/sysctl.d/a.conf; echo 'kernel.* = 1' >/etc/sysctl.d/b.conf", "2"],
    ["echo kernel.panic=2 >/etc/sysctl.d/a.conf; systemctl mask systemd-sysctl", undefined],
    ["echo kernel.panic=2 >/etc/sysctl.d/a.conf; systemctl disable systemd-sysctl", "2"],
  ];
  for (const [script, value] of cases) it(script, () => assert.equal(sysctl(key)(guestAfter(script)), value));
});
