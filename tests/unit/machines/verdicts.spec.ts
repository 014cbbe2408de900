import { match, strictEqual } from "node:assert";
import type { DumpVerdict } from "azure-kdump-core";
import { announced, type Crash } from "azure-kdump-sandbox/bin/guest/drill/crash";
import { completeDump, noCompleteDump, notBack, wrongPause } from "azure-kdump-sandbox/bin/guest/drill/verdicts";

const whole: DumpVerdict = {
  path: "/var/crash/1/dump.1",
  bytes: 30_000_000,
  complete: true,
  flattened: true,
  panicLine: "Kernel panic - not syncing: sysrq triggered crash",
};
const cut: DumpVerdict = { ...whole, complete: false, reason: "cut off: its end marker is missing" };

describe("the verdict on a crash", () => {
  it("is that a VM is back when another boot of it answers", () => {
    strictEqual(notBack(crash({ bootIds: ["one", "two"] })), undefined);
    strictEqual(notBack(crash({ bootIds: ["one", "one"] })), "it did not panic");
    strictEqual(notBack(crash({ bootIds: ["one", undefined], status: "running" })), "it did not come back: running");
  });

  it("counts dumps that are complete and hold the panic that was caused", () => {
    strictEqual(noCompleteDump(crash({ dumps: [whole] }), 1), undefined);
    match(noCompleteDump(crash({ dumps: [whole] }), 2) ?? "", /^1 complete dumps of 2/);
    match(noCompleteDump(crash({ dumps: [] }), 1) ?? "", /there is none/);
    match(noCompleteDump(crash({ dumps: [cut] }), 1) ?? "", /end marker/);
    const other = { ...whole, panicLine: "Kernel panic - not syncing: Out of memory" };
    match(noCompleteDump(crash({ dumps: [other] }), 1) ?? "", /^0 complete dumps/);
  });

  it("sees the dump that a case must not leave", () => {
    strictEqual(completeDump(crash({ dumps: [cut] })), undefined);
    match(completeDump(crash({ dumps: [cut, whole] })) ?? "", /dump\.1/);
  });

  it("takes the kernel's own word for how long it waits before it reboots", () => {
    const said = announced({ at: 0, line: "[   12.345678] Rebooting in 5 seconds.." });
    strictEqual(announced({ at: 0, line: "Kernel panic - not syncing: sysrq triggered crash" }), undefined);
    strictEqual(announced({ at: 0, event: "reset" }), undefined);
    strictEqual(wrongPause(crash({ announcedSeconds: said }), 5), undefined);
    strictEqual(wrongPause(crash({ announcedSeconds: said }), 10), "it said 5 s, and kernel.panic is 10");
    match(wrongPause(crash({}), 5) ?? "", /did not say/);
  });
});

function crash(parts: Partial<Crash>): Crash {
  return { moments: [], bootIds: ["one", "two"], dumps: [], ...parts };
}
