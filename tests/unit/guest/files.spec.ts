import assert from "node:assert/strict";
import type { GuestState } from "#crashdump/guest/state";
import { guestAfter, holds, open, panic, runtime, sysctl, unread } from "./guests";

const conf = "/etc/sysctl.d/60-x.conf";

/** [what, script, question, answer] */
type Case = readonly [string, string, (state: GuestState) => unknown, unknown];

const cases: readonly Case[] = [
  ["echo into a file", `echo kernel.panic=5 >${conf}`, panic, "5"],
  ["a comment", `# echo kernel.panic=5 >${conf}`, panic, undefined],
  ["a comment, left unread", "# sysctl -w kernel.panic=5; kdumpctl bogus", unread, []],
  ["a text that only mentions", "echo 'kernel.panic=5 in /etc/sysctl.d'", panic, undefined],
  ["a text that only mentions, left unread", "echo 'kernel.panic=5 kdump crashkernel'", unread, []],
  ["a message to the console", "echo kdump crashkernel >/dev/console 2>&1", unread, []],
  ["a here-document to another file", "cat >/tmp/notes <<E\nkernel.panic=5\nE", panic, undefined],
  ["a here-document", `cat <<E >${conf}\nkernel.panic=5\nE`, panic, "5"],
  ["a here-document with tabs", `\tcat >${conf} <<-E\n\tkernel.panic=5\n\tE\n`, holds(conf), "kernel.panic=5\n"],
  ["a here-document with a variable", `p=7\ncat >${conf} <<E\nkernel.panic=$p\nE`, panic, "7"],
  ["a quoted here-document", `p=7\ncat >${conf} <<'E'\n# $p \`x\`\nE`, holds(conf), "# $p `x`\n"],
  ["a here-string", `#!/bin/bash\ntee ${conf} <<<"kernel.panic=5" >/dev/null`, panic, "5"],
  ["printf", `printf '%s\\n' kernel.panic=5 kernel.sysrq=1 >${conf}`, holds(conf), "kernel.panic=5\nkernel.sysrq=1\n"],
  ["printf with a value", `printf 'kernel.panic = %d\\n' 5 >${conf}`, holds(conf), "kernel.panic = 5\n"],
  ["echo -e", `echo -e 'a=1\\nkernel.panic=5' >${conf}`, panic, "5"],
  ["echo -n", `echo -n kernel.panic=5 >${conf}`, holds(conf), "kernel.panic=5"],
  ["tee", `echo kernel.panic=5 | tee ${conf}`, panic, "5"],
  ["sudo tee -a", `echo kernel.panic=5 | sudo tee -a ${conf} >/dev/null`, panic, "5"],
  ["tee of several files", `echo kernel.panic=5 | tee /tmp/a ${conf}`, panic, "5"],
  ["an append to the image's file", "echo kernel.panic=5 >>/etc/sysctl.conf", panic, "5"],
  ["an append to what nobody knows", `printf a=%s "$(vendor)" >${conf}; echo kernel.panic=5 >>${conf}`, panic, "5"],
  ["an append that undoes", `echo kernel.panic=5 >${conf}; echo kernel.panic=0 >>${conf}`, panic, "0"],
  ["a file that sorts later", `echo kernel.panic=5 >${conf}; echo kernel.panic=0 >/etc/sysctl.d/70.conf`, panic, "0"],
  ["a file that sorts earlier", `echo kernel.panic=5 >${conf}; echo kernel.panic=0 >/etc/sysctl.d/10.conf`, panic, "5"],
  [
    "a hidden file",
    `echo kernel.panic=5 >/usr/lib/sysctl.d/9.conf; ln -s /dev/null /etc/sysctl.d/9.conf`,
    panic,
    undefined,
  ],
  ["rm", `echo kernel.panic=5 >${conf}; rm -f ${conf}`, panic, undefined],
  ["rm of a pattern", `echo kernel.panic=5 >${conf}; rm -f /etc/sysctl.d/*.conf`, panic, undefined],
  ["rm of a directory", `echo kernel.panic=5 >${conf}; rm -rf /etc/sysctl.d`, panic, undefined],
  ["rm of another file", `echo kernel.panic=5 >${conf}; rm -f /etc/sysctl.d/61-x.conf`, panic, "5"],
  ["mv to a name that is not read", `echo kernel.panic=5 >${conf}; mv ${conf} ${conf}.bak`, panic, undefined],
  ["mv to a name that is read", `echo kernel.panic=5 >/tmp/x; mv /tmp/x ${conf}`, panic, "5"],
  ["mv into a directory", "echo kernel.panic=5 >/tmp/x.conf; mv /tmp/x.conf /etc/sysctl.d/", panic, "5"],
  ["cp", `echo kernel.panic=5 >/tmp/x; cp -f /tmp/x ${conf}; rm /tmp/x`, panic, "5"],
  ["cp of a file nobody knows", "cp /opt/vendor.conf /etc/sysctl.d/", panic, open],
  ["install", `install -m 0644 /dev/stdin ${conf} <<E\nkernel.panic=5\nE`, panic, "5"],
  ["a link", `echo kernel.panic=5 >/opt/p; ln -s /opt/p ${conf}`, panic, "5"],
  ["a write below a link", "ln -s /etc/sysctl.d /tmp/link; echo kernel.panic=5 >/tmp/link/60-x.conf", panic, "5"],
  [
    "a write below links to each other",
    "ln -s /etc /a; ln -s /a /bb; echo kernel.panic=5 >/bb/sysctl.d/x.conf",
    panic,
    "5",
  ],
  ["a write beside a link as long", "ln -s /etc/sysctl.d /opt; echo kernel.panic=5 >/tmp/60-x.conf", panic, undefined],
  ["a write through a link", `ln -s ${conf} /tmp/l; echo kernel.panic=5 >/tmp/l`, panic, "5"],
  ["other spellings of a path", "cd /etc; echo kernel.panic=5 >./x/../sysctl.d//60-x.conf", panic, "5"],
  ["a relative path", "cd /etc/sysctl.d && echo kernel.panic=5 >x.conf", panic, "5"],
  ["a temporary file", `t=$(mktemp); echo kernel.panic=5 >"$t"; mv "$t" ${conf}`, panic, "5"],
  ["truncation", `echo kernel.panic=5 >${conf}; : >${conf}`, panic, undefined],
  ["base64", `echo a2VybmVsLnBhbmljPTUK | base64 -d >${conf}`, panic, "5"],
  ["an output that nobody knows", `vendor-tool >${conf}`, panic, open],
  ["a value that nobody knows", `echo kernel.panic=$(vendor-tool) >${conf}`, panic, open],
  ["a value that nobody knows, of another key", `echo kernel.panic=5 >${conf}; echo a=$(x) >>${conf}`, panic, "5"],
  ["a path that nobody knows", "echo kernel.panic=5 >$(vendor-tool)", unread, ["the script"]],
  ["a path that nobody knows, for nothing", "echo hello >$(vendor-tool)", unread, []],

  ["sed on a known file", `echo kernel.panic=0 >${conf}; sed -i 's/panic=0/panic=5/' ${conf}`, panic, "5"],
  ["sed -E with a group", `echo kernel.panic=0 >${conf}; sed -Ei 's/(panic)=[0-9]+/\\1=5/' ${conf}`, panic, "5"],
  ["sed with another delimiter", `echo kernel.panic=0 >${conf}; sed -i 's|panic=0|panic=5|' ${conf}`, panic, "5"],
  ["sed that deletes", `echo kernel.panic=5 >${conf}; sed -i '/kernel.panic/d' ${conf}`, panic, undefined],
  ["sed that comments out", `echo kernel.panic=5 >${conf}; sed -i 's/^kernel/#&/' ${conf}`, panic, undefined],
  ["sed that appends", `echo a=1 >${conf}; sed -i '/^a/a kernel.panic=5' ${conf}`, panic, "5"],
  ["sed that appends with $", `echo a=1 >${conf}; sed -i '$a kernel.panic=5' ${conf}`, panic, "5"],
  ["sed that inserts, with a newline", `echo a=1 >${conf}; sed -i '1i\\\nkernel.panic=5' ${conf}`, panic, "5"],
  ["sed with several commands", `echo x=0 >${conf}; sed -i -e 's/x/kernel.panic/; s/0/5/' ${conf}`, panic, "5"],
  ["sed with an address", `printf 'a=0\\nkernel.panic=0\\n' >${conf}; sed -i '/panic/s/0/5/' ${conf}`, panic, "5"],
  ["sed with a range", `printf 'a\\nb\\nc\\nd\\n' >/tmp/f; sed -i '/b/,/c/d' /tmp/f`, holds("/tmp/f"), "a\nd\n"],
  ["sed with numbers and !", `printf 'a\\nb\\nc\\n' >/tmp/f; sed -i '2!d' /tmp/f`, holds("/tmp/f"), "b\n"],
  ["sed -n p", "printf 'a=1\\nb=2\\n' | sed -n 's/^b=//p' >/tmp/f", holds("/tmp/f"), "2\n"],
  ["sed that deletes what the image may hold", "sed -i '/kernel.panic/d' /etc/sysctl.conf", panic, undefined],
  [
    "sed that changes what the image may hold",
    "sed -i 's/kernel.panic=.*/kernel.panic=5/' /etc/sysctl.conf",
    panic,
    open,
  ],
  [
    "sed that deletes, and an append",
    "sed -i '/kernel.panic/d' /etc/sysctl.conf; echo kernel.panic=5 >>/etc/sysctl.conf",
    panic,
    "5",
  ],
  ["sed that is too much for us", `echo kernel.panic=5 >${conf}; sed -i 'N;P;D' ${conf}`, panic, open],
  ["sed -i with a backup", `echo kernel.panic=0 >${conf}; sed -i.bak 's/0/5/' ${conf}`, panic, "5"],

  ["sysctl -w, at the next boot", "sysctl -w kernel.panic=5", panic, undefined],
  ["sysctl -w, until then", "sysctl -w kernel.panic=5", runtime("kernel.panic"), "5"],
  ["sysctl without -w", "sysctl -q kernel/panic=5", runtime("kernel.panic"), "5"],
  ["sysctl -p", `echo kernel.panic=5 >${conf}; sysctl -p ${conf}`, runtime("kernel.panic"), "5"],
  ["sysctl --system", `echo kernel.panic=5 >${conf}; sysctl --system`, runtime("kernel.panic"), "5"],
  ["a write to /proc/sys", "echo 5 >/proc/sys/kernel/panic", runtime("kernel.panic"), "5"],
  ["a write to /proc/sys, at the next boot", "echo 5 >/proc/sys/kernel/panic", panic, undefined],
  [
    "a read of what was set",
    `sysctl -w kernel.panic=5; echo kernel.panic=$(sysctl -n kernel.panic) >${conf}`,
    panic,
    "5",
  ],
  ["kernel.panic_on_oops alone", `echo kernel.panic_on_oops=1 >${conf}`, panic, undefined],
  ["another key", `echo kernel.sysrq=0 >${conf}`, sysctl("kernel.sysrq"), "0"],
  ["python that names a file", 'python3 -c \'open("/etc/sysctl.d/x.conf", "w")\'', unread, ["the script"]],
  ["python that reads its script", "python3 - <<E\nopen('/etc/kdump.conf')\nE", unread, ["the script, line 1"]],
  ["python that names nothing", "python3 -c 'print(1)'", unread, []],
  ["a process substitution", `#!/bin/bash\ncp <(echo kernel.panic=5) ${conf}`, panic, "5"],
];

