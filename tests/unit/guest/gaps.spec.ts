import assert from "node:assert/strict";
import { Budget } from "#crashdump/shell/limits";
import { Regex } from "#crashdump/shell/regex";
import type { GuestState } from "#crashdump/guest/state";
import { anyText, imageText } from "#crashdump/guest/text";
import { answers } from "./answers";
import { guestAfter, holds, installed, open, panic, reboots, runtime, unit, unread } from "./guests";

const X = anyText;

describe("whether a pattern may match, if a text's gaps held the right letters", () => {
  const cases: readonly (readonly [pattern: string, text: string, may: boolean])[] = [
    ["abc", "abc", true],
    ["abc", "ABC", true],
    ["abc", "ab", false],
    ["abc", "", false],
    ["abc", X, true],
    ["abc", imageText, true],
    ["abc", `a${X}c`, true],
    ["abc", `a${X}`, true],
    ["abc", `${X}c`, true],
    ["abc", `a${X}d`, true],
    ["^abc$", `a${X}d`, false],
    ["^abc$", `a${X}`, true],
    ["^abc$", `${X}c`, true],
    ["^abc$", `x${X}`, false],
    ["^abc$", `${X}x`, false],
    ["^abc", `x${X}abc`, false],
    ["^abc", `${X}abc`, true],
    ["abc$", `abc${X}`, true],
    ["abc$", `abc${X}x`, false],
    ["^abc$", `abc${X}x`, false],
    ["^$", X, true],
    ["^$", `${X}${imageText}`, true],
    ["^$", `a${X}`, false],
    ["^a+c$", `a${X}c`, true],
    ["^a+c$", X, true],
    ["^a+c$", `${X}b`, false],
    ["^a{3}$", "aaa", true],
    ["^a{3}$", "aa", false],
    ["^a{3}$", `a${X}`, true],
    ["^a*$", "", true],
    ["^a*b$", "b", true],
    ["^a*b$", "aab", true],
    ["^(ab|cd)e$", `a${X}e`, true],
    ["^(ab|cd)e$", `x${X}e`, false],
    ["^(ab)+$", `ab${X}`, true],
    ["^(ab)+$", "aba", false],
    ["^[0-9]+$", `1${X}2`, true],
    ["^[0-9]+$", `1${X}x`, false],
    ["\\bab\\b", `${X}ab${X}`, true],
    ["(a)\\1", `a${X}`, true],
  ];
  for (const [pattern, text, may] of cases) {
    it(`${pattern} in ${JSON.stringify(text)}: ${may ? "yes" : "no"}`, () => {
      assert.equal(Regex.of(pattern, "extended")?.mayFind(text, new Budget()), may);
    });
  }
});

type Case = readonly [script: string, question: (state: GuestState) => unknown, answer: unknown];

function follows(cases: readonly Case[]): void {
  for (const [script, question, answer] of cases) {
    it(script.replaceAll("\n", "\\n").slice(0, 150), () => assert.deepEqual(question(guestAfter(script)), answer));
  }
}

const set = "echo kernel.panic=5 >/etc/sysctl.d/x.conf";
const unset = "echo kernel.panic=0 >/etc/sysctl.d/x.conf";
const print = (name: string) => `echo kernel.panic=$${name} >/etc/sysctl.d/x.conf`;

