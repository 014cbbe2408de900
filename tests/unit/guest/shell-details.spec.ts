import { alma, debian } from "../platforms";
import { answers } from "./answers";
import { open, panic, unread } from "./guests";
import { printsAs } from "./real-shell";

/** Where no shell is named, dash and bash agree. */
function agree(scripts: readonly string[]): void {
  printsAs("sh", scripts);
  printsAs("bash", scripts);
}

describe("loops, functions and failures, as the shell has them", () => {
  agree([
    "f() { return; }; false; f; echo $?; true; f; echo $?",
    "f() { false; return; }; f; echo $?",
    "(false; exit); echo $?; (exit 0); echo $?; (exit 256); echo $?",
    "echo a; set -en; echo no",
    "set -ex -- a -e b; echo $1 $2 $3; false; echo no",
    "set +o errexit; false; echo on",
    "set -e; set +ex; false; echo on",
    "f() { local a=1; local a=2; echo $a; }; a=x; f; echo $a",
    'f() { local a b=2; a=5; g; echo $a$b; }; g() { a=6; b=7; }; f; echo "[$a$b]"',
    'f() { local x="a\nb"; echo "$x"; }; f',
    'f() { echo f; }; f=1; unset -v f; echo "[$f]"; f',
    "cd /etc && pwd; (cd /usr && pwd); pwd",
    "eval 'x=1' '; echo $x'; eval \"echo '\\$x'\" ; eval 'false' || echo f; eval 'exit 3'; echo no",
    "eval 'f() { echo $1; }'; f a; eval \"set -- p q\"; echo $2",
    "trap 'echo one' EXIT; trap 'echo two' EXIT; echo hi",
    "trap -- 'echo x' EXIT; (echo sub); echo main",
    "f() { trap 'echo t' EXIT; echo f; }; f; echo after",
    "trap 'echo trapped $?' EXIT; false",
    "trap 'exit 0' EXIT; exit 3",
    "kill -0 $$ && echo alive",
    "f() { return 3; echo no; }; f || echo $?; if f; then echo y; else echo $?; fi",
    "f() { exit 6; }; (f); echo $?; f; echo no",
    "f() { echo $#; set -- x y z; echo $#; }; set -- a; f p q; echo $#",
    "f() { g() { echo inner; }; }; f; g",
    "f() { echo outer; }; (f() { echo sub; }; f); f",
    'f() (cd /usr; x=1; pwd); cd /; f; pwd; echo "[$x]"',
    'f() { echo "$a"; }; a=0; a=1 f; echo $a',
    "for i in 1 2 3 4; do case $i in 2) continue;; 4) break;; esac; echo $i; done",
    "for i in 1 2; do for j in 1 2; do continue 2; done; echo no; done; echo end",
    "for i in 1 2; do for j in 1 2; do break 2; done; echo no; done; echo end $i",
    "while :; do while :; do break 2; done; echo no; done; echo out",
    'f() { echo a; return 0; echo b; }; x=$(f); echo "$x"',
    "! true; echo $?; ! false; echo $?; ! (exit 3); echo $?",
    "true && echo a || echo b; false && echo a || echo b; true || echo a && echo b",
    "{ echo a; exit 3; echo b; } | cat; echo $?",
    "set -e; (exit 3) || echo caught $?; x=$(exit 2) || echo $?; echo on",
    "set -e; x=$(exit 2); echo no",
    "set -e; if (exit 3); then :; fi; while false; do :; done; echo on; (exit 4); echo no",
    "set -e; { false; echo no; }; echo no",
    "set -e; f() { false; echo f; }; f; echo no",
    "set -e; f() { false; echo f; }; f || echo caught; if f; then echo ok; fi",
    "set -e; false && true; echo on; true && false; echo no",
    "set -e; echo a | false; echo no",
    "set -e; false | echo a; echo on",
    "set -e; ! true; echo on",
    "set -e; [ a = b ] && echo x; echo on",
    "set -e; eval 'false'; echo no",
    "set -e; trap 'echo bye $?' EXIT; false; echo no",
    "trap 'echo $?; exit 9' EXIT; (exit 4)",
    "true() { false; }; true || printf 'redefined\\n'",
    "printf 'a\\nb\\n' | grep -c .; printf 'a\\nb\\n' | grep -v b; printf 'a\\n' | grep -q b || echo no; echo A | grep -i a; echo ab | grep -o b; echo a.b | grep -F .; echo abc | grep -x abc; grep x /dev/null; echo $?",
    "true & wait; echo $?; (exit 3) & wait $!; echo done",
    "printf 'A\\na\\n' | grep -i a; printf 'a.b\\naxb\\n' | grep -F -e a.b; printf 'a b\\n' | grep -w a; printf 'ab\\n' | grep -w a || echo no",
    "f() { for i in 1 2; do g; echo $i; done; }; g() { break; }; f",
    "for i in 1 2; do (break); echo $i; done; for i in 1 2; do { break; }; echo no; done; break; echo on",
    "for i in 1 2 3; do for j in a b; do [ $i = 2 ] && continue 2; [ $i$j = 3b ] && break 5; echo $i$j; done; echo end $i; done; echo out",
    "i=0; while [ $i -lt 3 ]; do i=$((i+1)); while :; do continue 2; done; done; echo $i; until false; do break; done; echo $?",
    "set -e; if true; then false && true; fi; echo on; { false || true; }; while false; do :; done; for i in 1; do false && true; done; echo on2; (false) ; echo no",
    "set -e; f() { false && true; }; f; echo no",
    "set -e; f() { if false; then :; fi; }; f; echo on; case a in a) false && true;; esac; echo on2; ! false; echo on3; true | false; echo no",
    "set -e; echo a >/dev/null && false; echo no",
  ]);
  printsAs("bash", [
    "set -e -o pipefail x y; echo $1 $2 $#",
    "set -euo pipefail; echo $#; false; echo no",
    "let x=2+3 y=x*2; echo $x $y; let 0 || echo zero; let 1 && echo one",
  ]);
});

