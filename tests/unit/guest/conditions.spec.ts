import assert from "node:assert/strict";
import { guestAfter, holds, open, panic } from "./guests";
import { printsAs } from "./real-shell";

const answer = (condition: string) => `if ${condition}; then echo yes; else echo no; fi`;

describe("test, as the shell does it", () => {
  const conditions = [
    "",
    "a",
    "''",
    "!",
    "! a",
    "! ''",
    "-n a",
    "-n ''",
    "-z a",
    "-z ''",
    "! -z ''",
    "a = a",
    "a = b",
    "a == a",
    "a != a",
    "a != b",
    "! a = b",
    "1 -eq 1",
    "1 -eq 2",
    "01 -eq 1",
    "1 -ne 1",
    "1 -ne 2",
    "1 -lt 2",
    "2 -lt 2",
    "2 -le 2",
    "3 -le 2",
    "2 -gt 1",
    "2 -gt 2",
    "2 -ge 2",
    "1 -ge 2",
    "-1 -lt 0",
    "a -eq 1",
    "1 -eq ''",
    "a = a -a b = b",
    "a = a -a b = c",
    "a = b -a b = b",
    "a = b -o b = b",
    "a = a -o b = c",
    "a = b -o b = c",
    "a = a -a a = b -o c = c",
    "a = b -o b = b -a c = d",
    "-n = -n",
  ];
  printsAs("bash", [
    ...conditions.map((condition) => answer(`[ ${condition} ]`)),
    answer("test a = a"),
    answer("test a = b"),
    answer("test"),
  ]);
  printsAs("bash", ["[ a = a; echo $?", "[ 1 -eq x ] 2>/dev/null; echo $?"]);
});

describe("[[ ]], as bash does it", () => {
  const conditions = [
    "a",
    "''",
    "-n a",
    "-z a",
    "a = a",
    "a == a*",
    "abc == a*",
    "abc = a?c",
    "abc == 'a*'",
    "'a*' == 'a*'",
    "abc != a*",
    "abc != b*",
    "abc != abc",
    "abc == [ab]*",
    "a5 == a[0-9]",
    "abc =~ ^a.c$",
    "abc =~ b",
    "abc =~ ^b",
    "a5 =~ [0-9]+",
    "! a == b",
    "! a == a",
    "! ! a == a",
    "a == a && b == b",
    "a == a && b == c",
    "a == b && b == b",
    "a == b || b == b",
    "a == b || b == c",
    "( a == b || b == b ) && c == c",
    "1 -lt 2",
    "2 -lt 1",
    "2 -ge 2",
    "-n a && -z ''",
    "2 -gt '1'",
    "'[' == '['",
    "abc == '' || abc == *c",
  ];
  printsAs(
    "bash",
    conditions.map((condition) => answer(`[[ ${condition} ]]`)),
  );
  printsAs("bash", [
    "x=5.10; [[ $x =~ ^5 ]] && echo five",
    'x="a b"; [[ $x == "a b" ]] && echo same',
    "p='a*'; [[ abc == $p ]] && echo pattern; [[ abc == \"$p\" ]] || echo text",
  ]);
});

describe("case, as bash does it", () => {
  printsAs("bash", [
    "case b in a) echo 1 ;; b) echo 2 ;; *) echo 3 ;; esac",
    "case b in a) echo 1 ;; b) echo 2 ;& c) echo 3 ;; d) echo 4 ;; esac",
    "case b in a) echo 1 ;; b) echo 2 ;;& [b-c]) echo 3 ;; *) echo 4 ;; esac",
    "case b in b) echo 2 ;& esac; case c in a) ;; esac; echo $?",
    "case b in (a | b) echo bracket ;; esac; x=b; case $x in \"$x\") echo same ;; esac; case '' in '') echo empty ;; esac",
  ]);
});

