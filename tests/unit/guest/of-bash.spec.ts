import { alma } from "../platforms";
import { answers } from "./answers";
import { holds, installed, open, panic, unread } from "./guests";
import { printsAs } from "./real-shell";

const set = "echo kernel.panic=5 >/etc/sysctl.d/x.conf";

/** Scripts that only bash runs, each by a form of its grammar. */
const grammar = [
  `a=(1 2); ${set}`,
  `x=$(a=(1); echo 1); ${set}`,
  `cat <<<x; ${set}`,
  `cat <(echo b); ${set}`,
  `echo "$(cat <(echo b))"; ${set}`,
  `if true; then cat <<<x; fi; ${set}`,
  `f() { cat <<<x; }; ${set}`,
  `function f { :; }; ${set}`,
  `function f() { :; }; ${set}`,
  `echo b |& cat; ${set}`,
  `case a in a) echo b ;& b) echo c ;; esac; ${set}`,
  `case a in a) echo b ;;& b) echo c ;; esac; ${set}`,
  `for ((i = 0; i < 2; i++)); do :; done; ${set}`,
  `select x in a; do :; done </dev/null; ${set}`,
];

/** What dash has another meaning for, or none, once it runs. */
const meaning = [
  `[[ a = a ]] && ${set}`,
  `((1)) && ${set}`,
  `[ a == a ] && ${set}`,
  `test a == a && ${set}`,
  `if [ ! a == b ]; then ${set}; fi`,
  `source /etc/os-release && ${set}`,
  `declare x=1 && ${set}`,
  `shopt -s nullglob && ${set}`,
  `x=1; x+=2 && ${set}`,
  `x=abc; y=\${x:1}; ${set}`,
  `x=abc; y=\${x/b}; ${set}`,
  `x=abc; : \${x^^}; ${set}`,
  `x=abc; : \${!x}; ${set}`,
  `: \${x[0]}; ${set}`,
  "echo kernel.panic=5 &>/etc/sysctl.d/x.conf",
];

describe("a script that only bash runs", () => {
  answers(panic, undefined, [...grammar, ...meaning]);
  answers(panic, "5", [...grammar, ...meaning], alma);
  answers(
    panic,
    "5",
    [...grammar, ...meaning].map((script) => `#!/bin/bash\n${script}`),
  );

  // Nobody can tell what was meant, so a judge says so.
  answers(unread, ["the script"], grammar);
  answers(unread, [], [...meaning, ...grammar.map((script) => script.replace(set, "ls"))]);
  answers(panic, "5", [
    `${set}\na=(1 2); echo kernel.panic=0 >/etc/sysctl.d/x.conf`,
    `echo 'a=(1)' '|&' '<<<' ';&'; ${set}`,
  ]);
  answers(unread, ["the script, line 2"], [`ls\na=(1 2); ${set}`]);

  answers(panic, "5", [
    `[[ a = b ]] || ${set}`,
    `if command -v dnf &>/dev/null; then ${set}; fi`,
    `sleep infinity &>/dev/null; ${set}`,
    `f() { exit; }; f &>/dev/null; ${set}`,
    `f() { return; }; f &>/dev/null; ${set}`,
    `source() { . "$@"; }; source /etc/os-release && ${set}`,
    `\${x:-echo} a; ${set}`,
  ]);
  answers(holds("/opt/x"), "", ["echo a &>/opt/x", "echo a &>/opt/y 2>/opt/x 1>/opt/x"]);
  answers(holds("/opt/x"), "a\n", ["echo a >/opt/x; echo b &>>/opt/x", "echo a >/opt/x &>/dev/null"]);
  answers(holds("/opt/x"), "a\nb\n", ["bash -c 'echo a &>/opt/x; echo b &>>/opt/x'"]);
  answers(holds("/opt/x"), open, ["bash -c 'vendor-tool &>/opt/x'"]);
  answers(installed("kdump-tools"), true, ["bash -c 'xargs apt-get -y install <<<kdump-tools'"]);

  printsAs("sh", [
    "[ a == a ]; echo $?; [[ a = a ]]; echo $?; x=1; ((x++)); echo $? $x; test ! a == b || echo no",
    "source /etc/os-release; echo $?; let x=1; echo $?; typeset x; echo $?; mapfile x; echo $?; cd /; pushd /usr; echo $?; pwd",
    'builtin echo a; echo $?; declare x=2; echo "$? [$x]"; readarray l; echo $?; popd; echo $?; dirs; echo $?; enable; echo $?',
    'x=a; x+=b; echo "$? $x"; x+=c y=d; echo $?',
    "echo a\necho ${x:1}\necho no",
    "echo a; (echo ${x^^}; echo no); echo $?",
    "d=$(mktemp -d); echo a &>$d/x; wait; cat $d/x; rm -r $d",
    "echo a\necho b; x=(1 2); echo c\necho d",
    "echo a\nif true; then\necho b\ncat <<<c\nfi\necho d",
    "f() {\necho f\n}\nf\nfunction g() { :; }\nf",
  ]);
});
