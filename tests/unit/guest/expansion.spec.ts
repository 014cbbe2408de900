import assert from "node:assert/strict";
import { guestAfter, holds, open } from "./guests";
import { printsAs } from "./real-shell";

describe("arithmetic, as the shell does it", () => {
  const expressions = [
    "1 + 2",
    "5 - 7",
    "3 * -4",
    "7 / 2",
    "-7 / 2",
    "7 % 3",
    "-7 % 3",
    "1 < 2",
    "2 < 1",
    "2 < 2",
    "2 > 1",
    "1 > 1",
    "2 <= 2",
    "3 <= 2",
    "2 >= 2",
    "1 >= 2",
    "2 == 2",
    "2 == 3",
    "2 != 2",
    "2 != 3",
    "1 && 2",
    "1 && 0",
    "0 && 1",
    "0 || 0",
    "0 || 3",
    "4 || 0",
    "!5",
    "!0",
    "-(3)",
    "+3",
    "(1 + 2) * 3",
    "1 + 2 * 3",
    "0 ? 1 : 2",
    "3 ? 1 : 2",
    "x",
    "x + 1",
    "$x * 2",
    "${x} * 2",
    "unset_before",
    "y + 1",
    "x = 4",
    "x += 2",
    "x -= 2",
    "x *= 3",
  ];
  printsAs(
    "bash",
    expressions.map((expression) => `x=5; y=-3; echo $((${expression})) $x $unset_before`),
  );
  printsAs("bash", [
    "x=5; echo $((++x)) $x; echo $((--x)) $x",
    "((1)) && echo yes; ((0)) || echo no; x=2; ((x > 1)) && echo more; ((x == 1)) || echo other",
    "x=1; ((x += 4)); echo $x; ((x = 0)) || echo zero $x",
  ]);

  const unknown = ["1 / 0", "1 % 0", "$(vendor-tool) + 1", "x", "1 << 2", "vendor ? 1 : 2", "-x", "x++"];
  for (const expression of unknown) {
    it(`does not guess ${expression}`, () => {
      const script = `x=abc; vendor=$(vendor-tool); echo $((${expression})) >/tmp/out`;
      assert.equal(holds("/tmp/out")(guestAfter(script)), open);
    });
  }
});

