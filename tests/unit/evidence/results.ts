import type { DrillResult, Moment } from "azure-kdump-sandbox/bin/guest/evidence/result";

export function moment(name: string, label: string, seconds: number): Moment {
  return { name, label, seconds };
}

export const arming: readonly Moment[] = [
  moment("power-on", "power on", 0),
  moment("kernel", "kernel", 6.2),
  moment("reserving", "cloud-init asks for crash memory", 84.1),
  moment("reset", "the one reboot", 85.3),
  moment("kernel", "kernel", 91.8),
  moment("reserved", "crash memory reserved", 108.3),
  moment("armed", "kdump armed", 119),
  moment("ssh", "SSH answers", 119.2),
];

export const crash: readonly Moment[] = [
  moment("panic", "panic", 0),
  moment("capture-kernel", "capture kernel", 1.4),
  moment("dump-begun", "dump begun", 33.1),
  moment("dump-written", "dump written", 45.6),
  moment("reset", "reset", 46.2),
  moment("kernel", "kernel", 52.4),
  moment("ssh", "SSH answers", 95.3),
];

/** A drill that passed, as one looks. */
export const passed: DrillResult = {
  case: "dump",
  release: "debian-12",
  firmware: "bios",
  diskController: "ide",
  memoryMiB: 1024,
  promise: "a panicked VM writes a complete dump and comes back by itself",
  passed: true,
  arming,
  crash,
  dumps: [
    {
      path: "/var/crash/202601010000/dump.202601010000",
      bytes: 23870112,
      complete: true,
      flattened: true,
      panicLine: "[  120.442861] Kernel panic - not syncing: sysrq triggered crash",
    },
  ],
  bootIds: ["6a2a2d9d-6a4d-4a63-8d0e-27bfd6f1f6a4", "b3a4f7f0-1d55-41b9-a3f1-6f6f6ed0b9a1"],
  observations: ["reset after panic: 46.2 s"],
  versions: { kernel: "6.1.0-56-cloud-amd64", "kdump-tools": "1:1.8.1", "cloud-init": "22.4.2-1+deb12u3" },
  date: "2026-01-02",
};

/** One that a guest did not come back from, and whose every text is hostile to what it is shown in. */
export const hostile: DrillResult = {
  ...passed,
  case: "lost-disk",
  passed: false,
  promise: "<i>promise</i>",
  failure: "no SSH <b>|</b> & \u0007\u202e\ud800 `x`. Its console ends:\n  </pre><script>alert(1)</script>",
  crash: [...crash.slice(0, 2), moment("odd\"'", "<script>alert(2)</script>", 38)],
  dumps: [{ path: "/var/crash/<b>/dump", bytes: 9, complete: false, reason: "<u>cut off</u>", flattened: true }],
  bootIds: [],
  observations: ["<s>observed</s>"],
  versions: { "<kernel>": "<6.1>" },
};
