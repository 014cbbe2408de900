import { ok, strictEqual } from "node:assert";
import { cases } from "azure-kdump-sandbox/bin/guest/drill/cases";
import { drill } from "azure-kdump-sandbox/bin/guest/drill/drill";
import type { DrillCase, DrillResult } from "azure-kdump-sandbox/bin/guest/evidence/result";

/** One deployment, and every guest that goes on from where it was armed. */
const played: readonly DrillCase[] = ["dump", "panic-only", "early-panic", "hang", "lost-disk"];

describe("a HardenedVm of Debian 12, crashed for real", function () {
  this.timeout("60m");
  const results = new Map<DrillCase, DrillResult>();
  before(async () => {
    const onResult = (result: DrillResult): void => void results.set(result.case, result);
    strictEqual(await drill({ release: "debian-12", cases: played, say: console.log, onResult }), 0);
  });

  for (const name of played) {
    it(`${name}: ${cases[name].promise}`, () => {
      const result = results.get(name);
      ok(result !== undefined, "was not played");
      ok(result.passed, result.failure);
    });
  }

  it("was armed after one reboot, before anybody could log in", () => {
    const moments = results.get("dump")?.arming.map(({ name }) => name);
    strictEqual(moments?.filter((name) => name === "reset").length, 1);
    ok(moments.indexOf("reset") < moments.indexOf("ssh"));
  });

  it("dumped the panic that was caused, by the kernel that was running", () => {
    const result = results.get("dump");
    ok(/sysrq triggered crash/.test(result?.dumps[0]?.panicLine ?? ""), JSON.stringify(result?.dumps));
    strictEqual(new Set(result?.bootIds).size, 2);
  });
});
