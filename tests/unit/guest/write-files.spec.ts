import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { assess } from "azure-kdump-core";
import { bootScript, runScript } from "#crashdump/guest/cloud-config-commands";
import { GuestState } from "#crashdump/guest/state";
import { writeFiles } from "#crashdump/guest/write-files";
import { debian, encoded } from "../platforms";
import { readUserData } from "../cloud-init/core";
import { holds, open, unread } from "./guests";

type Entries = readonly unknown[];

function written(entries: unknown, which: "all" | "not deferred" | "deferred" = "all"): GuestState {
  const state = new GuestState(debian);
  writeFiles(state, { value: entries, place: "the customData" }, which);
  return state;
}

const a = { path: "/opt/a", content: "A" };
const b = { path: "/opt/b", content: "B" };

describe("write_files", () => {
  const zipped = gzipSync("text");
  const contents: readonly (readonly [entry: object, content: string])[] = [
    [{ content: "text" }, "text"],
    [{ content: "dGV4dA==", encoding: "b64" }, "text"],
    [{ content: "dGV4dA==", encoding: "base64" }, "text"],
    [{ content: "dGV4dA==", encoding: " B64 " }, "text"],
    [{ content: zipped, encoding: "gz" }, "text"],
    [{ content: zipped, encoding: "gzip" }, "text"],
    [{ content: zipped.toString("base64"), encoding: "gz+b64" }, "text"],
    [{ content: zipped.toString("base64"), encoding: "gzip+b64" }, "text"],
    [{ content: zipped.toString("base64"), encoding: "gz+base64" }, "text"],
    [{ content: zipped.toString("base64"), encoding: "gzip+base64" }, "text"],
    [{ content: "dGV4dA==", encoding: "b64+gz" }, "dGV4dA=="],
    [{ content: "text", encoding: "text/plain" }, "text"],
    [{ content: "text", encoding: null }, "text"],
    [{ content: Buffer.from("text") }, "text"],
    [{ content: Buffer.from("dGV4dA=="), encoding: "b64" }, "text"],
    [{ content: "dGV4-dA==\n", encoding: "b64" }, "text"],
    [{ content: "dGV4dA==dGV4dA==", encoding: "b64" }, "text"],
    [{ content: Buffer.from("dGV4\xffdA==", "latin1"), encoding: "b64" }, "text"],
    [{ content: gzipSync("a".repeat(2 ** 21)), encoding: "gz" }, open],
    [{ content: "\u{1f600} \u00e4" }, "\u{1f600} \u00e4"],
    [{ content: "a\uFDD1b" }, "a\uFFFDb"],
    [{ content: "Ye+3kQ==", encoding: "b64" }, "a\uFFFD"],
    [{ content: gzipSync("a\uFDD1"), encoding: "gz" }, "a\uFFFD"],
    [{ content: null }, ""],
    [{}, ""],
  ];
  for (const [entry, content] of contents) {
    it(`writes ${JSON.stringify(entry).slice(0, 90)}`, () => {
      const state = written([{ path: "/opt/x", ...entry }, a]);
      assert.equal(holds("/opt/x")(state), content);
      assert.equal(holds("/opt/a")(state), "A");
    });
  }

  /** The first error ends the module. */
  const errors: readonly unknown[] = [
    { path: "/opt/x", content: 5 },
    { path: "/opt/x", content: ["x"] },
    { path: "/opt/x", content: { x: 1 } },
    { path: "/opt/x", content: "x", encoding: 5 },
    { path: "/opt/x", content: "dGV4dA", encoding: "b64" },
    { path: "/opt/x", content: "dGV4\u00e4dA==", encoding: "b64" },
    { path: "/opt/x", content: `${zipped.toString("base64")}x`.replaceAll("=", ""), encoding: "gz+b64" },
    { path: "/opt/x", content: "no gzip", encoding: "gz" },
    { path: "/opt/x", content: "bm8=", encoding: "gz+b64" },
    { path: 5, content: "x" },
    { path: ["/opt/x"], content: "x" },
    "text",
    5,
    null,
    ["x"],
  ];
  for (const entry of errors) {
    it(`ends at ${JSON.stringify(entry)}`, () => {
      const state = written([a, entry, b]);
      assert.deepEqual(
        ["/opt/a", "/opt/x", "/opt/b"].map((path) => holds(path)(state)),
        ["A", undefined, undefined],
      );
    });
  }

  /** The file is written before it is given to its owner. */
  const owners: readonly (readonly [owner: unknown, exists: boolean])[] = [
    [undefined, true],
    [null, true],
    ["", true],
    ["root", true],
    ["root:root", true],
    [" root : adm ", true],
    ["root:", true],
    [":disk", true],
    ["none:none", true],
    ["-1:-1", true],
    ["daemon:wheel", true],
    ["root:azureuser", false],
    ["azureuser:root", false],
    ["azureuser", false],
    ["root:root:root", false],
    ["adm:disk:", false],
    ["disk", false],
    ["0:0", false],
    [1000, false],
  ];
  for (const [owner, exists] of owners) {
    it(`${exists ? "goes on" : "ends"} where the owner is ${JSON.stringify(owner)}`, () => {
      const entries = [{ path: "/opt/x", content: "x", owner }, b];
      for (const which of ["all", "not deferred"] as const) {
        assert.equal(holds("/opt/x")(written(entries, which)), "x");
        assert.equal(holds("/opt/b")(written(entries, which)), exists ? "B" : undefined);
      }
    });
  }

  it("gives a deferred file to users of one's own", () => {
    const entries = [
      { path: "/opt/x", content: "x", owner: "azureuser", defer: true },
      { ...b, defer: true },
    ];
    assert.equal(holds("/opt/b")(written(entries, "deferred")), "B");
  });

  it("gives a file its mode", () => {
    const mode = (permissions: unknown) => written([{ ...a, permissions }]).modeOf("/opt/a")?.value;
    assert.equal(mode("0600"), 0o600);
    assert.equal(mode(undefined), 0o644);
  });

  for (const path of [undefined, null, ""]) {
    it(`goes on where the path is ${JSON.stringify(path)}`, () => {
      const state = written([{ path, content: "x" }, b]);
      assert.equal(holds("/opt/b")(state), "B");
      assert.equal(holds("/")(state), undefined);
    });
  }

  for (const entries of [undefined, null, "text", { path: "/opt/a", content: "A" }]) {
    it(`is a list, and not ${JSON.stringify(entries)}`, () => {
      assert.equal(holds("/opt/a")(written(entries)), undefined);
    });
  }

  it("may append", () => {
    const state = written([a, { ...a, content: "B", append: true }, { ...a, content: "C", append: true }]);
    assert.equal(holds("/opt/a")(state), "ABC");
    assert.equal(holds("/opt/a")(written([a, { ...a, content: "B", append: "yes" }])), "AB");
    for (const append of [true, 1, "1", " On ", "yes", "TRUE"]) {
      assert.equal(holds("/opt/a")(written([a, { ...a, content: "B", append }])), "AB", String(append));
    }
    for (const append of [false, 0, "", "yes, please", "oyes", "no", null, ["yes"], { yes: true }]) {
      assert.equal(holds("/opt/a")(written([a, { ...a, content: "B", append }])), "B", JSON.stringify(append));
    }
  });

  it("may come from a URL, which is left unread where it names something guarded", () => {
    const from = (path: string): Entries => [{ path, content: "x", source: { uri: "http://x" } }, b];
    assert.deepEqual(unread(written(from("/etc/kdump.conf"))), ["write_files in the customData"]);
    assert.deepEqual(unread(written(from("/opt/x"))), []);
    assert.equal(holds("/opt/x")(written(from("/opt/x"))), undefined);
    assert.equal(holds("/opt/b")(written(from("/opt/x"))), "B");
    assert.equal(holds("/opt/x")(written([{ path: "/opt/x", content: "x", source: "http://x" }])), "x");
  });

  it("may be deferred", () => {
    const entries = [a, { ...b, defer: true }, { path: "/opt/c", content: "C", defer: "no" }];
    const files = (which: "all" | "not deferred" | "deferred") =>
      ["/opt/a", "/opt/b", "/opt/c"].map((path) => holds(path)(written(entries, which)));
    assert.deepEqual(files("all"), ["A", "B", "C"]);
    assert.deepEqual(files("not deferred"), ["A", undefined, "C"]);
    assert.deepEqual(files("deferred"), [undefined, "B", undefined]);
  });

  const deferred = { ...b, defer: true };
  const stages: readonly (readonly [
    what: string,
    entry: unknown,
    first: string | undefined,
    last: string | undefined,
  ])[] = [
    ["a text", "text", "A", "B"],
    ["a list", ["defer"], "A", "B"],
    ["a mapping of nothing", {}, "A", "B"],
    ["a number", 5, undefined, undefined],
    ["nothing", null, undefined, undefined],
  ];
  for (const [what, entry, first, last] of stages) {
    it(`asks ${what} whether it is deferred`, () => {
      const entries = [a, entry, deferred];
      assert.equal(holds("/opt/a")(written(entries, "not deferred")), first);
      assert.equal(holds("/opt/b")(written(entries, "deferred")), last);
      assert.equal(holds("/opt/a")(written(entries)), "A");
    });
  }
});

