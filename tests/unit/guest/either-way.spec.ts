import assert from "node:assert/strict";
import type { Platform } from "azure-kdump-core";
import { unitAtBoot } from "#crashdump/guest/units";
import type { GuestState } from "#crashdump/guest/state";
import { alma, debian } from "../platforms";
import { answers } from "./answers";
import {
  crashkernel,
  guestAfter,
  holds,
  installed,
  open,
  panic,
  parameter,
  reboots,
  runtime,
  unit,
  unread,
} from "./guests";

const conf = "/etc/sysctl.d/60-x.conf";
const set = `echo kernel.panic=5 >${conf}`;
const value = (text: number) => `echo kernel.panic=${text} >${conf}`;
const mask = "/etc/systemd/system/kdump.service";
const wants = "/etc/systemd/system/multi-user.target.wants/kdump.service";
const vendorUnit = "/usr/lib/systemd/system/kdump.service";
const masking = `ln -s /dev/null ${mask}`;

/** What two ways have in common is certain, and what they differ in is open, whichever of them it is that the guest goes. */
const either = (one: string, other: string) => `if vendor-check; then ${one}; else ${other}; fi`;

type Question = (state: GuestState) => unknown;
type Case = readonly [what: string, one: string, other: string, question: Question, answer: unknown];

const stuck: Question = ({ stuck }) => stuck;
const uncertain: Question = ({ rebootRequested }) => rebootRequested?.uncertain === true;
const mode =
  (path: string): Question =>
  (state) => {
    const known = state.modeOf(path);
    return known === undefined ? undefined : (known.value ?? open);
  };

function follows(platform: Platform, before: string, cases: readonly Case[]): void {
  for (const [what, one, other, question, answer] of cases) {
    for (const [yes, no] of [
      [one, other],
      [other, one],
    ] as const) {
      it(`${what}: ${yes} | ${no}`, () => {
        assert.deepEqual(question(guestAfter(`${before}${either(yes, no)}`, platform)), answer);
      });
    }
  }
}

describe("of what only one of two ways does, the files", () => {
  follows(debian, "echo kernel.panic=5 >/opt/p; echo kernel.panic=7 >/opt/q; ln -s /opt/p /opt/link; ", [
    ["a link of one", `ln -s /opt/p ${conf}`, ":", panic, open],
    ["a link that is removed by one", `ln -s /opt/p ${conf}; rm ${conf}`, `ln -s /opt/p ${conf}`, panic, open],
    ["the same link of both", `ln -s /opt/p ${conf}`, `ln -s ../../opt/p ${conf}`, panic, "5"],
    ["links that lead elsewhere", `ln -s /opt/p ${conf}`, `ln -s /opt/q ${conf}`, panic, open],
    ["a link, and a file like it", `ln -s /opt/p ${conf}`, set, panic, "5"],
    ["a link to what nobody knows", `ln -s /opt/vendor ${conf}`, ":", holds(conf), open],
    ["a link that was there, removed by one", "rm /opt/link", ":", holds("/opt/link"), open],
    ["a link that was there, and stays", "echo a >/opt/a", ":", holds("/opt/link"), "kernel.panic=5\n"],
    ["a hidden file", `${set}; ln -sf /dev/null ${conf}`, set, panic, open],
    [
      "what is written below a directory's link",
      "ln -s /etc/sysctl.d /opt/d; echo kernel.panic=5 >/opt/d/x.conf",
      "echo kernel.panic=5 >/etc/sysctl.d/x.conf",
      panic,
      "5",
    ],
    [
      "lines that both begin and end with",
      `printf 'kernel.panic=5\\na=1\\nkernel.sysrq=1\\n' >${conf}`,
      `printf 'kernel.panic=5\\nkernel.sysrq=1\\n' >${conf}`,
      panic,
      "5",
    ],
    [
      "a file of one, of which nothing matters",
      "echo a >/opt/a",
      ":",
      (state) => state.file("/opt/a") !== undefined,
      true,
    ],
    [
      "a link of one to what does not matter",
      "ln -s /opt/a /opt/l; echo a >/opt/l",
      ":",
      (state) => holds("/opt/l")(state) === open,
      false,
    ],
    [
      "what stands below a link of one to a directory",
      "echo a >/opt/e/x; ln -s /opt/e /opt/d",
      "echo b >/opt/d",
      (state) => state.file("/opt/d/x") !== undefined,
      true,
    ],
    ["a file that both remove", `${set}; rm ${conf}`, `rm -f ${conf}`, holds(conf), undefined],
    ["modes that both give", "chmod 700 /var/crash", "chmod 0700 /var/crash", mode("/var/crash"), 0o700],
    ["modes that differ", "chmod 700 /var/crash", "chmod 755 /var/crash", mode("/var/crash"), open],
    ["a mode of one", "chmod 700 /var/crash", ":", mode("/var/crash"), open],
  ]);
  follows(debian, "echo kernel.panic=5 >/etc/sysctl.conf; ", [
    ["the image's own link, removed by one", "rm /etc/sysctl.d/99-sysctl.conf", ":", panic, open],
  ]);

  it("that are written afterwards below a link of one stand where it leads", () => {
    const link = "ln -s /etc/sysctl.d /opt/d";
    for (const made of [either(link, ":"), either(":", link)]) {
      assert.equal(panic(guestAfter(`${made}; echo kernel.panic=5 >/opt/d/x.conf`)), "5");
    }
  });

  it("are placed where the later one stands", () => {
    const script = (other: string) => `if vendor-check\nthen ${set}\nelse ${other}\nfi\n`;
    assert.equal(guestAfter(script("echo kernel.panic=7 >" + conf)).file(conf)?.place, "the script, line 3");
    assert.equal(guestAfter(script(":")).file(conf)?.place, "the script, line 2");
    const linked = `echo a >/opt/p\nif vendor-check\nthen ln -s /opt/p ${conf}\nfi\n`;
    assert.equal(guestAfter(linked).file(conf)?.place, "the script, line 3");
  });
});

