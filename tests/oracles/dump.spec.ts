import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureDebianPackages } from "azure-kdump-sandbox";
import { type DumpVerdict, dumpReport, readDumpReport } from "azure-kdump-core";
import { vmcore } from "./vmcore";

const panic = "<0>[    2.500000] Kernel panic - not syncing: made up";
const oops = "<1>[    2.500000] Oops: 0002 [#1] SMP";
const end = "<0>[    2.600000] ---[ end Kernel panic - not syncing: made up ]---";
const crashed = `<4>[    1.000000] hello\n${panic}\n${end}\n`;

let folder: string;

/** What makedumpfile makes of a crashed machine's memory. */
function dump(flags: string, log = crashed): Buffer {
  const [core, dumped] = [path.join(folder, "core"), path.join(folder, "dumped")];
  writeFileSync(core, vmcore(log));
  rmSync(dumped, { force: true });
  const target = flags.includes("-F") ? `>${dumped}` : dumped;
  const { status, stderr } = spawnSync("sh", ["-c", `makedumpfile ${flags} -d 0 ${core} ${target}`]);
  assert.equal(status, 0, stderr.toString());
  return Buffer.from(spawnSync("cat", [dumped]).stdout);
}

/** With the bit set that makedumpfile sets in the header when the disk is full; a flattened file holds that further on. */
function marked(content: Buffer, magic: string, offset: number, bit: number): Buffer {
  const at = content.indexOf(magic, 0, "latin1") + offset;
  content.writeUInt32LE(content.readUInt32LE(at) | bit, at);
  return content;
}

/** A flattened file that promises more than it holds, and ends as it should. */
function endless(): Buffer {
  const header = Buffer.alloc(4096 + 16);
  header.write("makedumpfile");
  header[23] = 1;
  header[31] = 1;
  header.writeBigInt64BE(1000n, 4096 + 8);
  return Buffer.concat([header, Buffer.alloc(16, 0xff)]);
}

const cutOff = "cut off: its end marker is missing";
const noDump = "no dump: neither flattened nor KDUMP nor ELF";

type Expected = Partial<Pick<DumpVerdict, "reason" | "panicLine">>;

/** Path below the dump path → content, and what is said of it; of a RegExp the beginning of the reason. */
const candidates: Readonly<Record<string, readonly [() => Buffer, Expected | RegExp]>> = {
  "202601010000/dump.202601010000": [() => dump("-F -c"), { panicLine: panic }],
  "lzo/dump.1": [() => dump("-F -l"), { panicLine: panic }],
  "flattened-elf/dump.1": [() => dump("-F -E"), { panicLine: panic }],
  "renamed too late/dump-incomplete": [() => dump("-F -c"), { panicLine: panic }],
  "any name/at all": [() => dump("-F -c"), { panicLine: panic }],
  "odd name/it's $(dump)\n\t.1": [() => dump("-F -c"), { panicLine: panic }],
  "127.0.0.1/vmcore": [() => dump("-c"), { panicLine: panic }],
  vmcore: [() => dump("-E"), { panicLine: panic }],
  "not renamed/vmcore-incomplete": [() => dump("-c"), { panicLine: panic, reason: "named incomplete by its writer" }],
  "oops/dump.1": [() => dump("-F -c", `${oops}\n`), { panicLine: oops }],
  "no panic/dump.1": [() => dump("-F -c", "<4>[ 1.0] hello\n"), { reason: "its dmesg holds no panic" }],
  "no panic/vmcore-incomplete": [() => dump("-c", "<4>[ 1.0] hello\n"), { reason: "its dmesg holds no panic" }],
  "full disk/vmcore": [
    () => marked(dump("-c"), "KDUMP", 424, 8),
    { panicLine: panic, reason: "marked as incomplete by makedumpfile" },
  ],
  "full disk/vmcore.elf": [
    () => marked(dump("-E"), "\x7fELF", 48, 1),
    { panicLine: panic, reason: "marked as incomplete by makedumpfile" },
  ],
  "full disk/dump.1": [
    () => marked(dump("-F -c"), "KDUMP", 424, 8),
    { panicLine: panic, reason: "marked as incomplete by makedumpfile" },
  ],
  "full disk/dump.elf": [
    () => marked(dump("-F -E"), "\x7fELF", 48, 1),
    { panicLine: panic, reason: "marked as incomplete by makedumpfile" },
  ],
  ...Object.fromEntries(
    [12, 4096, 9000, -1, -16].map((bytes) => [
      `cut off/dump.${bytes}`,
      [() => dump("-F -c").subarray(0, bytes), { reason: cutOff }] as const,
    ]),
  ),
  "cut off/dump.early": [() => dump("-F -c").subarray(0, 11), { reason: noDump }],
  "cut off/vmcore": [() => dump("-c").subarray(0, 9000), /^makedumpfile --dump-dmesg failed: \S/],
  "empty/dump-incomplete": [() => Buffer.alloc(0), { reason: "empty" }],
  "rubbish/dump.1": [() => Buffer.from("rubbish"), { reason: noDump }],
  "rubbish/core": [() => Buffer.from("\x7fELF, it says", "latin1"), /^makedumpfile --dump-dmesg failed: \S/],
};

const noCandidates = ["kexec_cmd", "202601010000/dmesg.202601010000", "127.0.0.1/vmcore-dmesg.txt", "a/b/dump.deep"];