describe("builtins, as the shell has them", () => {
  agree([
    "set -n; echo no",
    "set -o noexec; echo no",
    "set +n; echo a",
    "set -- ; echo $#",
    "set -; echo $#",
    'export a="1=2" b; echo $a',
    "cd /; cd usr; pwd; cd ./lib; pwd; cd ../..; pwd",
    "HOME=/usr; cd; pwd",
    "cd /usr; cd /etc; cd -",
    "umask 022; echo a; umask -S >/dev/null; echo b",
    "alias q=echo; echo a",
    "echo a; kill $$; echo b",
    "ulimit -n >/dev/null; shopt -s nullglob; echo ok",
    "a=1 b=2 sh -c 'echo $a$b'; echo \"[$a$b]\"",
    "a=1 b=$a; echo $b; a=2 b=$a c=$b; echo $c",
    "\\echo a; 'echo' b; \"ec\"ho c; e=echo; $e d; $e \"e f\"; c='echo g h'; $c",
    "$none; echo $?; $none echo a",
    ">/dev/null; echo $?; x=1 >/dev/null; echo $x",
    "echo a b >/dev/null c; echo >/dev/null d; >/dev/null echo e",
    "echo $((1)) $( echo 2 ) `echo 3` ${x-4}",
    "cd /usr; echo $PWD; cd lib; echo $PWD; (cd /etc; echo $PWD); echo $PWD",
    "cd /usr; cd lib; echo $OLDPWD; cd - >/dev/null; pwd",
    "cd -P /usr; pwd; cd -- /etc; pwd",
    "set -- a b; for x; do echo $x; done; set --; for x; do echo $x; done",
    "x=abc; case $x in a*) echo 1;; esac; case $x in b*) echo 2;; *c) echo 3;; esac",
    "if ! false; then echo a; fi; if ! true; then echo b; else echo c; fi",
    "x=1; (x=2; echo $x); echo $x; { x=3; }; echo $x; x=4 | cat; echo $x",
    'x=\' a  b \'; for w in "$x"; do echo "<$w>"; done; for w in -$x-; do echo "<$w>"; done; for w in $x$x; do echo "<$w>"; done',
    'echo "$(echo "a b")" "`echo \\"c d\\"`" $(echo "e  f")',
    "date() { echo stub; }; date; unset -f date",
    ': ${x:=5}; echo $x; : "${y=6}"; echo $y',
    "printf '%s\\n' \"a\" 'b c' d; printf '%s %s\\n' 1 2 3; printf '%03d|%x|%o|%c\\n' 5 255 8 abc; printf '%.2s\\n' abcd; printf 'a\\n' b",
    "echo -e 'a\\nb'; echo -n x; echo; echo -E 'a\\nb'; echo -ne 'a\\tb\\n'; echo -nx; echo --",
    "basename /a/b/; basename /; basename //; dirname /; dirname a/; dirname //a; dirname a//b; dirname a/b//; basename a.c .c; basename .c .c; basename a; dirname /a/b/c; basename a/; dirname ///",
    "printf 'a\\nb\\nc\\n' | head -n -1; printf 'a\\nb\\nc\\n' | head -n -5; printf 'a\\nb\\nc\\n' | head -12; printf 'a\\nb\\nc\\n' | head -n 0",
    "echo 'a b \"c\"' | tr -d ' '; echo 'a b \"c\"' | tr -d '\"'",
    "printf 'aXbX\\n' | grep -o X; printf 'ab\\n' | grep -o 'x*'; printf 'abab\\n' | grep -o 'ab'; echo abc | grep -o .",
    "echo abc | sed --expression=s/b/X/; echo abc | sed -e s/b/X/ -e s/X/Y/; echo abc | sed -n -e /b/p; echo abc | sed --quiet /b/p",
    "printf '%x %X %o %c %5.1s| %-4d| %04d\\n' 255 255 8 abc xyz 7 42",
    "printf 'a\\nb\\nc\\n' | tail -n -1; printf 'a\\nb\\nc\\n' | tail -n 2; printf 'a\\nb\\nc\\n' | head --lines=-2; printf 'a\\nb\\nc\\n' | tail -2; printf 'a\\nb\\nc\\n' | head --lines -1",
  ]);
  printsAs("bash", [
    "set -o pipefail a b; echo $1",
    'x="a\nb"; declare y="$x=1"; echo "$y"',
    "declare -i n=5; echo $n; declare -r m=3; echo $m; typeset k=4; echo $k",
    "let x=1+1; echo $x",
    "a=x; a+=y; echo $a; b+=z; echo $b",
    "x=1 y=2 eval 'echo $x$y'; echo \"[$x$y]\"",
    'set -- a b; echo "${@}" "${*}" "${#@}" "${#*}"',
    "echo $'\\x41\\101\\n' \"$(printf '\\101')\" $'a\\'b'",
    'x=5; echo "${#@} ${#*} $#"; set -- a \'b c\'; echo "${#@}" "${#}"; for w in ${@}; do echo "$w"; done; for w in ${*}; do echo "<$w>"; done; for w in "${*}"; do echo "($w)"; done',
  ]);
});

