import assert from "node:assert/strict";
import type { GuestState } from "#crashdump/guest/state";
import { guestAfter, holds, installed, open, panic, reboots, unread } from "./guests";

const conf = "/etc/sysctl.d/60-x.conf";
const ran = "sh -c 'echo ran >/tmp/out'";
const program = (path: string, text: string) => `cat >${path} <<'END'\n${text}\nEND\nchmod +x ${path}\n`;
const out = holds("/tmp/out");

type Case = readonly [what: string, script: string, question: (state: GuestState) => unknown, answer: unknown];

function follows(cases: readonly Case[]): void {
  for (const [what, script, question, answer] of cases) {
    it(what, () => assert.deepEqual(question(guestAfter(script)), answer));
  }
}

describe("the program that a name finds", () => {
  follows([
    [
      "is a script's own where the shell looks first",
      `${program("/usr/local/bin/vendor", '#!/bin/sh\necho "$1" >/tmp/out')}vendor a`,
      out,
      "a\n",
    ],
    [
      "is a script's own in place of the image's",
      `${program("/usr/local/bin/sysctl", "#!/bin/sh\necho mine >/tmp/out")}sysctl -w kernel.panic=5`,
      out,
      "mine\n",
    ],
    [
      "is not a script's own in place of a builtin",
      `${program("/usr/local/bin/cd", "#!/bin/sh\necho mine >/tmp/out")}cd /etc`,
      out,
      undefined,
    ],
    [
      "is not a script's own in place of a builtin that is a program too",
      `${program("/usr/local/bin/echo", "#!/bin/sh\ntouch /tmp/out")}echo a`,
      out,
      undefined,
    ],
    [
      "is not one that lies where the shell does not look",
      `${program("/opt/bin/vendor", "#!/bin/sh\necho mine >/tmp/out")}vendor a`,
      out,
      undefined,
    ],
    [
      "is one that lies where the shell is told to look",
      `PATH=/opt/bin:$PATH\n${program("/opt/bin/vendor", "#!/bin/sh\necho mine >/tmp/out")}vendor a`,
      out,
      "mine\n",
    ],
    [
      "is one by its path",
      `${program("/opt/vendor", '#!/bin/sh\necho "$0 $#" >/tmp/out')}/opt/vendor a b`,
      out,
      "/opt/vendor 2\n",
    ],
    [
      "is a script's own by its path, whatever its name",
      `cd /opt\n${program("reboot", '#!/bin/sh\necho "$0" >/tmp/out')}./reboot`,
      (state) => [out(state), reboots(state)],
      ["./reboot\n", false],
    ],
    ["is nobody's by a path where nothing was put", "cd /opt; ./reboot", reboots, true],
    [
      "is one in the directory",
      `cd /opt\n${program("vendor", "#!/bin/sh\necho mine >/tmp/out")}./vendor`,
      out,
      "mine\n",
    ],
    [
      "ends at its first failure where its first line says so",
      `${program("/opt/vendor", "#!/bin/sh -e\necho mine >/tmp/out\nfalse\necho no >>/tmp/out")}/opt/vendor`,
      out,
      "mine\n",
    ],
    [
      "has braces where its first line says bash",
      `${program("/opt/vendor", "#!/bin/bash\necho {a,b} >/tmp/out")}/opt/vendor`,
      out,
      "a b\n",
    ],
    [
      "is no script of a shell's where the shell looks first",
      `${program("/usr/local/bin/vendor", "#!/usr/bin/python3\nopen('/etc/kdump.conf', 'w')")}vendor`,
      unread,
      ["the script, line 6"],
    ],
    ["is none where the shell looks nowhere", "unset PATH; touch /opt/x || echo none >/tmp/out", out, "none\n"],
    [
      "is none of a script's own where the shell looks nowhere",
      `${program("/usr/local/bin/vendor", "#!/bin/sh\necho no >/tmp/out")}unset PATH; vendor || echo none >/tmp/out`,
      out,
      "none\n",
    ],
    [
      "is no script's own that only mentions a shell",
      `${program("/usr/local/bin/sysctl", "echo no >/tmp/out #!/bin/sh")}sysctl -w kernel.panic=5`,
      out,
      undefined,
    ],
    [
      "is no script of a shell's",
      `${program("/opt/vendor", "#!/usr/bin/python3\nopen('/etc/kdump.conf', 'w')")}/opt/vendor`,
      unread,
      ["the script, line 6"],
    ],
    [
      "is no script without a first line that says so, and is looked at all the same",
      `${program("/usr/local/bin/vendor", "rm /etc/kdump.conf #!/bin/sh")}/usr/local/bin/vendor`,
      unread,
      ["the script, line 5"],
    ],
    ["is none where the shell looks nowhere", `PATH=/nowhere; ls /tmp || echo none >/tmp/out`, out, "none\n"],
    [
      "is none of a package's then",
      "PATH=/nowhere; apt-get -y install kdump-tools",
      installed("kdump-tools"),
      undefined,
    ],
    [
      "is the shell's own even then",
      "PATH=; [ a = a ] && test a = a && true && : && printf a >/tmp/out; false || echo b >>/tmp/out",
      out,
      "ab\n",
    ],
    ["is found by its path even then", `PATH=/nowhere; /bin/sh -c 'echo ran >/tmp/out'`, out, "ran\n"],
    ["is looked for where nobody knows", `PATH=$(vendor-tool); ${ran}`, out, "ran\n"],
    ["is of another distribution", `dnf install -y kexec-tools || echo none >/tmp/out`, out, "none\n"],
    ["is of another distribution, by its path", `/usr/bin/dnf install -y x || echo none >/tmp/out`, out, "none\n"],
  ]);
});