describe("of what only one of two ways does, the services", () => {
  follows(alma, "", [
    ["a mask by a link", masking, ":", unit("kdump"), open],
    ["a mask by a link that both make", masking, `ln -sf /dev/null ${mask}`, unit("kdump"), "masked"],
    ["a mask by an empty file", `: >${mask}`, ":", unit("kdump"), "masked"],
    ["a link that enables", `ln -s ${vendorUnit} ${wants}`, ":", unit("kdump"), open],
    [
      "a link that enables, by both",
      `ln -s ${vendorUnit} ${wants}`,
      `ln -sf ${vendorUnit} ${wants}`,
      unit("kdump"),
      "enabled",
    ],
    [
      "a link that one makes and removes",
      `ln -s ${vendorUnit} ${wants}; rm ${wants}`,
      `ln -s ${vendorUnit} ${wants}`,
      unit("kdump"),
      open,
    ],
    ["enabled by both", "systemctl enable kdump", "systemctl enable --now kdump", unit("kdump"), "enabled"],
    ["enabled by one, disabled by the other", "systemctl enable kdump", "systemctl disable kdump", unit("kdump"), open],
    ["enabled by one", "systemctl enable kdump", ":", unit("kdump"), open],
    ["masked by one", "systemctl mask kdump", ":", unit("kdump"), open],
    ["masked by both", "systemctl mask kdump", "systemctl mask --now kdump", unit("kdump"), "masked"],
    [
      "masked by one, and by the other no more, with a link",
      `ln -s ${vendorUnit} ${wants}; systemctl mask kdump`,
      `ln -s ${vendorUnit} ${wants}; systemctl mask kdump; systemctl unmask kdump`,
      unit("kdump"),
      open,
    ],
    ["started by one", "systemctl start kdump", ":", (state) => state.units.get("kdump.service")?.started, undefined],
    [
      "started by both",
      "systemctl start kdump",
      "systemctl restart kdump",
      (state) => state.units.get("kdump.service")?.started,
      true,
    ],
    ["another unit of one", "systemctl enable nginx", ":", unit("kdump"), undefined],
  ]);

  it("says where the later one stands", () => {
    const script = "if vendor-check\nthen systemctl disable kdump\nelse systemctl enable kdump\nfi\n";
    assert.deepEqual(unitAtBoot(guestAfter(script, alma), "kdump"), { value: undefined, place: "the script, line 3" });
    const links = `if vendor-check\nthen ${masking}\nfi\n`;
    assert.deepEqual(unitAtBoot(guestAfter(links, alma), "kdump"), { value: undefined, place: "the script, line 2" });
  });
});

