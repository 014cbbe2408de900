import assert from "node:assert/strict";
import { renameSync, rmSync } from "node:fs";
import { checkScript, readCheck } from "azure-kdump-core";
import { debian } from "../platforms";
import { HardenedRoot } from "./hardened-root";

describe("the check in the guest waits", () => {
  let root: HardenedRoot;
  beforeEach(() => {
    root = new HardenedRoot(debian);
  });
  afterEach(() => {
    root.remove();
  });

  function unfinished(): void {
    rmSync(root.path("/run/cloud-init/result.json"));
  }

  /** Each sleep lets its seconds go by, and after so many of them something happens. */
  function after(seconds: number, event: string): void {
    const uptime = root.path("/proc/uptime");
    root.command(
      "sleep",
      `up=$(($(cut -d . -f 1 "${uptime}") + $1)); echo "$up.00 1.0" >"${uptime}"; if [ $up -ge ${100 + seconds} ]; then ${root.moved(event)}; fi`,
    );
  }

  function run(...args: readonly string[]): {
    readonly verdict: string | undefined;
    readonly seconds: number;
    readonly text: string;
  } {
    const { stdout, stderr } = root.runIn("env AZURE_KDUMP_WAIT=60 sh", checkScript(), ...args);
    return {
      verdict: readCheck(stdout)?.verdict,
      seconds: Number.parseInt(root.read("/proc/uptime")) - 100,
      text: stdout + stderr,
    };
  }

  it("until cloud-init has finished", () => {
    unfinished();
    after(20, 'echo "{\\"v1\\": {\\"errors\\": []}}" > /run/cloud-init/result.json');
    const { verdict, seconds } = run();
    assert.equal(verdict, "armed");
    assert.equal(seconds, 20);
  });

  for (const [what, args, least] of [
    ["as long as the environment says", [], 60],
    ["as long as its option says", ["--wait", "300"], 300],
  ] as const) {
    it(`${what}, and cannot tell where cloud-init has not finished then`, () => {
      unfinished();
      const { verdict, seconds, text } = run(...args);
      assert.equal(verdict, "cannot-tell");
      assert.equal(seconds, least);
      assert.ok(text.includes(`UNKNOWN   cloud-init: it has not finished after ${least} s`), text);
    });
  }

  it("for the package that brings the unit, and for the record that names it", () => {
    unfinished();
    const missing = ["/var/lib/azure-kdump/record.json", "/etc/default/kdump-tools"];
    for (const file of missing) renameSync(root.path(file), root.path(`${file}.later`));
    root.command(
      "systemctl",
      'case "$*" in *kdump-tools.service) [ $1 = is-enabled ] && echo enabled || echo active ;; *) exit 4 ;; esac',
    );
    const finished = 'echo "{\\"v1\\": {\\"errors\\": []}}" > /run/cloud-init/result.json';
    after(20, [...missing.map((file) => `mv ${file}.later ${file}`), finished].join("; "));
    const { verdict, text } = run();
    assert.equal(verdict, "armed", text);
  });

  it("until a unit that is starting has armed kdump", () => {
    const loaded = root.path("/sys/kernel/kexec_crash_loaded");
    root.write("/sys/kernel/kexec_crash_loaded", "0\n");
    root.command(
      "systemctl",
      `if [ $1 = is-enabled ]; then echo enabled; elif [ "$(cat "${loaded}")" = 1 ]; then echo active; else echo activating; fi`,
    );
    after(30, "echo 1 > /sys/kernel/kexec_crash_loaded");
    const { verdict, seconds } = run();
    assert.equal(verdict, "armed");
    assert.equal(seconds, 30);
  });

  it("for a unit whose turn has not come yet while the system starts", () => {
    root.write("/sys/kernel/kexec_crash_loaded", "0\n");
    root.command(
      "systemctl",
      "case $1 in is-active) echo inactive ;; is-system-running) echo starting ;; *) echo enabled ;; esac",
    );
    assert.equal(run().seconds, 60);
  });

  const atOnce: readonly (readonly [string, () => void, string])[] = [
    ["where all is there", () => undefined, "armed"],
    [
      "where cloud-init is disabled",
      () => {
        unfinished();
        root.write("/run/cloud-init/disabled", "");
      },
      "armed",
    ],
    [
      "where there is no cloud-init",
      () => {
        rmSync(root.path("/run/cloud-init"), { recursive: true });
      },
      "armed",
    ],
    [
      "where memory could not be reserved in this boot",
      () => {
        unfinished();
        root.write("/var/lib/azure-kdump/reservation", "failed boot=boot-1 update-grub: no\n");
        root.write("/sys/kernel/kexec_crash_size", "0\n");
      },
      "not-hardened",
    ],
    [
      "where the last script failed in this boot",
      () => {
        unfinished();
        root.write("/var/lib/azure-kdump/result", "failed boot=boot-1 packages installed\n");
      },
      "not-hardened",
    ],
    [
      "where the unit is active with nothing loaded",
      () => {
        root.write("/sys/kernel/kexec_crash_loaded", "0\n");
      },
      "not-hardened",
    ],
    [
      "where the unit has failed",
      () => {
        root.write("/sys/kernel/kexec_crash_loaded", "0\n");
        root.command("systemctl", "echo failed");
      },
      "not-hardened",
    ],
    [
      "where nothing starts any more",
      () => {
        root.write("/sys/kernel/kexec_crash_loaded", "0\n");
        root.command("systemctl", "[ $1 = is-active ] && echo inactive || echo running");
      },
      "not-hardened",
    ],
  ];
  for (const [what, prepare, expected] of atOnce) {
    it(`not at all ${what}`, () => {
      prepare();
      const { verdict, seconds } = run();
      assert.equal(verdict, expected);
      assert.equal(seconds, 0);
    });
  }

  it("where a failure is another boot's: the image was captured with it", () => {
    unfinished();
    root.write("/var/lib/azure-kdump/result", "failed boot=boot-0 packages installed\n");
    after(
      10,
      'echo armed boot=boot-1 > /var/lib/azure-kdump/result; echo "\\"errors\\": []" > /run/cloud-init/result.json',
    );
    assert.deepEqual([run().verdict, run().seconds], ["armed", 10]);
  });
});
