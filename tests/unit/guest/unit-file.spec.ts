import assert from "node:assert/strict";
import { parseUnitFile, parseUnitSettings } from "#crashdump/guest/unit-file";

/** [what, line, words, undefined where only systemd knows them] */
const commands: readonly (readonly [string, string, readonly string[] | undefined])[] = [
  ["words", "/sbin/sysctl -w  kernel.panic=0", ["/sbin/sysctl", "-w", "kernel.panic=0"]],
  ["single quotes", "/bin/sh -c 'a  b'", ["/bin/sh", "-c", "a  b"]],
  ["double quotes", "/bin/sh -c \"a 'b'\"", ["/bin/sh", "-c", "a 'b'"]],
  ["a failure that is ignored", "-/bin/false", ["/bin/false"]],
  ["full privileges", "+/bin/true", ["/bin/true"]],
  ["doubled dollars and percents", "/bin/echo $$HOME 5%%", ["/bin/echo", "$HOME", "5%"]],
  ["a variable", "/bin/echo $HOME", undefined],
  ["a specifier", "/bin/echo %n", undefined],
  ["a name of its own", "@/bin/sh sh -c x", undefined],
  ["a backslash", String.raw`/bin/echo a\x20b`, undefined],
  ["two commands", "/bin/true ; /bin/false", undefined],
  ["a quote inside a word", "/bin/echo a'b'", undefined],
  ["an open quote", "/bin/echo 'a", undefined],
];

describe("a unit file", () => {
  for (const [what, line, words] of commands) {
    it(`with ${what} ${words === undefined ? "is systemd's business" : "is read"}`, () => {
      const { commands: found } = parseUnitFile([`[Service]\nExecStart=${line}\n`]);
      assert.deepEqual(found, words === undefined ? undefined : [words]);
    });
  }

  it("is read with its drop-ins, an empty assignment taking back the ones before it", () => {
    const texts = ["[Service]\nExecStart=/a\nExecStartPost=/b\n", "[Service]\nExecStart=\nExecStart=/c \\\n  d\n"];
    assert.deepEqual(parseUnitFile(texts).commands, [["/c", "d"], ["/b"]]);
  });

  it("says what it is ordered after and before, what wants it, and whether something else decides", () => {
    const text =
      "[Unit]\n# After=x\n; After=y\nAfter=a.service b.target\nAfter=c.service\nBefore=d.service\n[Install]\nWantedBy=multi-user.target\n";
    const unit = parseUnitFile([text]);
    assert.deepEqual(unit.after, ["a.service", "b.target", "c.service"]);
    assert.deepEqual(unit.before, ["d.service"]);
    assert.deepEqual(unit.wantedBy, ["multi-user.target"]);
    assert.equal(unit.conditional, false);
    for (const more of ["[Unit]\nConditionPathExists=/x\n", "[Unit]\nAssertPathExists=/x\n", "[Service]\nUser=www\n"]) {
      assert.equal(parseUnitFile([text, more]).conditional, true, more);
    }
  });

  it("is read for one key", () => {
    assert.deepEqual(parseUnitSettings("[Service]\nUMask=0022\n#UMask=1\nUMask = 0077\n", "UMask"), ["0022", "0077"]);
  });
});