describe("a dump, judged in the guest", function () {
  this.timeout(120_000);
  let dumps: string;

  before(async () => {
    await ensureDebianPackages({ makedumpfile: "makedumpfile" });
    folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-dumps-"));
    dumps = path.join(folder, "it's /var/crash");
    for (const [name, [content]] of Object.entries(candidates)) put(name, content());
    for (const name of noCandidates) put(name, "some text\n");
    symlinkSync("../127.0.0.1/vmcore", path.join(dumps, "any name", "link"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function put(name: string, content: string | Buffer): void {
    const file = path.join(dumps, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** As a script that checks more would hold it, before a command of its own. */
  function judge(shell: string, dumpPath: string, stubs = folder, seconds?: number): readonly DumpVerdict[] {
    const { status, stdout, stderr } = spawnSync(shell, ["-s"], {
      input: `set -eu\n${dumpReport(dumpPath, seconds)}echo "goes on\${work-}"\n`,
      encoding: "utf8",
      env: { ...process.env, PATH: `${stubs}:/usr/bin:/bin` },
    });
    assert.equal(status, 0);
    assert.equal(stderr, "");
    assert.match(stdout, /\ngoes on\n$/);
    return readDumpReport(stdout);
  }

  /** What stands in for a command of the guest. */
  function stubs(name: string, body: string): string {
    const made = mkdtempSync(path.join(folder, "stubs-"));
    writeFileSync(path.join(made, name), `#!/bin/sh\n${body}\n`);
    chmodSync(path.join(made, name), 0o755);
    return made;
  }

  for (const shell of ["sh", "dash", "bash"]) {
    describe(`by ${shell}`, () => {
      let verdicts: ReadonlyMap<string, DumpVerdict>;
      const tree = (): readonly string[] => readdirSync(dumps, { recursive: true, encoding: "utf8" }).sort();

      it("leaves everything as it was", () => {
        const before = tree();
        verdicts = new Map(judge(shell, dumps).map((verdict) => [path.relative(dumps, verdict.path), verdict]));
        assert.deepEqual(tree(), before);
      });

      it("finds every dump, and nothing else", () => {
        assert.deepEqual([...verdicts.keys()].sort(), Object.keys(candidates).map(shown).sort());
      });

      for (const [name, [, expected]] of Object.entries(candidates)) {
        it(`tells what ${JSON.stringify(name)} is worth`, () => {
          const { complete, reason, panicLine } = verdicts.get(shown(name)) ?? assert.fail();
          const found = { ...(reason && { reason }), ...(panicLine && { panicLine }) };
          assert.equal(complete, reason === undefined);
          if (expected instanceof RegExp) assert.match(reason ?? "", expected);
          else assert.deepEqual(found, expected);
        });
      }
    });
  }

  it("says which dumps are flattened, and how large all are", () => {
    const found = judge("sh", path.join(dumps, "full disk", "..", "127.0.0.1"));
    assert.deepEqual(
      found.map(({ flattened, bytes }) => [flattened, bytes]),
      [[false, dump("-c").length]],
    );
    assert.equal(judge("sh", path.join(dumps, "lzo"))[0]?.flattened, true);
  });

  it("finds nothing where there is no dump path", () => {
    assert.deepEqual(judge("sh", path.join(folder, "nowhere")), []);
  });

  it("gives up on one that would be rearranged for ever", () => {
    const file = path.join(folder, "endless", "dump.1");
    mkdirSync(path.dirname(file));
    writeFileSync(file, endless());
    const [verdict] = judge("sh", path.dirname(file), folder, 1);
    assert.equal(verdict?.reason, "makedumpfile -R did not end in 1 s");
    assert.deepEqual(readdirSync(path.dirname(file)), ["dump.1"]);
  });

  it("rearranges nothing that has no room", () => {
    const full = stubs("df", "echo Filesystem 1024-blocks Used Available; echo /dev/sda1 9 9 0");
    const [verdict] = judge("sh", path.join(dumps, "lzo"), full);
    assert.match(verdict?.reason ?? "", /^cannot be rearranged: it needs \d+ KiB, and 0 KiB are free$/);
  });

  it("says so where not even a folder has room", () => {
    const [verdict] = judge("sh", path.join(dumps, "lzo"), stubs("mktemp", "echo mktemp: no space >&2; exit 1"));
    assert.equal(verdict?.reason, "cannot be read: mktemp: no space");
  });

  it("says what makedumpfile said last, on one line", () => {
    const failing = stubs(
      "makedumpfile",
      `printf '50 %%\\r100 %%\\tI am\\001lost.\\n\\nThe makedumpfile operation may be incomplete.\\nmakedumpfile Failed.\\n'; exit 1`,
    );
    const [verdict] = judge("sh", path.join(dumps, "lzo"), failing);
    assert.equal(verdict?.reason, "makedumpfile -R failed: 100 %?I am?lost.");
  });
});

/** As the report shows a name. */
function shown(name: string): string {
  return name.replace(/[\n\t]/g, "?");
}

describe("a report on dumps", () => {
  const line = "azure-kdump-dump\t10\t1\t/var/crash/1/dump.1\t\tpanic";

  it("may stand among other output, with a terminal's line ends", () => {
    const verdict = { path: "/var/crash/1/dump.1", bytes: 10, complete: true, flattened: true, panicLine: "panic" };
    assert.deepEqual(readDumpReport(`hello\r\n${line}\r\nazure-kdump-dumps\t1\r\nbye\r\n`), [verdict]);
  });

  for (const cut of ["", `${line}\n`, "azure-kdump-dumps\t1\n", `${line}\n${line}\nazure-kdump-dumps\t1\n`]) {
    it(`is refused when it is cut off: ${JSON.stringify(cut)}`, () => {
      assert.throws(() => readDumpReport(cut), { message: "The guest's report on its dumps is cut off." });
    });
  }
});