describe("braces, fields and quotes, as the shell has them", () => {
  agree([
    "set -- a b; shift 0; echo $*",
    "trap 'echo x' EXIT; trap - EXIT; trap '' INT; trap 'echo y' INT TERM; echo main",
    "f() { echo \"${1:-none} ${2-x}\"; }; f; f ''; f a b",
    'echo "$@"; set -- \'a b\' c; echo "$#"; f() { echo $#; }; f "$@"; f $@; f "$*"; f $*; f x"$@"y',
    'IFS=,; set -- a b c; echo "$*"; x=\'1,2 3\'; for w in $x; do echo "<$w>"; done',
    'IFS=:; for d in a:b::c; do echo $d; done; p=a:b::c; for d in $p; do echo "<$d>"; done',
    "x='a b'; set -- $x; echo $#; set -- \"$x\"; echo $#; set -- $x c; echo $#",
    "x=; set -- $x; echo $#; set -- \"$x\"; echo $#; set -- ''$x; echo $#",
    "echo a{b,c}d {1..3} {a..c} x{,y} {a,b}{c,d} {a} {} \"{a,b}\" {a,'b c'}",
    "x=1,2; echo {$x,3}; echo {a,$x}",
    'echo "a\'b" \'a"b\' a\\"b "a\\"b" "\\$x" \'\\$x\' "\\\\" \'\\\\\'',
    'sh -c \'f() { echo "$0 $1"; }; f x\' name; bash -c \'echo "$0" "$@"\' a b c',
    '[ -n "$none" ] || echo e; [ -z "$none" ] && echo z; [ "$none" ] || echo n; test a -o \'\' && echo o',
    "printf '%d %i %u\\n' -5 0 7; printf '%s\\n' ''; printf '[%5s]\\n' ab; printf '%%%s%%\\n' a",
    'for w in a{1..3}b x{c..a} {01..03} {3..1} {1..7..3} {-1..1}; do echo "$w"; done',
    'IFS=,; x=a,b,,c; for w in $x; do echo "<$w>"; done; set -- $x; echo $#; echo "$*"; unset IFS; echo $x',
    'IFS=; x=\'a b\'; for w in $x; do echo "<$w>"; done; set -- a b; echo "$*"',
    "x=:a:; IFS=:; for w in $x; do echo \"<$w>\"; done; y='a : b'; IFS=' :'; for w in $y; do echo \"<$w>\"; done",
  ]);
  printsAs("bash", [
    "set -- a b c d; shift 2; echo $*; shift; echo $*; shift 2 || echo cannot; echo $*; shift; echo $#; shift || echo none",
    'echo {a,b}{c,d} {a,{b,c}d}e "{a,b}" \'{a,b}\' \\{a,b\\} {a\\,b,c} {a,"b,c"} {$HOME,x}y ${x:-{a,b}} {} {a} {,} a{,}b {a,b',
  ]);
});

