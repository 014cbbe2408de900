import assert from "node:assert/strict";
import { laterBoots, stops, sysctlAfterBoot } from "#crashdump/guest/later-boots";
import { debian } from "../platforms";
import { guestAfter, open } from "./guests";

const job = (name: string, command: string) => `cat >/etc/cron.d/${name} <<'E'\n@reboot root ${command}\nE\n`;

describe("a unit after a job of each boot", () => {
  const cases: readonly (readonly [command: string, stopped: boolean | undefined])[] = [
    ["systemctl stop kdump-tools", true],
    ["systemctl disable kdump-tools", true],
    ["systemctl mask kdump-tools", true],
    ["systemctl stop kdump-tools; systemctl start kdump-tools", false],
    ["systemctl start kdump-tools", false],
    ["ls", false],
    ["if vendor; then systemctl mask kdump-tools; fi", undefined],
  ];
  for (const [command, stopped] of cases) {
    it(`${command}: ${String(stopped)}`, () => {
      const [effect] = laterBoots(guestAfter(job("x", command)));
      assert.ok(effect);
      assert.equal(stops(effect, "kdump-tools"), stopped);
    });
  }

  it("that nobody has started is known to the guest alone", () => {
    const [effect] = laterBoots(guestAfter(job("x", "ls")));
    assert.ok(effect);
    assert.equal(stops(effect, "nginx"), undefined);
  });

  it("is on a guest of its own, for each", () => {
    const state = guestAfter(job("a", "systemctl stop kdump-tools") + job("b", "vendor-tool kdump"));
    const effects = laterBoots(state);
    assert.deepEqual(
      effects.map((effect) => [effect.job.path, stops(effect, "kdump-tools"), effect.unread.length]),
      [
        ["/etc/cron.d/a", true, 0],
        ["/etc/cron.d/b", false, 1],
      ],
    );
    assert.match(effects[1]?.unread[0]?.place ?? "", /^\/etc\/cron\.d\/b \(the script/);
    assert.equal(state.unread.length, 0);
    assert.equal(state.units.size, 0);
  });
});

describe("a sysctl after a boot with jobs", () => {
  const file = "echo kernel.panic=5 >/etc/sysctl.d/x.conf; ";
  const cases: readonly (readonly [script: string, value: string | undefined, path?: string])[] = [
    ["", undefined],
    [file, "5", "/etc/sysctl.d/x.conf"],
    [file + job("a", "ls"), "5", "/etc/sysctl.d/x.conf"],
    [file + job("a", "sysctl -w kernel.panic=0"), "0", "/etc/cron.d/a"],
    [file + job("a", "sysctl -w kernel.sysrq=0"), "5", "/etc/sysctl.d/x.conf"],
    [file + job("a", "sysctl -w kernel.panic=0") + job("b", "sysctl -w kernel.panic=0"), "0", "/etc/cron.d/a"],
    [file + job("a", "sysctl -w kernel.panic=0") + job("b", "sysctl -w kernel.panic=7"), open, "/etc/cron.d/a"],
    [file + job("a", "sysctl -w kernel.panic=$(vendor)"), open, "/etc/cron.d/a"],
    [file + job("a", "sh -c 'echo kernel.panic=0 >/etc/sysctl.d/y.conf'"), "0", "/etc/cron.d/a"],
    [file + job("a", "rm /etc/sysctl.d/x.conf"), open, "/etc/cron.d/a"],
    ["sysctl -w kernel.panic=7; " + file, "7", "the running kernel at each boot"],
    ["sysctl -w kernel.panic=7; " + file + job("a", "sysctl -w kernel.panic=0"), "0", "/etc/cron.d/a"],
  ];
  for (const [script, value, path] of cases) {
    it(`${script.replaceAll("\n", " ").slice(0, 150)}: ${String(value)}`, () => {
      const state = guestAfter(script, debian);
      const found = sysctlAfterBoot(state, laterBoots(state), "kernel.panic");
      assert.equal(found === undefined ? undefined : (found.value ?? open), value);
      assert.equal(found?.path, path);
    });
  }
});
