import assert from "node:assert/strict";
import { answers } from "./answers";
import { guestAfter, holds, open, panic, unread } from "./guests";
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

describe("names of files, as the shell makes them of a pattern", () => {
  const scripts = [
    'echo 1 >a.c; echo 2 >b.c; x=c; echo *.[$x] [!b$x].c [[:alpha:]$x].c "[a".c ["a"].c [\\a].c',
    'echo 1 >a.c; echo 2 >b.c; x=\'*.c y\'; for w in $x "$x" z$x; do echo "<$w>"; done',
    "echo 1 >a.c; echo 2 >'*.c'; x=.c; echo \\** \\*$x \"*\"* '*'$x; x='\\*.c'; echo $x",
    "mkdir -p s; echo 1 >.h; echo 2 >v; echo 4 >s/y; echo *; echo .[a-z]*; echo ./* .//* s/../*; echo */ */*",
    "mkdir c; echo 1 >b; echo 2 >c/x; echo 3 >c.d; echo *; echo c* c*/ */x; echo [z-a] [ b[ [c [[]c",
    "mkdir -p p/s q; echo 1 >p/a; echo 2 >p/s/b; cp p/* q 2>/dev/null; echo q/*; cp -r p/* q; echo q/* q/*/*",
    "mkdir -p q/s; echo 1 >q/a; echo 2 >q/s/b; rm -f q/* 2>/dev/null; echo q/*; rm -rf q/*; echo q/*",
    "mkdir p; echo 1 >p/a; ln -s p l; echo l/*; cp -a p r; cp --recursive p s; cp -R p t; cp --archive p u; rm l; echo */a",
    "mkdir p; echo 1 >p/a; ln -s p l; rm l; rm p 2>/dev/null; echo *; rm -R p; echo *",
    "mkdir q; echo 1 >q/a; rm --recursive q; echo *; mkdir .b; echo 2 >.b/c; echo 1 >.a; echo .[ab] */c .b/* [.]a",
  ].map((script) => `d=$(mktemp -d); cd $d; ${script}; cd /; rm -r $d`);
  printsAs("sh", scripts);
  printsAs("bash", scripts);
  answers(panic, "5", [
    "echo kernel.panic=5 >/opt/p/sysctl.d/x.conf; cp -r /opt/p/* /etc/",
    "echo kernel.panic=5 >/opt/x.conf; cp /*/x.conf /etc/sysctl.d",
    "echo kernel.panic=5 >/opt/x.conf; cd /; cp */x.conf /etc/sysctl.d",
    "echo kernel.panic=5 >/x.conf; cp /x.* /etc/sysctl.d",
  ]);
});

describe("words of many parts, as the shell has them", () => {
  const scripts = [
    "for w in 'a'b 'a'\"b\" '' 'a''b' ''''; do echo \"<$w>\"; done",
    'set --; for w in "$@" x"$@" "x$@y" ${@} "${@}"; do echo "<$w>"; done',
    "IFS=; set -- a 'b c'; for w in $* ${*} $@; do echo \"<$w>\"; done",
    'set -- a "b  c"; x="$@"; y=$@; z=${*}; echo "$x,$y,$z"; IFS=-; x=$*; y="${*}"; echo "$x,$y"',
    "set -- a 'b  c'; cat <<E\n$@ \"$@\" ${@} $#\nE",
    "set -- a b; case \"$@\" in 'a b') echo words ;; esac; case 'a b' in $*) echo pattern ;; esac",
    'HOME=/opt; echo ~ ~/x ~/"a b" "~/a" ~/\'x\'y ~/$none; x=~/"y"; echo $x',
    "echo {a,'*'}; x=1; echo {$x} {\\$x}",
    'x="*"; case a in "$x"b | *"$x") echo no ;; [$x]) echo no ;; $x) echo any ;; esac',
  ];
  printsAs("sh", [...scripts, 'echo {a,\\c} $\'a\' $\'a b\'"c" $"loc $((1+1))" x$""']);
  printsAs("bash", [
    ...scripts,
    "cat <(echo a) <(echo b); cat <(printf 'a\\n\\n') <(printf b) <(echo c)",
    'while read x; do echo "[$x]"; done < <(true)',
    'echo $"a $((1+1))" $"" $\'\' $\'a b\'"c"',
    'for w in {a,\'b c\'}"d" {a,$((1+1))} {a,"$(echo \'x y\')"}; do echo "<$w>"; done',
    'set -- \'a b\' c; for w in {x"$@",d}; do echo "<$w>"; done',
  ]);

  const set = "echo kernel.panic=5 >/etc/sysctl.d/x.conf";
  answers(panic, "5", [`bash -c 'exec > >(tee /var/log/user-data.log) 2>&1; ${set}'`]);
  answers(panic, open, [`bash -c 'shopt -s extglob\ncase a in @(a|b)) ${set} ;; esac'`]);
  answers(unread, ["the script"], ["bash -c 'echo kernel.panic=5 | tee >(cat >/etc/sysctl.d/x.conf)'"]);
  answers(unread, [], ["bash -c 'echo a | tee >(cat >/opt/x)'"]);
});