describe("a question that only the guest can answer", () => {
  follows([
    [`if vendor; then p=5; else p=0; fi; ${set}; ${print("p")}`, panic, open],
    [`if vendor; then p=5; else p=5; fi; ${set}; ${print("p")}`, panic, "5"],
    [`p=5; if vendor; then ${set}; q=1; fi; ${print("p")}`, panic, "5"],
    [`if vendor; then f() { ${set}; }; ${unset}; fi; f`, panic, "5"],
    [`f() { ${set}; }; if vendor; then ${unset}; fi; f`, panic, "5"],
    [
      `if vendor; then cd /etc/sysctl.d; ${unset}; else cd /opt; ${unset}; fi; echo kernel.panic=5 >x.conf`,
      unread,
      ["the script"],
    ],
    [
      `if vendor; then cd /etc/sysctl.d; ${unset}; else cd /etc/sysctl.d; ${set}; fi; echo kernel.panic=5 >x.conf`,
      panic,
      "5",
    ],
    [`if vendor; then set -- 5; ${unset}; else set -- 0; ${unset}; fi; ${print("1")}`, panic, open],
    [`if vendor; then set -- 5; ${unset}; else set -- 5; ${unset}; fi; ${print("1")}`, panic, "5"],
    [`p=$(if vendor; then ${unset}; echo 5; else ${unset}; echo 0; fi); ${print("p")}`, panic, open],
    [`{ if vendor; then read p; ${unset}; else read p; ${unset}; fi; } <<E\n5\n0\nE\n${print("p")}`, panic, "5"],
    [`for p in 5 0; do ${print("p")}; if vendor; then ${unset}; break; fi; done`, panic, "0"],
    [`for p in 5 7; do ${print("p")}; if vendor; then systemctl mask x; break; fi; done`, panic, open],
    [`for p in 0 5; do if vendor; then systemctl mask x; continue; fi; ${print("p")}; done`, panic, open],
    [`f() { if vendor; then systemctl mask x; return; fi; ${set}; }; ${unset}; f`, panic, open],
    [`f() { if vendor; then systemctl mask x; return; fi; systemctl unmask x; }; ${unset}; f; ${set}`, panic, "5"],
    [`if vendor; then ${unset}; exit 1; fi; ${set}`, panic, "5"],
    [`if vendor; then ${unset}; exit 0; fi; ${set}`, panic, open],
    [`if vendor; then :; else ${unset}; exit 1; fi; ${set}`, panic, "5"],
    [`vendor-tool --check || { ${unset}; exit 1; }; ${set}`, panic, "5"],
    [`(if vendor; then ${unset}; exit 0; fi; ${set})`, panic, open],
    [`(if vendor; then ${unset}; exit 1; fi; ${set}); echo`, panic, "5"],
    [`sh -c 'if vendor; then exit 0; fi; ${set}'`, panic, open],
    [
      `if vendor; then apt-get -y install kdump-tools; else apt-get -y install kdump-tools; fi`,
      installed("kdump-tools"),
      true,
    ],
    [
      `if vendor; then apt-get -y install kdump-tools; else apt-get -y remove kdump-tools; fi`,
      installed("kdump-tools"),
      open,
    ],
    [`if vendor; then systemctl enable x; else systemctl enable x; fi`, unit("x"), "enabled"],
    [`if vendor; then systemctl enable x; else systemctl mask x; fi`, unit("x"), open],
    [`if vendor; then sysctl -w kernel.panic=5; else sysctl -w kernel.panic=5; fi`, runtime("kernel.panic"), "5"],
    [`if vendor; then sysctl -w kernel.panic=5; else sysctl -w kernel.panic=0; fi`, runtime("kernel.panic"), open],
    [`if vendor; then reboot; else reboot; fi`, reboots, true],
    [`if vendor; then vendor-tool kdump; fi`, unread, ["the script"]],
    [`if vendor; then vendor-tool kdump; else vendor-tool kdump; fi`, unread, ["the script"]],
    [`! vendor && ${unset}; ${set}`, panic, "5"],
    [`! [ -e /opt/done ] || exit 0; ${set}`, panic, "5"],
    [`[ ! -e /opt/done ] || exit 0; ${set}`, panic, "5"],
    [`if [ -e /opt/done ]; then exit 0; fi; ${set}; touch /opt/done`, panic, "5"],
    [`rpm -q kexec-tools | grep -q kexec || ${set}`, panic, "5"],
    [`dpkg -l | grep -q kdump-tools || ${set}`, panic, "5"],
    [`case $(vendor) in a) ${set} ;; b) ${set} ;; *) ${set} ;; esac`, panic, "5"],
    [`case $(vendor) in a) ${set} ;; *) ${unset} ;; esac`, panic, open],
    [`case x$(vendor) in y*) ${unset} ;; *) ${set} ;; esac`, panic, "5"],
    [`case x$(vendor)y in *z | x) ${unset} ;; x*) ${set} ;; esac`, panic, "5"],
    [`case x$(vendor) in xa) ${unset} ;; *) ${set} ;; esac`, panic, open],
    [`case x$(vendor) in x) ${unset} ;; *) ${set} ;; esac`, panic, open],
    [`while vendor; do ${set}; done`, panic, open],
    [`until vendor; do ${unset}; done; ${set}`, panic, "5"],
    [`set -e; vendor; ${set}`, panic, "5"],
    [`vendor | while read -r p; do ${print("p")}; done`, panic, open],
  ]);
});

