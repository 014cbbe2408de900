import assert from "node:assert/strict";
import { type CrashDumpOptions, harden, hardeningProblems } from "azure-kdump-core";
import { bootParameter } from "#crashdump/guest/command-line";
import { GuestState } from "#crashdump/guest/state";
import { unitAtBoot } from "#crashdump/guest/units";
import { interpret } from "#crashdump/shell/interpret";
import { platforms, titleOf } from "../platforms";
import { some } from "../runs";
import { panic, unread } from "./guests";

const choices: readonly CrashDumpOptions[] = [
  {},
  {
    panicTimeoutSeconds: 7,
    dumpPath: "/srv/dumps",
    dumpLevel: 17,
    compression: "none",
    dumpsKept: 9,
    crashkernel: "1G",
  },
  { dumpDisk: { lun: 3 }, lockKexec: true },
];

describe("our own scripts, followed as anybody's", () => {
  for (const platform of platforms) {
    it(`are understood to the last line on ${titleOf(platform)}`, () => {
      for (const options of choices.filter((chosen) => hardeningProblems(platform, chosen).length === 0)) {
        const hardening = harden(platform, options);
        const state = new GuestState(platform);
        interpret(hardening.reserve, state, "the boothook");
        assert.ok(state.rebootRequested, "the boothook reboots once");
        state.boot();
        interpret(hardening.reserve, state, "the boothook");
        assert.equal(state.rebootRequested, undefined, "and never again");
        interpret(hardening.configure, state, "the last script");
        assert.deepEqual(unread(state), []);
        assert.equal(panic(state), String(hardening.settings.panicTimeoutSeconds));
        assert.equal(bootParameter(state, "crashkernel")?.value, hardening.crashkernel);
        assert.equal(unitAtBoot(state, hardening.unit)?.value, "enabled");
        for (const name of hardening.packages) assert.equal(state.packages.get(name)?.value, true, name);
        for (const { path, content } of hardening.files) assert.equal(state.file(path)?.content, content, path);
      }
    });
  }

  it("are told from the same without a line that matters", () => {
    for (const platform of some(platforms)) {
      const { reserve } = harden(platform);
      for (const part of [
        /^kernel\.panic = .*\n/m,
        /^(sed -i|update-grub|.*grubby --update-kernel=ALL --args|grub2-mkconfig).*\n/m,
      ]) {
        const broken = reserve.replace(part, "");
        if (broken === reserve) continue;
        const state = new GuestState(platform);
        interpret(broken, state, "the boothook");
        const whole = panic(state) !== undefined && bootParameter(state, "crashkernel")?.value !== undefined;
        assert.ok(!whole || unread(state).length > 0, `${titleOf(platform)} without ${String(part)}`);
      }
    }
  });
});