describe("a script's files", () => {
  for (const [what, script, question, answer] of cases) {
    it(`follows ${what}`, () => assert.deepEqual(question(guestAfter(script)), answer));
  }

  it("says where", () => {
    const state = guestAfter(`true\n\necho kernel.panic=5 >${conf}\n`);
    assert.equal(state.file(conf)?.place, "the script, line 3");
  });

  it("gives the texts of a directory, those that links lead to among them", () => {
    const { files } = guestAfter(
      "cd /etc/x.d\necho a >a.conf\necho b >/opt/b; ln -s /opt/b b.conf\necho c >c.txt; echo d >d.conf; rm d.conf",
    );
    assert.deepEqual(files.texts(/\.conf$/, "/etc/x.d/", "/etc/none/"), [
      { path: "/etc/x.d/a.conf", text: "a\n", place: "the script, line 2" },
      { path: "/etc/x.d/b.conf", text: "b\n", place: "the script, line 3" },
    ]);
    files.remove("/opt/b", "a script", 0);
    assert.deepEqual(
      files.texts(/\.conf$/, "/etc/x.d/").map(({ path }) => path),
      ["/etc/x.d/a.conf"],
    );
  });

  it("does not read /etc/sysctl.conf on Debian 13, whose systemd has no link to it", () => {
    const debian13 = { release: "debian-13", architecture: "x64", generation: 2 } as const;
    assert.equal(panic(guestAfter("echo kernel.panic=5 >/etc/sysctl.conf", debian13)), undefined);
  });
});