describe("what a shell cannot parse, or only starts", () => {
  follows([
    [`${set}\nif then\n${unset}`, panic, "5"],
    [`${set}\nif then\n${unset}`, unread, ["the script, line 2"]],
    ["if then\n# kernel.panic=0", unread, []],
    ["ls; if then; ls", unread, []],
    [`${set}\nexit 0\nif then\n${unset}`, panic, "5"],
    [`coproc ${unset}`, unread, ["the script"]],
    ["coproc ls", unread, []],
    ["select x in kdump; do echo $x >/etc/kdump.conf; done", unread, ["the script"]],
    ["for ((i = 0; i < 3; i++)); do echo $i >/etc/kdump.conf; done", unread, ["the script"]],
    ["for ((i = 0; i < 3; i++)); do echo $i; done", unread, []],
    [`x() { ${set}; } >/dev/null; x`, panic, "5"],
    [`{ ${set}; } >/tmp/out 2>&1 </dev/null`, panic, "5"],
    [`exec >/tmp/log 2>&1; ${set}`, panic, "5"],
    ["echo a >/tmp/f; cat </tmp/f >/tmp/g", holds("/tmp/g"), "a\n"],
    ["echo a >/tmp/f; cat <>/tmp/f >/tmp/g", holds("/tmp/g"), "a\n"],
    ["echo a >/tmp/f; echo b &>>/tmp/f", holds("/tmp/f"), "a\nb\n"],
    ["echo a 1>/tmp/f", holds("/tmp/f"), "a\n"],
    ["echo a >/tmp/f; vendor 2>/tmp/f", holds("/tmp/f"), ""],
    ["echo a 3>/tmp/f", holds("/tmp/f"), ""],
    ["echo a >/tmp/f; echo b >/tmp/f >/tmp/g", holds("/tmp/f"), ""],
    ["echo a >/tmp/f; cat /tmp/f >/tmp/f", holds("/tmp/f"), ""],
    ["echo a >/tmp/f; true >>/tmp/f", holds("/tmp/f"), "a\n"],
    ["echo 1 >/proc/sys/kernel/panic_on_oops", runtime("kernel.panic_on_oops"), "1"],
    ["sysctl -w kernel.panic=7; cat /proc/sys/kernel/panic >/tmp/f", holds("/tmp/f"), "7\n"],
    ["cat /proc/sys/kernel/panic >/tmp/f", holds("/tmp/f"), open],
    ["echo b >/proc/sysrq-trigger", reboots, true],
    ["echo c >/proc/sysrq-trigger", reboots, false],
    ["echo x >/dev/null; echo kdump >/dev/ttyS0", unread, []],
    ["echo 1 >/sys/module/x", unread, []],
    ["echo kdump >$(vendor)", unread, ["the script"]],
  ]);
});