describe("a program that nobody knows", () => {
  follows([
    ["is given what names something guarded", "vendor-tool --kdump", unread, ["the script"]],
    ["is given nothing that does", "vendor-tool a b", unread, []],
    ["is given a word that does", "vendor-tool sysrq on", unread, ["the script"]],
    ["may answer anything", `if $(vendor-tool); then echo kernel.panic=5 >${conf}; fi`, panic, open],
    ["is taken to succeed", `$(vendor-tool) && echo kernel.panic=5 >${conf}`, panic, "5"],
    [
      "reads a program of its own",
      "python3 <<E\nimport os\nos.remove('/etc/kdump.conf')\nE",
      unread,
      ["the script, line 1"],
    ],
    ["reads one, by its path", "/usr/bin/python3 - <<E\nopen('/etc/kdump.conf')\nE", unread, ["the script, line 1"]],
    ["reads text, which is no program", "vendor-tool <<E\nopen('/etc/kdump.conf')\nE", unread, []],
    [
      "works on a file that a script wrote",
      "echo 'rm /etc/kdump.conf' >/opt/x; vendor-tool /opt/x",
      unread,
      ["the script"],
    ],
    ["works on a file with a comment about it", "echo '# /etc/kdump.conf' >/opt/x; vendor-tool /opt/x", unread, []],
    ["works on a file that is gone", "echo 'rm /etc/kdump.conf' >/opt/x; rm /opt/x; vendor-tool /opt/x", unread, []],
    ["works on a name without a path", "cd /opt; echo 'rm /etc/kdump.conf' >x; vendor-tool x", unread, []],
    ["prints anything", "vendor-tool >/tmp/out", out, open],
    ["may set anything where it is all that stands there", "v=1; $(vendor-tool); echo $v >/tmp/out", out, open],
    ["sets nothing where it has arguments", "v=1; $(vendor-tool) a; echo $v >/tmp/out", out, "1\n"],
  ]);
});

describe("an assignment", () => {
  follows([
    ["of an array is not followed", "#!/bin/bash\na=(1 2); echo $a >/tmp/out", out, open],
    ["of one of an array's is not followed", "#!/bin/bash\na=0; a[1]=2; echo $a >/tmp/out", out, open],
    ["that appends", "#!/bin/bash\na=x; a+=y; b+=z; echo $a$b >/tmp/out", out, "xyz\n"],
    ["before a command ends with it", `p=1; p=5 sh -c 'echo kernel.panic=$p >${conf}'; echo $p >/tmp/out`, out, "1\n"],
    ["before a command is the command's", `p=1; p=5 sh -c 'echo kernel.panic=$p >${conf}'`, panic, "5"],
    ["before a command, of what was not set", 'q=5 true; echo "[$q]" >/tmp/out', out, "[]\n"],
    ["of a command's words", "export a=1 b='2 3'; echo $a$b >/tmp/out", out, "12 3\n"],
    ["of a name that nobody knows", "export $(vendor-tool)=1; echo $a >/tmp/out", out, "\n"],
  ]);
});

