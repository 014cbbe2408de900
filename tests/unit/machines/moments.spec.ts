import { deepStrictEqual } from "node:assert";
import { armingSigns, crashSigns, Watch } from "azure-kdump-sandbox/bin/guest/drill/moments";
import type { Entry } from "azure-kdump-sandbox/bin/guest/machine/history";

const panic = "[   64.1] Kernel panic - not syncing: sysrq triggered crash";
const kernel = "[    0.000000] Linux version 6.1.0-43-cloud-amd64";
const reset = { event: "reset" } as const;

describe("the moments of a crash", () => {
  const cases: Readonly<Record<string, readonly [history: readonly (string | object)[], moments: string]>> = {
    "a dump": [
      [
        panic,
        kernel,
        "kdump-tools[1]: running makedumpfile -l -d 31",
        "kdump-tools[1]: saved vmcore in /var/crash",
        reset,
        kernel,
      ],
      "panic 0, capture-kernel 1, dump-begun 2, dump-written 3, reset 4, kernel 5",
    ],
    "no capture kernel": [[panic, reset, kernel], "panic 0, reset 1, kernel 2"],
    "a capture kernel that panics itself": [
      [panic, kernel, panic, reset, kernel],
      "panic 0, capture-kernel 1, reset 3, kernel 4",
    ],
    "a dump that fails": [
      [panic, kernel, "running makedumpfile", "kdump-tools: failed to save vmcore", reset, kernel],
      "panic 0, capture-kernel 1, dump-begun 2, dump-failed 3, reset 4, kernel 5",
    ],
    "a hang": [[panic, "---[ end Kernel panic"], "panic 0"],
    "what was before the panic": [[kernel, reset, kernel, panic], "panic 0"],
  };
  for (const [name, [history, moments]] of Object.entries(cases)) {
    it(`of ${name}`, () => deepStrictEqual(seen(crashSigns, history), moments));
  }
});

describe("the moments of arming", () => {
  it("are those of one reboot", () => {
    const history = [
      { event: "queued" },
      { event: "power-on" },
      kernel,
      "azure-kdump: rebooting: crashkernel '' -> '256M'",
      reset,
      { event: "power-on" },
      kernel,
      "azure-kdump: reserved: crashkernel=256M",
      "azure-kdump: armed: kernel.panic=5",
    ];
    const moments = "power-on 0, kernel 1, reserving 2, reset 3, kernel 5, reserved 6, armed 7";
    deepStrictEqual(seen(armingSigns, history), moments);
  });
});

/** What a watch says of a history whose entries are a second apart. */
function seen(signs: ConstructorParameters<typeof Watch>[0], history: readonly (string | object)[]): string {
  const watch = new Watch(signs, () => {});
  for (const [index, entry] of history.entries()) {
    watch.see({ at: index * 1000, ...(typeof entry === "string" ? { line: entry } : entry) } as Entry);
  }
  return watch.moments.map(({ name, seconds }) => `${name} ${seconds}`).join(", ");
}