describe("runcmd and bootcmd", () => {
  const scriptOf = (yaml: string) => {
    const { config } = readUserData(encoded(`#cloud-config\nruncmd: ${yaml}\nbootcmd: ${yaml}\n`), "22.4.2");
    assert.equal(runScript(config)?.content, bootScript(config)?.content);
    return runScript(config)?.content;
  };
  const scripts: readonly (readonly [yaml: string, script: string | undefined])[] = [
    ["[ls]", "#!/bin/sh\nls\n"],
    ["[ls, [echo, a b]]", "#!/bin/sh\nls\n'echo' 'a b'\n"],
    ["[[echo, it's]]", "#!/bin/sh\n'echo' 'it'\\''s'\n"],
    ["[[echo, 5, 1.5, yes, no, ~]]", "#!/bin/sh\n'echo' '5' '1.5' 'True' 'False' 'None'\n"],
    ["[~, ls, ~]", "#!/bin/sh\nls\n"],
    ["[]", "#!/bin/sh\n"],
    ["[[]]", "#!/bin/sh\n\n"],
    ["ls", undefined],
    ["[ls, 5]", undefined],
    ["[ls, {a: b}]", undefined],
    ["{a: b}", undefined],
    ["~", undefined],
  ];
  for (const [yaml, script] of scripts) {
    it(`are ${JSON.stringify(script)} for ${yaml}`, () => assert.equal(scriptOf(yaml), script));
  }

  it("are named and placed", () => {
    const { config } = readUserData(encoded("#cloud-config\nruncmd: [a]\nbootcmd: [b]\n"), "22.4.2");
    const [run, boot] = [runScript(config), bootScript(config)];
    assert.deepEqual([run?.filename, run?.place], ["runcmd", "runcmd in the customData"]);
    assert.deepEqual([boot?.filename, boot?.place], ["bootcmd", "bootcmd in the customData"]);
  });
});