describe("of what only one of two ways does, packages, the running kernel and the boot loader", () => {
  const args = (text: string) => `grubby --update-kernel=ALL --args="${text}"`;
  const removed = (text: string) => `grubby --update-kernel=ALL --remove-args="${text}"`;
  follows(alma, "", [
    ["a package of both", "dnf install -y kexec-tools", "yum -y install kexec-tools", installed("kexec-tools"), true],
    ["a package of one", "dnf install -y kexec-tools", ":", installed("kexec-tools"), open],
    [
      "a package that one removes",
      "dnf install -y kexec-tools",
      "dnf remove -y kexec-tools",
      installed("kexec-tools"),
      open,
    ],
    [
      "a running value of both",
      "sysctl -w kernel.panic=5",
      "echo 5 >/proc/sys/kernel/panic",
      runtime("kernel.panic"),
      "5",
    ],
    ["a running value of one", "sysctl -w kernel.panic=5", ":", runtime("kernel.panic"), open],
    ["arguments of both", args("crashkernel=512M"), args("crashkernel=512M"), crashkernel, "512M"],
    ["arguments of one", args("crashkernel=512M"), ":", crashkernel, open],
    ["arguments that differ", args("crashkernel=512M"), args("crashkernel=1G"), crashkernel, open],
    ["arguments that both take out", removed("crashkernel"), removed("quiet crashkernel"), crashkernel, ""],
    ["arguments that one takes out", removed("crashkernel"), ":", crashkernel, open],
    ["arguments that each takes out alone", removed("quiet"), removed("crashkernel"), crashkernel, open],
    ["arguments about something else", args("quiet"), ":", parameter("panic"), undefined],
  ]);

  it("says where the later one stands", () => {
    const script = `if vendor-check\nthen ${args("crashkernel=1G")}; true; ${args("crashkernel=2G")}\nelse ${args("crashkernel=1G")}\nfi\n`;
    assert.equal(guestAfter(script, alma).bootArguments.place, "the script, line 2");
    const asLate = `if vendor-check\nthen ${args("crashkernel=1G")}\nelse ${args("crashkernel=2G")}\nfi\n`;
    assert.equal(guestAfter(asLate, alma).bootArguments.place, "the script, line 3");
    const otherWay = `if vendor-check\nthen ${args("crashkernel=1G")}\nelse ${args("crashkernel=1G")}; ${args("crashkernel=2G")}\nfi\n`;
    assert.equal(guestAfter(otherWay, alma).bootArguments.place, "the script, line 3");
  });

  it("comes before what follows, in the order of effects", () => {
    const state = guestAfter(
      `${either("apt-get install -y kdump-tools", ":")}; echo USE_KDUMP=1 >/etc/default/kdump-tools`,
    );
    const written = state.files.get("/etc/default/kdump-tools")?.order ?? 0;
    assert.ok(written > (state.packages.get("kdump-tools")?.order ?? 0));
  });
});