describe("reading lines, as the shell has them", () => {
  agree([
    "read x </dev/null || echo none",
    "printf 'a' | { read x || echo eof; echo \"$x\"; }",
    'printf \'a\\nb\' | { read x && echo "1$x"; read x || echo "2$x"; read x || echo "3$x"; }',
    "printf 'a b c\\n' | { read -r x y z w; echo \"$x|$y|$z|$w\"; }",
    "printf 'a\\\\tb\\n' | { read -r x; echo \"$x\"; }",
    "printf 'a\\\\tb\\\\\\nc\\n' | { read x; echo \"$x\"; }",
    "printf ' a\\tb  c \\n' | { read x y; echo \"[$x][$y]\"; }",
    "printf 'a:b:c\\n' | { IFS=: read -r x y; echo \"[$x][$y]\"; }",
    "printf ':a::b\\n' | { IFS=: read -r x y z w; echo \"[$x][$y][$z][$w]\"; }",
    "printf 'a]b^c-d\\n' | { IFS=']^-' read -r x y z w; echo \"[$x][$y][$z][$w]\"; }",
    "printf ' : a : b : \\n' | { IFS=' :' read -r x y z; echo \"[$x][$y][$z]\"; }",
    "printf 'a,b,,\\n' | { IFS=, read -r x y; echo \"[$x][$y]\"; }",
    "printf 'x y\\n' | { read -r -p prompt a b; echo \"$a-$b\"; }",
    "printf 'a b\\n' | (read -r a b; echo $b)",
    'while read -r a b; do echo "$b=$a"; done <<E\n1 2\n3 4 5\nE',
    "while IFS= read -r l; do echo \"<$l>\"; done <<'E'\n  x\ny \nE",
    'echo a | { read x; echo "<$x>"; y=1; }; echo "[$y]"',
    "while read -r x; do echo \"[$x]\"; done <<E\n$(printf '1\\n2')\nE",
    '{ echo a; echo b; } >/tmp/azure-kdump-1; while read -r l; do echo "<$l>"; done </tmp/azure-kdump-1; rm /tmp/azure-kdump-1',
    "exec 3</dev/null; read x <&3 || echo none",
    "exec </dev/null; read x || echo none",
    'echo l1 >/tmp/azure-kdump-1; exec </tmp/azure-kdump-1; read x; echo "$x"; rm /tmp/azure-kdump-1',
    "printf 'a\\\\\\nb c\\n' | { read x y; echo \"$x-$y\"; }; printf 'a\\\\ b c\\n' | { read x y; echo \"$x-$y\"; }; printf 'a \\\\\\\\ b\\n' | { read x y; echo \"$x-$y\"; }",
    "printf 'a b ' | { read x y; echo \"$? $x-$y-\"; }; printf '\\n' | { read x; echo \"$?[$x]\"; }",
  ]);
  printsAs("bash", [
    "printf 'a b\\n' | { read -r; echo \"$REPLY\"; }",
    'while read -r l || [ -n "$l" ]; do echo "<$l>"; done < <(printf \'a\\nb\')',
  ]);
});