describe("sed, where a text has gaps or a script is unusual", () => {
  const edited = (script: string, text = "a=1\\nb=2\\nc=3\\n") =>
    holds("/tmp/f")(guestAfter(`printf '${text}' >/tmp/f; sed -i ${script} /tmp/f`));
  const cases: readonly (readonly [script: string, result: string])[] = [
    ["'# comment\ns/1/5/'", "a=5\nb=2\nc=3\n"],
    ["';;s/1/5/;; s/2/6/ ;'", "a=5\nb=6\nc=3\n"],
    ["'s/1/5/ # comment'", "a=5\nb=2\nc=3\n"],
    ["'\\|a|d'", "b=2\nc=3\n"],
    ["'\\,a,s,1,5,'", "a=5\nb=2\nc=3\n"],
    ["'/A/Id'", "b=2\nc=3\n"],
    ["'2d;$d'", "a=1\n"],
    ["'2,$d'", "a=1\n"],
    ["'2 , 3 d'", "a=1\n"],
    ["'/a/,/b/d'", "c=3\n"],
    ["'/b/,1d'", "a=1\nc=3\n"],
    ["'/b/,/x/d'", "a=1\n"],
    ["'1,/a/d'", ""],
    ["'2 ! d'", "b=2\n"],
    ["'/a/a\\\nx'", "a=1\nx\nb=2\nc=3\n"],
    ["'/a/a x\\ty'", "a=1\nx\ty\nb=2\nc=3\n"],
    ["'/a/a x\\ny'", "a=1\nx\ny\nb=2\nc=3\n"],
    ["'/b/c x'", "a=1\nx\nc=3\n"],
    ["'/b/i x'", "a=1\nx\nb=2\nc=3\n"],
    ["-e '/b/d' -e 's/1/5/'", "a=5\nc=3\n"],
    ["--expression='s/1/5/'", "a=5\nb=2\nc=3\n"],
    ["-n '/b/p'", "b=2\n"],
    ["--quiet '/b/p'", "b=2\n"],
    ["--silent 's/2/5/p'", "b=5\n"],
    ["'/b/p'", "a=1\nb=2\nb=2\nc=3\n"],
    ["'s/[0-9]/&&/;s/=//'", "a11\nb22\nc33\n"],
    ["'s/[/=]/:/'", "a:1\nb:2\nc:3\n"],
    ["'s/[^]=]*/X/'", "X=1\nX=2\nX=3\n"],
    ["'s/[[:alpha:]/]/X/'", "X=1\nX=2\nX=3\n"],
    ["-E 's/(.)=(.)/\\2=\\1/'", "1=a\n2=b\n3=c\n"],
    ["-r 's/(.)=(.)/\\2=\\1/'", "1=a\n2=b\n3=c\n"],
    ["--regexp-extended 's/(.)=/\\1:/'", "a:1\nb:2\nc:3\n"],
    ["'s/./X/2g'", "aXX\nbXX\ncXX\n"],
    ["'s/=/\\n/'", "a\n1\nb\n2\nc\n3\n"],
  ];
  for (const [script, result] of cases) {
    it(`sed ${script.replaceAll("\n", "\\n")}`, () => assert.equal(edited(script), result));
  }

  it("ends a text as it was ended", () => {
    assert.equal(edited("'s/1/5/'", "a=1"), "a=5");
    assert.equal(edited("'s/1/5/'", ""), "");
    assert.equal(edited("'$a x'", "a=1"), "a=1\nx\n");
  });

  const conf = "/etc/sysctl.d/x.conf";
  follows([
    [`vendor >${conf}; sed -i 's/a/b/' ${conf}; echo kernel.panic=5 >>${conf}`, panic, "5"],
    [`echo kernel.panic=5 >${conf}; vendor >>${conf}; sed -i '/kernel.panic/d' ${conf}`, panic, open],
    [`echo kernel.panic=$(vendor) >${conf}; sed -i 's/panic=.*/panic=5/' ${conf}`, panic, "5"],
    [`echo kernel.panic=$(vendor) >${conf}; sed -i 's/=7/=5/' ${conf}`, panic, open],
    [`echo kernel.panic=$(vendor) >${conf}; sed -i '/kernel/d' ${conf}`, panic, undefined],
    [`vendor | sed -n 's/a/b/p' >/tmp/f`, holds("/tmp/f"), open],
    [`vendor | sed -n '/a/p' >/tmp/f`, holds("/tmp/f"), open],
  ]);
});