describe("a command that runs another", () => {
  const wrappers = [
    "env -u x",
    "env -C /opt",
    "env a=b",
    "env a=b --",
    "env -i",
    "nice",
    "nice -n 5",
    "nice --adjustment 5",
    "nice -5",
    "ionice -c 2 -n 7",
    "ionice -c2",
    "stdbuf -o L",
    "stdbuf -i0 -oL -eL",
    "timeout 5",
    "timeout -k 5 10",
    "timeout -s KILL 5",
    "timeout --signal=KILL --kill-after 5 10",
    "flock /run/lock",
    "flock -w 5 /run/lock",
    "flock -E 1 --wait 5 /run/lock",
    "flock --timeout 5 /run/lock",
    "nohup",
    "setsid",
    "setsid -w",
    "time",
    "time -p",
    "command",
    "command -p",
    "exec",
    "sudo",
    "sudo -E",
    "sudo -p x -h y -g z -C 3",
    "doas",
    "cloud-init-per once name",
    "systemd-run -u x -p A=b --on-active 5 --on-boot 5",
    "xargs",
  ];
  for (const wrapper of wrappers) {
    it(`is followed: ${wrapper}`, () => assert.equal(out(guestAfter(`${wrapper} ${ran}`)), "ran\n"));
  }

  follows([
    ["flock with a line of shell", "flock /run/lock -c 'echo ran >/tmp/out'", out, "ran\n"],
    ["flock of a descriptor", "flock 9 && echo ran >/tmp/out", out, "ran\n"],
    ["timeout of what never ends fails", "timeout 5 sleep infinity || echo $? >/tmp/out", out, "124\n"],
    ["timeout in a shell of its own", "timeout 5 cd /etc; pwd >/tmp/out", out, "/\n"],
    ["xargs gives it what it reads", "printf 'a b\\nc\\n' | xargs sh -c 'echo $# >/tmp/out' x", out, "3\n"],
    ["xargs runs it without any input", "true | xargs sh -c 'cat >/tmp/out'", out, ""],
    ["sudo keeps nothing that it sets", 'sudo a=1 true; echo "[$a]" >/tmp/out', out, "[]\n"],
    ["env with a value that holds another", "env a=b=c sh -c 'echo $a >/tmp/out'", out, "b=c\n"],
    ["env with a value of two lines", "env a='1\n2' sh -c 'echo \"$a\" >/tmp/out'", out, "1\n2\n"],
    [
      "a shell that only looks for mistakes",
      "sh -n -c 'echo ran >/tmp/out'; echo $? >>/tmp/out",
      (state) => /ran/.test(String(state.files.get("/tmp/out")?.text)),
      false,
    ],
    ["a shell of a file that is not there", "sh /opt/none; echo $? >/tmp/out", out, "0\n"],
    [
      "a shell with options that take a word",
      "bash -o errexit -o pipefail -c 'false; echo ran >/tmp/out'",
      out,
      undefined,
    ],
    ["a shell with a name and parameters", "sh -c 'echo \"$0 $1\" >/tmp/out' name p", out, "name p\n"],
    ["a shell that reads a script", "echo 'echo $1 >/tmp/out' | sh -s p", out, "p\n"],
  ]);
});

describe("whether a command exists", () => {
  for (const question of ["command -v", "which", "type", "hash", "command -V"]) {
    follows([
      [`${question} knows of one that every image has`, `${question} bash && echo yes >/tmp/out`, out, "yes\n"],
      [`${question} knows of one that this family lacks`, `${question} dnf || echo no >/tmp/out`, out, "no\n"],
      [
        `${question} ${question === "which" ? "is a program, and does not know" : "knows"} of a function`,
        `dnf() { :; }; ${question} dnf && echo yes >/tmp/out`,
        out,
        question === "which" ? undefined : "yes\n",
      ],
      [
        `${question} leaves open what nobody knows`,
        `if ${question} vendor; then echo kernel.panic=5 >${conf}; else echo kernel.panic=0 >${conf}; fi`,
        panic,
        open,
      ],
    ]);
  }
  follows([
    ["by its path", "command -v /usr/bin/dnf || echo no >/tmp/out", out, "no\n"],
    ["is answered by its path", "command -v bash >/tmp/out", out, "/usr/bin/bash\n"],
    ["is done already where a script asks for what it installs", `command -v vendor || ${ran}`, out, "ran\n"],
  ]);
});
