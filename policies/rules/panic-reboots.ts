import type { Fault, Settings } from "../rule";
import { violation } from "../rule";
import type { Vm } from "../vm";
import { guestRule } from "./guest-rule";

const found = guestRule("panic-reboots", {
  severity: "high",
  level: "mandatory",
  what: "A Linux VM reboots by itself after a kernel panic.",
  why: "Most Azure images leave kernel.panic at 0: after a panic the VM hangs until it is reset by hand.",
  remedy: 'write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  url: "https://docs.kernel.org/admin-guide/sysctl/kernel.html#panic",
});

/** A panicked VM that waits for a human is down until one comes: kernel.panic must make it reboot. */
export const panicReboots = {
  ...found,
  configSchema: {
    properties: {
      minimumSeconds: {
        type: "integer" as const,
        default: -1,
        minimum: -1,
        description:
          "Least kernel.panic: 1 or more leaves time to read the console; -1, an immediate reboot, allows all.",
      },
      maximumSeconds: {
        type: "integer" as const,
        default: 300,
        minimum: 1,
        description: "Most kernel.panic: a VM that waits for longer is as good as down.",
      },
    },
  },
  check: (vm: Vm, settings: Settings) => [...found.check(vm, settings), ...outOfRange(vm, settings)],
};

function outOfRange(vm: Vm, { minimumSeconds = -1, maximumSeconds = 300 }: Settings): readonly Fault[] {
  const seconds = vm.guest().effect?.panicTimeoutSeconds;
  // 0 hangs, and has been said; every negative value reboots at once.
  if (seconds === undefined || seconds === 0) return [];
  const least = Number(minimumSeconds);
  const most = Number(maximumSeconds);
  if (Math.max(seconds, -1) >= least && seconds <= most) return [];
  const allowed = least < 0 ? `at most ${most}` : `${least} to ${most}`;
  return [
    violation(
      `kernel.panic is ${seconds}, and this pack allows ${allowed} seconds`,
      `write "kernel.panic = ${Math.min(Math.max(5, least), most)}" to a file under /etc/sysctl.d`,
    ),
  ];
}
