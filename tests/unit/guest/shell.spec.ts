import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { guestAfter, holds } from "./guests";

/** Each prints something, by the shell alone and a few filters. */
const scripts = [
  `a=1 b="x y"; echo $a "$b" $b '$a' \\$a`,
  `a='x  y'; echo $a "$a"`,
  `a=; echo "[\${a-d}]" "[\${a:-d}]" "[\${a+d}]" "[\${a:+d}]" "[\${b=e}]" "$b" "[\${c:=f}]" $c`,
  `p=/etc/kdump.conf.d/x.conf; echo \${p%/*} \${p%%/*} \${p#*/} \${p##*/} \${p%.conf} \${p%.*} \${#p}`,
  `set -- a 'b c' d; echo $# "$1" "$2" "$*"; for x in "$@"; do echo "<$x>"; done; shift 2; echo "$@"`,
  `set -- a 'b c'; for x in $@; do echo "<$x>"; done; for x; do echo "{$x}"; done`,
  `f() { echo "$1-$#"; return 3; }; f x y; echo $?; f || echo failed; f z && echo no`,
  `f() { local v=2; v=3; echo $v; }; f; g() { h=1; }; g; echo $h`,
  `i=0; while [ $i -lt 3 ]; do i=$((i + 1)); [ $i = 2 ] && continue; echo $i; done; echo end $i`,
  `for i in 1 2 3; do for j in a b; do [ $i = 2 ] && break; echo $i$j; done; done`,
  `i=5; until [ $i -le 3 ]; do i=$((i - 1)); done; echo $i $((2 * 3 + 4 % 3)) $((1 > 0 ? 7 : 8)) $(( (1 + 2) * 3 ))`,
  `case abc.conf in *.txt) echo no ;; a?c.* | z) echo yes ;; *) echo other ;; esac`,
  `case "a*" in "a*") echo quoted ;; esac; case ab in "a*") echo no ;; [!b]b) echo bracket ;; esac`,
  `if false; then echo 1; elif test -z ""; then echo 2; else echo 3; fi`,
  `true && false || echo or; false && echo no; ! false && echo not; true || echo no; echo $?`,
  `(a=1; echo $a; exit 4); echo $? "[$a]"; { a=2; echo $a; }; echo $a`,
  `x=$(echo a; echo b; echo); echo "[$x]"; y=\`echo c\`; echo $y; z=$(false) || echo failed`,
  `cat <<E\na $((1 + 1)) $(echo b) \\$c \\\\ "q" 'r'\nE`,
  `cat <<'E' | tr -d '\\n'\n$a\n\`b\`\nE\necho`,
  `cat <<-E\n\t\ta\n\tb\n\tE\necho end`,
  `printf '%s=%s\\n' a 1 b 2; printf 'x%%y\\n'; printf '%5s|%-5s|%d\\n' a b 7; printf '%s' end; echo`,
  `printf 'a b\\nc d\\n' | while read -r x y; do echo "$y $x"; done`,
  `printf 'b\\na\\nc\\n' | head -n 2; printf 'b\\na\\nc\\n' | tail -n 1; printf 'b\\na\\nc\\n' | tail -n +2`,
  `printf 'ab\\ncd\\n' | grep -c x; printf 'ab\\ncd\\n' | grep -v a; printf 'ab\\ncd\\n' | grep -o 'b'; echo ab | grep -q b && echo found`,
  `printf 'a.b\\naxb\\n' | grep -F a.b; printf 'a.b\\naxb\\n' | grep -E '^a(x|y)b$'; echo panic panics | grep -w panic`,
  `set -e; f() { false; echo not reached; }; (f; echo no) || echo caught; if f; then echo asked; fi; echo on`,
  `trap 'echo bye' EXIT; echo hi`,
  `trap 'echo bye $?' EXIT; exit 3`,
  `eval 'a=1; echo $a'; b='echo "x y"'; eval "$b"; eval $b`,
  `sh -c 'echo $0 $1 $#' name one two; sh -c 'exit 5'; echo $?`,
  `echo {a}; a="*"; echo "$a"; echo 'a"b' "c'd" e\\ f g\\"h`,
  `x=1; x=2 sh -c 'echo $x'; echo $x; export y=3; sh -c 'echo $y'`,
  `[ a = a ] && echo 1; [ a != b ] && echo 2; [ -n a ] && echo 3; [ ! -z a ] && echo 4; [ 2 -gt 1 -a 1 -eq 1 ] && echo 5; [ a = b -o c = c ] && echo 6`,
  `echo a >&2; echo b 2>/dev/null; { echo c; echo d; } | cat; echo e | cat - | cat`,
  `f() { cat; }; echo x | f; f <<E\ny\nE`,
  `a() { b "$@"; }; b() { echo "$#:$2"; }; a 1 "2 3"`,
  `basename /a/b.c .c; dirname /a/b.c; basename /a/; dirname a`,
  `echo "a\nb" | head -n 1 | grep -c a; x="a
b"; echo "$x"; echo $x`,
  `n=3; while :; do n=$((n - 1)); [ "$n" -eq 0 ] && break; done; echo done $n`,
  `unset a; echo "[$a]"; a=1; unset a; echo "[\${a-unset}]"`,
  `x="a=b"; echo "\${x%%=*}" "\${x#*=}"; y=abcabc; echo \${y%b*} \${y%%b*}`,
] as const;

describe("a script, as the shell runs it", () => {
  for (const script of scripts) {
    it(script.split("\n", 1)[0]?.slice(0, 90) ?? "", () => {
      const real = spawnSync("sh", ["-c", script], { encoding: "utf8", env: { PATH: process.env["PATH"] } });
      // The exit trap runs at the end of all, so in a shell of its own.
      const ours = guestAfter(
        ["cat >/opt/script <<'THE_END'", script, "THE_END", "sh /opt/script >/tmp/out"].join("\n"),
      );
      assert.equal(holds("/tmp/out")(ours), real.stdout);
    });
  }
});