describe("redirections and descriptors, as the shell has them", () => {
  agree([
    "exec 2>/dev/null; echo a >&2; echo b",
    'x=$(exec echo a; echo b); echo "$x"',
    "(exec sh -c 'exit 4'); echo $?; exec sh -c 'echo $0; exit 5'; echo no",
    "PATH=; echo a; ls 2>/dev/null || echo $?",
    "PATH=/nonexistent; echo a; [ a = a ] && printf 'b\\n'; cat /dev/null 2>/dev/null || echo $?",
    "cat <<A <<B\n1\nA\n2\nB",
    "cat <<-E\n\ta\n\t  b\n\tE\necho end",
    'cat <<"E"\n$x `y` \\z\nE\ncat <<\\E\n$x\nE',
    "cat <<E\na \\\nb $((1+1)) ${x:-d} \\$x\nE",
    "{ cat; } <<E\nin\nE",
    "echo a >/tmp/azure-kdump-1; echo b >>/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; cat </tmp/azure-kdump-1 | head -n 1; rm /tmp/azure-kdump-1; [ -e /tmp/azure-kdump-1 ] || echo gone",
    "echo a 2>&1 >/dev/null; echo b >/dev/null 2>&1; echo c 1>&2; echo d 2>&1",
    "for i in 1 2; do echo $i; done >/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; if true; then echo y; fi >/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    "f() { echo f; } >/tmp/azure-kdump-1; f; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    "echo a >/tmp/azure-kdump-1; set -C; echo b >|/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    "exec 3>/tmp/azure-kdump-1; echo a >&3; exec 3>&-; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    "(echo a; echo b >&2) 2>/dev/null; (echo c) >/dev/null; echo d",
    "echo a | tee /tmp/azure-kdump-1 | cat; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    'printf \'#!/bin/sh\\necho "$0" "$#" "$1"\\nexit 7\\n\' >/tmp/azure-kdump-s; chmod +x /tmp/azure-kdump-s; /tmp/azure-kdump-s \'a b\'; echo $?; sh /tmp/azure-kdump-s; rm /tmp/azure-kdump-s',
    "printf 'x=5\\ncd /usr\\nf() { echo f; }\\n' >/tmp/azure-kdump-s; . /tmp/azure-kdump-s; echo $x; pwd; f; rm /tmp/azure-kdump-s",
    "printf 'x=5\\n' >/tmp/azure-kdump-s; sh /tmp/azure-kdump-s; echo \"[$x]\"; rm /tmp/azure-kdump-s",
    "printf 'exit 3\\n' >/tmp/azure-kdump-s; (. /tmp/azure-kdump-s; echo no); echo $?; rm /tmp/azure-kdump-s",
    'x=$(cat <<E\na\nb\nE\n); echo "$x"',
    "time true 2>/dev/null; echo $?",
    "exec 3>/tmp/azure-kdump-1; echo a >&3; echo b >&3; exec 3>&-; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    "{ echo a >&2; echo b; } 2>/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    "{ echo a; echo b >&2; } >/tmp/azure-kdump-1 2>&1; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    "echo a >/tmp/azure-kdump-1; { echo b >&2; } 2>>/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    'f() { echo err >&2; echo out; }; f 2>/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; x=$(f 2>&1); echo "$x"; rm /tmp/azure-kdump-1',
    "echo a 3>/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; echo a >&-; echo c 2>&-; rm /tmp/azure-kdump-1",
    "(exec 3>/tmp/azure-kdump-1; echo a >&3); cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    "false && true; echo $?; exec 4>&1; echo a >&4",
    "cat <<E\n\ta\n\tb\tc\nE\ncat <<-E\n\ta\tb\n\t\tc\n\tE",
    "d=$(mktemp -d); cd $d; echo a >f; exec 3<f; cat f; echo b | cat 3<f; cat 4<f <f; rm -r $d",
    "d=$(mktemp -d); cd $d; printf 'a\\nb\\n' >f; grep a f >f; cat f; echo c >f; cat f >f; cat f; rm -r $d",
    "d=$(mktemp -d); cd $d; echo a >&7; echo b; rm -r $d",
    "d=$(mktemp -d); cd $d; echo a >f; cat <f <<E\nc\nE\nrm -r $d",
  ]);
  printsAs("bash", [
    ". /nonexistent-file-x 2>/dev/null; echo no",
    "d=$(mktemp -d); cd $d; echo a >&1x; cat 1x; exec 12>f; echo b >&12; cat f; rm -r $d",
    "d=$(mktemp -d); cd $d; exec {fd}>f; [ -e f ] && echo made; echo a {fd}>g; cat g; rm -r $d",
    "echo a &>/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; echo b >&/tmp/azure-kdump-1; cat /tmp/azure-kdump-1; rm /tmp/azure-kdump-1",
    "mkdir -p /tmp/azure-kdump-d/{a,b}; echo 1 >/tmp/azure-kdump-d/a/x; cp /tmp/azure-kdump-d/{a,b}/x; cat /tmp/azure-kdump-d/b/x; mv /tmp/azure-kdump-d/b/x{,.bak}; cat /tmp/azure-kdump-d/b/x.bak; rm -r /tmp/azure-kdump-d",
  ]);
});