describe("parameters, as the shell expands them", () => {
  printsAs("bash", [
    'v=abcdef; echo "${v:2}" "${v:1:3}" "${v:0:1}" "${v:9}" "${v:2:0}" "[${none:1}]"',
    'v=aBc; echo "${v^^}" "${v,,}" "[${none^^}]"',
    'v=a.b.c; echo "${v/./-}" "${v//./-}" "${v//[.]/}" "${v/x/y}" "[${none/a/b}]"',
    'v=aaa; echo "${v/a/b}" "${v//a/b}" "${v//aa/b}" "${v/aaa}"',
    'v=path/to/file.tar.gz; echo "${v#*/}" "${v##*/}" "${v%.*}" "${v%%.*}" "${v#x}" "${v%x}" "${v#path}" "${v%gz}"',
    'v=aXbXc; x=X; echo "${v#*$x}" "${v##*"$x"}" "${v%$x*}"; p="*"; echo "${v#"$p"}" "${v##$p}"',
    'v="*a"; echo "${v#\\*}" "${v#"*"}"',
    'v=abc; echo "${#v}" "${#none}"; set -- a bb; echo "${#}" "${#1}" "${#2}"',
    'v=name; name=value; echo "${!v}"',
    'echo "[${a-1}][${a:-2}][${a+3}][${a:+4}]"; a=; echo "[${a-1}][${a:-2}][${a+3}][${a:+4}]"; a=x; echo "[${a-1}][${a:-2}][${a+3}][${a:+4}]"',
    'echo "${a=1}" "$a"; b=; echo "[${b=2}]" "[$b]"; echo "${b:=3}" "$b"; echo "${a:=4}" "$a"',
    'set -- one two three; echo "$1 $3 $4 ${2} ${10} $#"; echo "$*"; shift; echo "$*"; shift 5; echo "$*"',
    'set -- 1 2 3 4 5 6 7 8 9 ten eleven; echo "${10} ${11} $10"',
    'set --; echo "[$*]" "[$@]" $#; for x in "$@"; do echo "$x"; done; for x in a "$@" b; do echo "$x"; done',
    'set -- "a b" c; for x in "$@"; do echo "<$x>"; done; for x in $*; do echo "{$x}"; done; for x in "$*"; do echo "($x)"; done',
    'set -- "a b" c; for x in "x$@y"; do echo "<$x>"; done',
    'true; echo $?; false; echo $?; (exit 7); echo "$?"',
    'x=\'a  b\'; for w in $x; do echo "<$w>"; done; for w in p$x; do echo "<$w>"; done; for w in "$x"q; do echo "<$w>"; done',
    'x=\' a \'; for w in p${x}q; do echo "<$w>"; done; x=; for w in $x; do echo none; done; for w in "$x"; do echo "<$w>"; done',
    "for w in '' a''b \"\"; do echo \"<$w>\"; done; for w in $none$none; do echo none; done",
    'for w in {a,b,c}; do echo $w; done; echo {one} {a; echo "{a,b}"',
    'echo ~; echo ~/x; echo "~"; echo a~',
    "x=$'a\\tb'; echo \"$x\"; echo $'it\\'s'",
    "cat <(echo a; echo b)",
    'echo "a\\$b\\`c\\\\d\\e"; echo a\\ b\\$c',
    "x=1\\\n2; echo $x; echo a \\\n  b",
    'cat <<E\n\\$x \\\\ \\a $((1 + 1)) `echo b`\nE\nx=\'a "b"\'; cat <<E\n"$x" ${x%\\"}\nE',
    "cat <<E\nno parts \\$x \\`y\\` \\\\ \\n\nE",
    "cat <<'E'\n$x \\\\ \\$\nE",
  ]);

  it("does not guess what comes from outside", () => {
    for (const text of ["$!", "${v[0]}", "${v^}", "${v:$(vendor-tool)}", "${v/#a/b}", "${v/%c/d}", "${v@Q}"]) {
      const out = holds("/tmp/out")(guestAfter(`v=abc; echo "${text}" >/tmp/out`));
      assert.equal(out, open, text);
    }
    for (const text of ["${#u}", "${u:1}", "${u#a}x"]) {
      assert.equal(holds("/tmp/out")(guestAfter(`u=$(vendor-tool); echo "${text}" >/tmp/out`)), open, text);
    }
  });

  it("finds the files that a pattern names among those that were written", () => {
    const files = "echo 1 >/opt/a.conf; echo 2 >/opt/b.conf; echo 3 >/opt/c.txt; echo 4 >/opt/d/e.conf; ";
    const names = (words: string) => holds("/tmp/out")(guestAfter(`${files}echo ${words} >/tmp/out`));
    assert.equal(names("/opt/*.conf"), "/opt/a.conf /opt/b.conf\n");
    assert.equal(names("/opt/?.txt"), "/opt/c.txt\n");
    assert.equal(names("/opt/[ac].*"), "/opt/a.conf /opt/c.txt\n");
    assert.equal(names("/opt/[!a].conf"), "/opt/b.conf\n");
    assert.equal(names("/opt/*/*.conf"), "/opt/d/e.conf\n");
    assert.equal(names("'/opt/*.conf'"), "/opt/*.conf\n");
    assert.equal(names('"/opt/"*.txt'), "/opt/c.txt\n");
    assert.equal(names("/opt/\\*.conf"), "/opt/*.conf\n");
    assert.equal(names("/opt/*.none"), "/opt/*.none\n");
    assert.equal(names("*.conf"), "*.conf\n");
    assert.equal(names("$(echo '/opt/*.txt')"), "/opt/c.txt\n");
  });
});
