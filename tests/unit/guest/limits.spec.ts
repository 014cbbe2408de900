import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { anyText } from "#crashdump/guest/text";
import { guestAfter, holds, panic, unread } from "./guests";

const words = [
  "if",
  "then",
  "fi",
  "for x in a b",
  "do",
  "done",
  "case $x in",
  "esac",
  "{",
  "}",
  "(",
  ")",
  "|",
  "&&",
  "||",
  ";",
  "\n",
  "!",
  "<<E",
  "E",
  "'",
  '"',
  "$(",
  "`",
  "${x%/*}",
  "$((1+",
  "))",
  "echo kernel.panic=5",
  ">/etc/sysctl.d/x.conf",
  "sed -i",
  "'s/a/b/'",
  "/etc/default/grub",
  "grubby --args=",
  "crashkernel=1G",
  "f() {",
  "f",
  "eval",
  "sh -c",
  "while true",
  "\\",
] as const;

describe("the limits of following a script", () => {
  it("never throws, whatever the text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(text, (script) => {
        guestAfter(script);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("leaves unread what no shell can parse, and what comes after it", () => {
    const state = guestAfter(
      "echo kernel.panic=5 >/etc/sysctl.d/a.conf\nif then\necho kernel.panic=0 >/etc/sysctl.d/b.conf\n",
    );
    assert.equal(panic(state), "5");
    assert.deepEqual(unread(state), ["the script, line 2"]);
    assert.deepEqual(unread(guestAfter("if then; ls")), []);
  });

  it("takes no gap from a script for its own", () => {
    assert.equal(holds("/tmp/f")(guestAfter(`echo '${anyText}' >/tmp/f`)), "\uFFFD\n");
  });

  /** Each takes for ever where nothing bounds it, and each names something guarded. */
  const endless: Readonly<Record<string, string>> = {
    "a text that doubles": "x=kdump; while true; do x=$x$x; done; echo $x >/etc/kdump.conf",
    "functions that call each other twice": "a() { b; b; }; b() { c; c; }; c() { a; a; }; a; kdumpctl x",
    "a pattern that backtracks": `x=${"a".repeat(5000)}; echo $x | sed -E 's/(a*)*(a*)*b/kdump/' >/etc/kdump.conf`,
    "nested loops": `${"for i in 1 2 3 4 5 6 7 8 9 0; do ".repeat(12)} echo kdump ${"; done".repeat(12)}`,
    "questions without an answer": "if $(x); then echo kdump >/etc/kdump.conf; fi; ".repeat(3000),
    "nested questions": `${"if x; then ".repeat(120)} echo kdump >/etc/kdump.conf ${"; fi".repeat(120)}`,
    "deep nesting": `echo ${"$(echo ".repeat(2000)} kdump ${")".repeat(2000)}`,
    "a very long script": "echo a kdump >/etc/kdump.conf\n".repeat(100_000),
    "a very long line": `echo ${"kdump ".repeat(40_000)} >/etc/kdump.conf`,
    "many modes": `for a in ${"x ".repeat(190)}; do for b in ${"y ".repeat(190)}; do chmod 700 /$((i=i+1)); grep -q x /y && echo kdump; done; done`,
    "many files": `for a in ${"x ".repeat(190)}; do for b in ${"y ".repeat(190)}; do echo >/etc/sysctl.d/$((i=i+1)).conf; done; done`,
  };
  it("are a second of processor time for each, in 64 MiB for all", function () {
    this.timeout(60_000);
    const modules = ["guest/state", "shell/interpret"].map((name) => require.resolve(`#crashdump/${name}`));
    const program = `
      const [{ GuestState }, { interpret }] = ${JSON.stringify(modules)}.map((name) => require(name));
      interpret("true", new GuestState(undefined), "");
      for (const [what, script] of Object.entries(JSON.parse(require("node:fs").readFileSync(0, "utf8")))) {
        const before = process.cpuUsage();
        interpret(script, new GuestState(undefined), "");
        const { user, system } = process.cpuUsage(before);
        if (user + system > 1_000_000) throw new Error(what + ": " + (user + system) / 1000 + " ms");
      }`;
    const { status, stderr } = spawnSync(process.execPath, ["--max-old-space-size=64", "-e", program], {
      input: JSON.stringify(endless),
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
  });
});