describe("options, parameters and names, as the shell keeps them", () => {
  agree([
    "set -- -n; echo on $1; set x -n -e; echo $2; false; echo on; set a-n; echo $1; set x+n; echo $1",
    "set -- a b; set -; echo $#; set - c -e; echo $1 $#; false; echo on",
    "set -e; set +e -- a; false; echo $1; set +o noexec +n; echo on",
    "set -uo errexit; false; echo no",
    "set -o errexit; set +o errexit; false; echo on; set -o nounset errexit; false; echo $1",
    "set -o nounset -- -o; echo $1; set -eo noglob x; echo $1; false; echo no",
    'f() { local a b=2 a c=d=e; echo "$b$c"; }; b=1; f; echo "[$a]$b$c"',
    'a=1; unset -v a; echo "[$a]"; f() { echo f; }; f=1; unset f; echo "[$f]"; f',
    "a=1; f() { echo f; }; a() { echo a; }; unset -f a none; echo $a; f; unset -v f; f",
    "set -- 1 2 3 4 5 6 7 8 9 10 11 12; shift 10; echo $1; shift; echo $#; shift 1; echo $#",
    "trap 'echo t' exit; trap exit; trap 'echo u' 0; trap 0; trap 'echo v' USR1; trap - EXIT; echo a",
    "trap 'echo t' exit; trap 'echo no' EXITS 2>/dev/null; trap 'echo no' 10; echo a",
    "trap -- 'echo t' 0; trap >/dev/null; trap -- USR1; echo a",
    "umask 22; umask; umask 7; umask; old=$(umask); umask 0; umask; umask $old; umask",
    'd=$(mktemp -d); mkdir -p $d/x-P $d/-Lx; cd $d/x-P; basename "$(pwd)"; cd $d; cd -- -Lx; basename "$(pwd)"; rm -r $d',
    "cd -PL /usr; pwd; unset HOME; cd 2>/dev/null; pwd; unset OLDPWD; cd - >/dev/null 2>&1; pwd",
    "break 2>/dev/null; for i in 1 2; do for j in 1 2; do break 1; done; echo $i; break 3; done; echo on",
    "f() { exec true; }; (f; echo no); echo on; exec true; echo no",
    "f() { (return 3); echo $?; eval 'return 4'; echo no; }; f; echo $?; g() { f; return 5; echo no; }; g; echo $?",
    "echo 'f() { return 2; }; f; echo $?; return 3; echo no' >/tmp/azure-kdump-s; . /tmp/azure-kdump-s; echo $?; rm /tmp/azure-kdump-s",
    "echo 'echo $#; set -- z' >/tmp/azure-kdump-s; set -- p q; . /tmp/azure-kdump-s; echo $*; rm /tmp/azure-kdump-s",
    "echo 'return; echo no' >/tmp/azure-kdump-s; f() { . /tmp/azure-kdump-s; echo f; return; }; f; rm /tmp/azure-kdump-s",
    "false; [ $? -ne 0 ] && echo failed; (exit 3); [ $? = 3 ] && [ $? = 0 ] && echo three; (exit 4); echo $? && echo $?",
    "false; [ $? = 0 ] || echo no; true; ! [ $? = 0 ] || echo yes",
    "(exit 258); echo $?; (exit x) 2>/dev/null; echo $?; (exit 1x) 2>/dev/null; echo $?; (exit -1) 2>/dev/null || echo f",
  ]);
  printsAs("sh", [
    "set -euo pipefail; echo no",
    "echo a; set -o pipefail; echo no",
    'f() { local x; echo "[$x]"; }; x=o; f; echo $x',
    "set -- a b; shift 3 2>/dev/null; echo no",
    "set -- a b; shift x 2>/dev/null; echo no",
    "echo a; return; echo no",
    "echo 'echo \"$#-$1\"' >/tmp/azure-kdump-s; set -- p q; . /tmp/azure-kdump-s a b c; rm /tmp/azure-kdump-s",
  ]);
  printsAs("bash", [
    "set -o pipefail; echo on; set +o pipefail; echo on",
    'f() { local x; echo "[$x]"; local y=1; local y; echo "[$y]"; }; x=o; f; echo $x',
    "set -- a b; shift x 2>/dev/null || echo $#; shift 3 || echo $#",
    "return 2>/dev/null; echo a; eval 'return' 2>/dev/null; echo b; f() { :; }; f; return 2>/dev/null || echo c",
    "sh -c 'return; echo a' 2>/dev/null; f() { bash -c 'return; echo b' 2>/dev/null; echo c; }; f",
    "echo 'echo \"$#-$1\"; [ $1 = x ] && set -- z' >/tmp/azure-kdump-s; set -- p q; . /tmp/azure-kdump-s a b; echo $*; . /tmp/azure-kdump-s x; echo $*; rm /tmp/azure-kdump-s",
    'f() { declare d=1; typeset t=2; declare -g g=3; export x=5; readonly y=6; }; d=0; t=0; f; echo "$d $t $g $x $y"',
    'x=1; declare x; echo $x; declare -x x; echo $x; typeset -i x=3; echo $x; f() { declare x; echo "[$x]"; }; f; echo $x',
    "source /dev/stdin <<<'x=5'; echo $x; . /dev/stdin <<'E'\ny=6\nE\necho $y",
    "(exit -1); echo $?; (exit -257); echo $?; f() { return -2; }; f; echo $?",
  ]);

  const set = "echo kernel.panic=5 >/etc/sysctl.d/x.conf";
  answers(panic, "5", [
    `(if vendor-check; then exec true; fi; true); ${set}`,
    `(if vendor-check; then set -n; fi; true); ${set}`,
    `grep -q x /proc/cpuinfo || exit -1; ${set}`,
    `grep -q x /proc/cpuinfo || exit failed; ${set}`,
    `f() { ${set}; }; unset f; f`,
    `set -- a; shift $(vendor-count); ${set}`,
    `umask -S; ${set}`,
  ]);
  answers(panic, open, [`if vendor-check; then exit $(vendor-status); fi; ${set}`]);
  answers(panic, undefined, [`f() { ${set}; }; unset -f f; f`, `bash -c 'f() { ${set}; }; unset f; f'`]);
  const strict = `set -euo pipefail; ${set}`;
  answers(panic, undefined, [strict], { ...debian, release: "ubuntu-24.04" });
  answers(panic, "5", [strict], { ...debian, release: "ubuntu-26.04" });
  answers(panic, "5", [strict, `return 2>/dev/null; ${set}`], alma);
  answers(
    unread,
    ["the script"],
    ["alias cat='echo mine'", "alias q=x cd='echo mine'", "alias cat=", "alias sysctl='x y'"],
  );
  answers(unread, [], ["alias q='cat x'", "alias", "alias cat", "alias -p", "alias q='x=\ncat'"]);
  answers(unread, ["/opt/x read by the script"], ["echo 'vendor-tool --kdump' >/opt/x; . /opt/x"]);
});