describe("loops and groups, as the shell runs them", () => {
  printsAs("bash", [
    "for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done; echo end",
    "for i in 1 2 3; do [ $i = 2 ] && break; echo $i; done; echo end $i",
    "i=0; while [ $i -lt 3 ]; do i=$((i + 1)); [ $i = 2 ] && continue; echo $i; done; while false; do echo no; done; echo $?",
    "i=0; until [ $i -ge 2 ]; do i=$((i + 1)); echo $i; done; until true; do echo no; done",
    "i=0; while :; do i=$((i + 1)); if [ $i = 3 ]; then break; fi; done; echo $i",
    "f() { for i in 1 2; do return 4; done; echo no; }; f; echo $?; g() { while :; do return; done; }; g; echo $?",
    "(for i in 1 2; do exit 3; done); echo $?; (while :; do exit 5; done; echo no); echo $?",
    "for i; do echo none; done; set -- a b; for i; do echo $i; done; for i in; do echo none; done; echo $?",
    "if false; then echo 1; fi; echo $?; if true; then false; fi; echo $?; if false; then :; elif true; then echo 2; fi",
    "{ echo a; false; }; echo $?; ( echo b; false ); echo $?; ! true; echo $?; ! false; echo $?",
    "(trap 'echo left' EXIT; echo in); echo out; (set -e; false; echo no); echo $?",
    "set -e; false || true; if false; then :; fi; ! true; false && true; echo on; (false; echo no) || echo caught",
    "set -e; f() { false; echo after; }; f || echo no; f && echo yes; echo end",
    "set -e; x=$(false) || echo failed; true && false || echo or; echo before; false; echo after",
    "set -eu; echo a; set +e; false; echo b; set -o errexit; true; false; echo c",
    "x=$(exit 3); echo $?; x=$(echo a; exit 4) y=b; echo $? $x $y; x=1; echo $?",
    "false | true; echo $?; true | false; echo $?; set -o pipefail; true | true; echo $?",
  ]);
});

describe("a condition that only the guest can answer", () => {
  const conditions = [
    "[ -n $(vendor-tool) ]",
    '[ "$(vendor-tool)" = a ]',
    "[ -e /opt/vendor/x ]",
    "[[ $(vendor-tool) =~ x ]]",
    "[[ $(vendor-tool) == a* ]]",
    "[ $(vendor-tool) -gt 1 ]",
    "[ a = a -a -e /opt/vendor/x ]",
    "[ a = b -o -e /opt/vendor/x ]",
    "[[ -e /opt/vendor/x && a == a ]]",
    "[[ ! -e /opt/vendor/x ]]",
    "((vendor))",
  ];
  for (const condition of conditions) {
    it(`has both outcomes, ${condition}`, () => {
      const file = "/etc/sysctl.d/x.conf";
      const script = `#!/bin/bash\nvendor=$(vendor-tool); if ${condition}; then echo kernel.panic=5 >${file}; else echo kernel.panic=0 >${file}; fi`;
      assert.equal(panic(guestAfter(script)), open);
    });
  }

  const decided: readonly (readonly [condition: string, outcome: string])[] = [
    ["[ a = b -a -e /opt/vendor/x ]", "b\n"],
    ["[ -e /opt/vendor/x -a a = b ]", "b\n"],
    ["[ a = a -o -e /opt/vendor/x ]", "a\n"],
    ["[ -e /opt/vendor/x -o a = a ]", "a\n"],
    ["[[ -e /opt/vendor/x && a == b ]]", "b\n"],
    ["[[ -e /opt/vendor/x || a == a ]]", "a\n"],
    ["[ -n a$(vendor-tool) ]", "a\n"],
    ["[ -z a$(vendor-tool) ]", "b\n"],
  ];
  for (const [condition, outcome] of decided) {
    it(`is answered all the same by ${condition}`, () => {
      const script = `#!/bin/bash\nif ${condition}; then echo a >/tmp/out; else echo b >/tmp/out; fi`;
      assert.equal(holds("/tmp/out")(guestAfter(script)), outcome);
    });
  }
});

describe("whether a file exists", () => {
  const made = "echo x >/opt/full; : >/opt/empty; echo y >/opt/dir/file; ln -s /opt/full /opt/link; rm -f /opt/gone; ";
  const cases: readonly (readonly [condition: string, holds: boolean])[] = [
    ["-e /opt/full", true],
    ["-f /opt/full", true],
    ["-s /opt/full", true],
    ["-r /opt/full", true],
    ["-d /opt/full", false],
    ["-L /opt/full", false],
    ["-h /opt/full", false],
    ["-e /opt/empty", true],
    ["-s /opt/empty", false],
    ["-d /opt/dir", true],
    ["-e /opt/dir", true],
    ["-f /opt/dir", false],
    ["-L /opt/link", true],
    ["-e /opt/gone", false],
    ["-f /opt/gone", false],
    ["-e /opt/dir/../full", true],
    ["-x /usr/bin/apt-get", true],
    ["-x /usr/bin/dnf", false],
    ["-d /sys/firmware/efi", true],
  ];
  for (const [condition, exists] of cases) {
    it(`[ ${condition} ] is ${exists ? "true" : "false"}`, () => {
      const script = `${made}if [ ${condition} ]; then echo a >/tmp/out; else echo b >/tmp/out; fi`;
      assert.equal(holds("/tmp/out")(guestAfter(script)), exists ? "a\n" : "b\n");
    });
  }
});