describe("a word that stands in for a parameter, as the shell has it", () => {
  const scripts = [
    'v="a b"; for w in ${n:-$v} "${n:-$v}" ${n:-"$v"} ${n:-a b} ${n:-\'p q\'} "${n:-"p q"}"; do echo "<$w>"; done',
    'v="a b"; for w in x${n:-a "b c" d}y ${n-} "${n-}" ${v+} ${v:+"$v"} ${v:+$v} "${v+}"; do echo "<$w>"; done',
    'echo ${v-\'a b\'} "${v-\'a b\'}" "${v-\\"q\\"}" "${v-a\\}b}" ${v-a\\ b} "${v-\'$none\'}" "${v-x\'y\'z}"',
    'set -- "a b" c; for w in ${1+"$@"} "${@:-x}" ${@-x} "${1:+$@}" ${9-"$@"} "${*:-y}" "${9:-$*}"; do echo "<$w>"; done',
    'echo "${a:=1 2}" $a; unset a; for w in ${a:=1 2} "$a"; do echo "<$w>"; done; x=${b=$a}; echo ${c:=$x}$c',
    "cat <<E\n${n:-'a'} ${n:-\"b\"} ${n:-c d} ${n-$(echo e)}\nE",
    "x=${n:-'a b'}; echo \"$x\"; x=\"${n:-'a b'}\"; echo \"$x\"; case ${n:-'a*'} in 'a*') echo same ;; esac",
    "case abc in ${n:-'a*'}) echo no ;; ${n:-a*}) echo pattern ;; esac",
    'echo ${n:-a*b} ${n:-{a,b}} "${n:-{a}}"; IFS=,; for w in ${n:-a,b}; do echo $w; done',
    "a=; echo [${a-1}] [${a:-2}] [${a+3}] [${a:+4}] [${a=5}] [${a:=6}] [${a?7}]; b=1; echo ${b:?x} ${b?x}",
  ];
  const ending = [
    'echo a; echo "${n:?msg}"; echo no',
    "(echo ${n?msg}; echo no) 2>/dev/null && echo no; v=; (: ${v:?}) 2>/dev/null || echo caught; (: ${v?}) && echo on",
    "trap 'echo bye' EXIT; : ${n:?must be set}; echo no",
    "f() { : ${1:?}; echo $1; }; f a; f 2>/dev/null; echo no",
    'x=$(echo ${n?}; echo no) 2>/dev/null; echo "[$x]" on; (x=${n:?}; echo no) 2>/dev/null || echo caught; x=${n:?}; echo no',
    'if [ -n "${n:?}" ] 2>/dev/null; then echo no; fi; echo no',
    "(: ${n:?}) 2>/dev/null; echo $?; : ${n:?} >/dev/null || echo no",
  ];
  printsAs("sh", [...scripts, ...ending]);
  printsAs("bash", [
    ...scripts,
    ...ending,
    'set --; for w in ${1+"$@"} "${@:-x}" "${*:-y z}" ${1-"$@"} "${*-z}"; do echo "<$w>"; done',
    "v=abc; echo ${v:0} ${v:3} ${v:1:1}; n=v; echo ${!n}",
  ]);
  answers(holds("/tmp/out"), open, ["bash -c 'n=v; echo ${!n:-d} >/tmp/out'", "bash -c 'echo ${@#a} >/tmp/out'"]);
  answers(panic, "5", ["v=$(vendor-tool); : ${v:?}; echo kernel.panic=5 >/etc/sysctl.d/x.conf"]);
});