describe("what ends a script that is to end on errors, as the shell has it", () => {
  agree([
    'x=$(echo a; exit 3; echo b); echo "$x" $?; f() { x=$(return 4; echo no); echo "[$x]" $?; }; f',
    "set -e; (false) || echo a; (exit 0); echo on; (false); echo no",
    "set -e; f() (false); f; echo no",
    "set -e; { (exit 3); } >/dev/null; echo no",
    "set -e; { false && true; } >/dev/null; if true; then false && true; fi >/dev/null; echo on",
    "set -e; for i in a b; do false && true; done >/dev/null; case a in a) false && true ;; esac >/dev/null; echo on",
    "set -e; while false; do :; done; until true; do :; done >/dev/null; { ! true; }; echo on; (! true); echo no",
    "set -e; (false && true); echo no",
    "set -e; (false && true) >/dev/null; echo no",
    "set -e; (false; echo no) >/dev/null; echo no",
    "set -e; ! { false; echo in; }; echo $(false) on; echo a | (exit 3); echo no",
    "set -e; false & wait; echo on; trap 'false; echo no' EXIT; echo a",
    "set -e; sh -c 'set -e; false; echo no' || echo c; if sh -ec 'false; echo no'; then echo t; fi; echo on",
    "set -e; ! sh -ec 'false; echo no'; f() { set +e; false; echo f; }; f; false; echo on",
    "set -e; (set +e; false; echo in); [ a = b ]; echo no",
    "set -e; true && { false || true; } && false || echo c; ! { false && true; }; eval 'false || true'; echo on",
    "false || (exit 3) || (exit 4); echo $?; true && (exit 5) && true; echo $?; false && true || (exit 6); echo $?",
    "(exit 4) || echo $?; (exit 4) && echo no || echo $?; (exit 4) && echo no; echo $?",
    "false; x=1; echo $?; false; x=$(true); echo $?; false; f() { :; }; echo $?; false; { echo $?; }; (exit 3); (echo $?)",
    "false; if [ $? = 1 ]; then echo one; fi; false; case $? in 1) echo c ;; esac; (exit 7); while [ $? = 7 ]; do echo w; done",
    "(exit 3); echo $? | cat; (exit 3); x=$(echo $?); echo $x; (exit 3); export y=$?; echo $y",
    "! cd /usr; pwd; ! x=1; echo $x; ! { y=2; }; echo $y",
    "f() { ! return 3; echo no; }; f; echo $?; f() { return 2 && echo no; echo no; }; f; echo $?; ! exit 3; echo no",
    "f() { { return 2; } & wait; echo on; }; f; f() { echo a | { return 3; }; echo $?; }; f; f() { exit 3; }; f & wait; echo on",
    "true | false | true; echo $?; ! true | false; echo $?; ! false | true; echo $?; echo a | while read x; do exit 3; done; echo $?",
    "f() if true; then echo f; fi; f; g() for i in 1 2; do echo $i; done; g; h() case $1 in a) echo A ;; esac; h a; h b",
  ]);
  printsAs("sh", [
    'set -e; f() { false; echo f; }; x=$(f) || :; echo "[$x]"; if x=$(false; echo a); then echo no; fi; echo "[$(false; echo b)]" && :',
    "set -e; x=$(false; echo a); echo no",
  ]);
  printsAs("bash", [
    'set -e; f() { false; echo f; }; x=$(f) || :; echo "[$x]"; x=$(false; echo a); echo "[$x]"; y=$(set -e; false; echo b); echo no',
    "set -e; cat <(false; echo no); x=$(true); false; echo no",
    "set -e; time true; time false; echo no",
    "! ! true; echo $?; ! ! false; echo $?; set -e; ! ! false; echo no",
    "coproc true; echo a",
  ]);
  const set = "echo kernel.panic=5 >/etc/sysctl.d/x.conf";
  answers(unread, [], ["bash -c 'coproc ls; echo kdump'"]);
  answers(unread, ["the script"], ["bash -c 'coproc kexec -l /x'"]);
  answers(panic, "5", [`bash -c 'coproc ls; ${set}'`]);
  const substituted = `set -e; f() { false; ${set}; }; x=$(f) || :`;
  answers(panic, "5", [substituted], alma);
  answers(panic, undefined, [substituted, `bash -c 'f() { ${set}; }; f=1 true; unset f; f'`]);
});