describe("of two ways, what follows", () => {
  follows(debian, "", [
    ["a reboot of both", "reboot", "systemctl reboot", uncertain, false],
    ["a reboot of one", "reboot", ":", uncertain, true],
    ["a reboot to come of one", "shutdown -r +5", ":", uncertain, true],
    ["a reboot to come of both", "shutdown -r +5", "shutdown -r +10", uncertain, false],
    ["no reboot", "true", ":", reboots, false],
    ["both never end", "sleep infinity", "tail -f /dev/null", stuck, "the script"],
    ["one never ends", "sleep infinity", ":", stuck, undefined],
    ["an exit of one", "exit 0", set, panic, open],
    ["a failure of one", "exit 1", set, panic, "5"],
    ["a failure of both", "exit 1", `${set}; exit 2`, panic, open],
  ]);

  it("is not stuck where one ends before", () => {
    assert.equal(stuck(guestAfter("if vendor-check; then exit 0; fi; sleep infinity")), undefined);
  });

  it("is nothing where neither ends", () => {
    assert.equal(panic(guestAfter(`${either("sleep infinity", "sleep infinity")}; ${set}`)), undefined);
  });

  /** What somebody asks for where a file is there is taken for done already, unless there is something that it does. */
  const done: readonly (readonly [before: string, what: string, question: Question, answer: unknown])[] = [
    [`${set}; `, `rm ${conf}; shutdown -r +5`, panic, open],
    [`${set}; shutdown -r +5; `, `rm ${conf}; shutdown -c`, panic, open],
    [`${set}; `, `rm ${conf}; sleep infinity`, panic, open],
    [`${set}; `, `rm ${conf}; vendor-tool kdump`, panic, open],
    [`${set}; `, "mv /etc/sysctl.d /opt/old", panic, open],
    [`ln -s /opt/p ${conf}; `, set, panic, open],
    ["echo a >/opt/p; ln -s /opt/p /opt/l; ", "echo b >/opt/l", holds("/opt/p"), "a\n"],
  ];
  for (const [before, what, question, answer] of done) {
    it(`${before}[ -e /opt/vendor ] && { ${what}; }`, () => {
      assert.deepEqual(question(guestAfter(`${before}[ -e /opt/vendor ] && { ${what}; }`)), answer);
    });
  }

  it("does not take back a reboot that has come", () => {
    assert.equal(reboots(guestAfter(`${either("reboot", ":")}; shutdown -c`)), true);
    assert.equal(reboots(guestAfter(`${either("shutdown -r +5", "shutdown -r +10")}; shutdown -c`)), false);
  });

  it("has what was left unread before, and by both, once for each place", () => {
    const script =
      "vendor-tool --kdump\nif vendor-check\nthen vendor-tool --kdump on\nelse vendor-tool --kdump off\nfi\n";
    assert.deepEqual(unread(guestAfter(script)), ["the script, line 1", "the script, line 3", "the script, line 4"]);
    assert.deepEqual(unread(guestAfter(either("vendor-tool --kdump on", "vendor-tool --kdump off"))), ["the script"]);
  });

  it("prints what both print, and what they differ in nobody knows", () => {
    const printed = (one: string, other: string) =>
      holds("/tmp/out")(
        guestAfter(`{ ${either(one, other).replace("vendor-check", "vendor-check >/dev/null")}; } >/tmp/out`),
      );
    assert.equal(printed("echo a", "echo a"), "a\n");
    assert.equal(printed("echo a", "echo b"), open);
    assert.equal(printed("echo a", "exit 1"), "a\n");
  });

  it("has the variables, functions and parameters that both have", () => {
    const after = (one: string, other: string, show: string) =>
      holds("/tmp/out")(guestAfter(`v=0; set -- p; ${either(one, other)}; ${show} >/tmp/out`));
    assert.equal(after("v=1", "v=1", "echo $v"), "1\n");
    assert.equal(after("v=1", ":", "echo $v"), open);
    assert.equal(after("unset v", ":", "echo $v"), open);
    assert.equal(after("w=1", ":", "echo $v"), "0\n");
    assert.equal(after("set -- a b", "set -- a b", "echo $2"), "b\n");
    assert.equal(after("set -- a", ":", "echo $1"), open);
    assert.equal(after("cd /usr", "cd /usr", "pwd"), "/usr\n");
    assert.equal(after("cd /usr", ":", "pwd"), open);
    assert.equal(after("f() { echo f; }", ":", "f"), "f\n");
    assert.equal(after(":", "f() { echo f; }", "f"), "f\n");
  });

  it("keeps the first hundred things that were left unread, and the beginning of each", () => {
    const state = guestAfter(
      `i=0; while [ $i -lt 150 ]; do i=$((i + 1)); vendor-tool --kdump $i ${"x".repeat(1200)}; done`,
    );
    assert.equal(state.unread.length, 100);
    assert.equal(state.unread[0]?.text.length, 1000);
  });
});