describe("power_state", () => {
  /** A reservation counts once the VM has rebooted. */
  const reserves = (yaml: string) => {
    const text = `#cloud-config\nruncmd:\n- echo 'GRUB_CMDLINE_LINUX="crashkernel=512M"' >>/etc/default/grub\n- update-grub\n${yaml}`;
    const platform = { ...debian, memoryMiB: 4096 };
    return !assess(platform, encoded(text)).some(({ rule }) => rule === "crashkernel-reserved");
  };
  const cases: readonly (readonly [yaml: string, reboots: boolean])[] = [
    ["power_state: {mode: reboot}", true],
    ["power_state: {mode: reboot, condition: true}", true],
    ["power_state: {mode: reboot, condition: false}", false],
    ["power_state: {mode: poweroff}", false],
    ["power_state: {mode: Reboot}", false],
    ["power_state: {}", false],
    ["power_state: ~", false],
    ["power_states: {mode: reboot}", false],
  ];
  for (const [yaml, reboots] of cases) {
    it(`${reboots ? "reboots" : "does not reboot"}: ${yaml}`, () => assert.equal(reserves(yaml), reboots));
  }
});

describe("a path that only the guest knows", () => {
  it("is no file of ours", () => {
    assert.equal(holds("/etc/kdump.conf")(written([])), undefined);
    assert.equal(holds("/etc/sysctl.conf")(written([{ path: "/etc/sysctl.conf", content: "a", append: true }])), open);
  });
});