describe("files that are none, as a script reads and writes them", () => {
  answers(holds("/tmp/out"), "a\n", [
    "echo a | cat /dev/stdin >/tmp/out",
    "echo a | sed p -n /dev/stdin >/tmp/out",
    "echo a >/opt/sys/x; cat /opt/sys/x >/tmp/out",
    "echo a >/opt/dev/x; cp /opt/dev/x /tmp/out",
    "echo b >/tmp/out; rm /tmp/out; cat /tmp/out >/opt/x; echo a >>/opt/x; cp /opt/x /tmp/out",
  ]);
  answers(holds("/tmp/out"), open, ["sysctl -w kernel.panic=7; cat /etc/xsys/kernel/panic >/tmp/out"]);
  answers(holds("/dev/ttyS0"), undefined, ["echo a >/dev/ttyS0", "echo a >>/dev/ttyS0"]);
  answers(holds("/sys/module/x"), undefined, ["echo a >/sys/module/x"]);
  answers(panic, "5", [`[ "$(cat /opt/dev/x)" = a ] && exit 0; ${set}`]);
  answers(panic, open, [`[ "$(cat /sys/module/x)" = a ] && exit 0; ${set}`]);
  const texts = ({ unread }: GuestState) => unread.map(({ text }) => text);
  answers(texts, ["/sys/kernel/kexec_crash_size: 0\n"], ["echo 0 >/sys/kernel/kexec_crash_size"]);
  answers(texts, [`/opt/${anyText}: kdump\n`], ["echo kdump >/opt/$(vendor-tool)"]);
  answers(
    unread,
    [],
    ["echo 0 >/sys/kernel/mm/x", "echo a >/opt/$(vendor-tool)", "echo a >&7", `${set}; sh -c 'reboot'`],
  );
});

describe("a script that redirects itself", () => {
  answers(holds("/opt/log"), open, [
    "exec >/opt/log; echo a",
    "echo a >/opt/log; exec >>/opt/log; echo b",
    "exec 2>&1 1>/opt/log; echo a",
    "exec </etc/x >/opt/log; echo a",
  ]);
  answers(holds("/opt/log"), "a\n", ["echo a >/opt/log; exec 3</opt/log", "echo a >/opt/log; exec </opt/log 3<&0"]);
  answers(holds("/opt/log"), "", ["exec 2>/opt/log", "echo a >/opt/log; exec 3>/opt/log"]);
  answers(panic, open, ["exec >/etc/sysctl.d/x.conf; echo kernel.panic=5"]);
  answers(holds("/opt/log"), undefined, ["true >>/opt/log", "cd /opt/log; echo a >&7", "cd /opt/log; echo a >&-"]);
});

describe("how much of a script is followed", () => {
  const doubled = "x=abcdefgh; i=0; while [ $i -lt 13 ]; do x=$x$x; i=$((i + 1)); done";
  const length = (state: GuestState) => String(holds("/tmp/out")(state)).length;
  answers(length, 65536, [`${doubled}; printf '%s' $x >/tmp/out`]);
  answers(length, open.length, [`${doubled}; x=$x$i; printf '%s' $x >/tmp/out`, `${doubled}; echo $x >/tmp/out`]);
  const nested = (depth: number) => `f() { if [ $1 = 0 ]; then ${set}; else f $(($1 - 1)); fi; }; f ${depth}`;
  answers(panic, "5", [nested(37)]);
  answers(unread, ["the script"], [nested(38)]);
  answers(panic, "5", [`f() { true; }; for i in ${"a ".repeat(100)}; do f; (f); x=$(f); done; ${set}`]);
});