/** Where a script, a function or a loop may have been left before, as a question that nobody can answer has it. */
describe("of two ways, one that leaves early", () => {
  const run = (text: string) => `sysctl -w kernel.panic=${text}`;
  answers(panic, open, [
    `if vendor-check; then :; else exit 0; fi; ${set}`,
    `f() { if vendor-check; then exit 0; fi; }; f; ${set}`,
    `for i in 1; do if vendor-check; then exit 0; fi; done; ${set}`,
    `if vendor-check; then exit 0; fi; f() { :; }; f; ${set}`,
    `f() { if vendor-check; then return; fi; exit 0; }; f; ${set}`,
    `f() { if vendor-check; then ${set}; return; fi; exit 0; }; f`,
    `for i in 1 2; do for j in 1 2; do if vendor-check; then break 2; else break; fi; done; ${set}; done`,
    `for i in 1 2; do for j in 1 2; do if vendor-check; then break; else break 2; fi; done; ${set}; done`,
    `for i in 1 2; do for j in 1 2; do if vendor-check; then break 2; fi; done; ${set}; done`,
    `f() { for i in 1 2; do if vendor-check; then return; fi; done; ${set}; }; f`,
    `(if vendor-check; then ${set}; exec true; fi; true)`,
    `(if vendor-check; then ${set}; set -n; fi; true)`,
    `(set -e; if vendor-check; then ${set}; exit $(vendor-status); fi; true)`,
    `(if vendor-check; then ${set}; (sleep infinity); fi; true)`,
    `f() { ${set}; if vendor-check; then return; fi; if vendor-other; then ${value(0)}; return; fi; true; }; f`,
    `if vendor-check; then exit $(vendor-status); fi; ${set}`,
  ]);
  answers(panic, "5", [
    `f() { if vendor-check; then exit 0; fi; }; (f); ${set}`,
    `f() { if vendor-check; then exit 0; fi; }; f & ${set}`,
    `f() { if vendor-check; then exit 0; fi; }; f | cat; ${set}`,
    `f() { if vendor-check; then exit 0; fi; }; cat /etc/x | f; ${set}`,
    `x=$(if vendor-check; then exit 0; fi; echo a); ${set}`,
    `f() { { if vendor-check; then return; fi; true; } & ${set}; }; f`,
    `f() { { if vendor-check; then return; fi; true; } | cat; ${set}; }; f`,
    `f() { x=$(if vendor-check; then return; fi; echo a); ${set}; }; f`,
    `f() { if vendor-check; then return; fi; exit 1; }; f; ${set}`,
    `f() { if vendor-check; then return; fi; echo a; }; f; f; ${set}`,
    `for i in 1 2; do for j in 1 2; do if vendor-check; then break 2; else break 2; fi; done; exit; done; ${set}`,
    `set -e; f() { if vendor-check; then return 3; fi; ${set}; }; f`,
  ]);
  answers(panic, undefined, [
    `if exit 0; then :; fi; ${set}`,
    `if exec vendor-tool; then :; fi; ${set}`,
    `exit 0 && true; ${set}`,
    `(sleep infinity); ${set}`,
    `{ (sleep infinity); }; ${set}`,
    `for i in 1 2; do for j in 1 2; do if vendor-check; then break 2; else break 2; fi; done; ${set}; done`,
  ]);
  answers(holds("/tmp/out"), "5\n", [
    `f() { if vendor-check; then p=0; exit 0; fi; p=5; }; f; echo $p >/tmp/out`,
    `for i in 1; do if vendor-check; then p=0; exit 0; fi; p=5; done; echo $p >/tmp/out`,
  ]);
  answers(holds("/tmp/out"), open, [
    `p=5; f() { if vendor-check; then return; fi; if vendor-other; then p=0; return; fi; true; }; f; echo $p >/tmp/out`,
    `p=5; f() { if vendor-check; then p=0; return; fi; if vendor-other; then return; fi; true; }; f; echo $p >/tmp/out`,
  ]);
  answers(runtime("kernel.panic"), open, [`f() { if vendor-check; then ${run("0")}; return; fi; ${run("5")}; }; f`]);
});

describe("of two ways, the answer to the next question", () => {
  const ways = (one: string, other: string) => [
    `if ${either(one, other)}; then ${set}; fi`,
    `${either(one, other)} && ${set}`,
  ];
  const both = (one: string, other: string) => [...ways(one, other), ...ways(other, one)];
  answers(panic, "5", [
    ...both("true", "echo a >/opt/a"),
    ...both("(exit 0)", "true"),
    `${either("false", "(exit 1)")} || ${set}`,
    `if ! ${either("false", "[ a = b ]")}; then ${set}; fi`,
    `f() { ${either("return 0", "echo a >/opt/a; return 0")}; }; f && ${set}`,
    `f() { ${either("return 0", "return 0")}; }; f && ${set}`,
  ]);
  answers(panic, undefined, [...both("false", "(exit 1)"), ...both("[ a = b ]", "echo a >/opt/a; false")]);
  answers(panic, open, [
    ...both("true", "false"),
    ...both("false", "(exit 0)"),
    `if ${either("true", "vendor-tool")}; then ${set}; fi`,
    `if ${either("vendor-tool", "true")}; then ${set}; fi`,
    `if ${either("vendor-tool", "other-tool")}; then ${set}; fi`,
    `f() { ${either("return 0", "return 1")}; }; f && ${set}`,
  ]);
  // Whichever of them asks, it asks whether something is done already.
  answers(panic, "5", [
    `${either("dpkg -s kdump-tools", "dpkg -s makedumpfile")} || ${set}`,
    `${either("[ $(vendor) = a ]", "dpkg -s makedumpfile")} || ${set}`,
    `${either("dpkg -s makedumpfile", "[ $(vendor) = a ]")} || ${set}`,
    `if [ -e /opt/done ] && touch /opt/again; then exit 0; fi; ${set}`,
    `if ! [ -e /opt/done ] || ! touch /opt/again; then ${set}; fi`,
  ]);
});
