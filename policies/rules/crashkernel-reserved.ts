import { crashKernelMiB } from "azure-kdump-core";
import { cannotTell, type Fault, type Settings, violation } from "../rule";
import { known, type Vm } from "../vm";
import { guestRule } from "./guest-rule";

const found = guestRule("crashkernel-reserved", {
  severity: "high",
  level: "mandatory",
  what: "Memory is reserved for a capture kernel, and enough of it.",
  why: "A capture kernel lives in memory set aside at boot: without it, or with too little, a panic leaves no dump.",
  remedy:
    "put crashkernel=512M on the kernel command line (256M below 4 GiB of memory) and reboot once; or use HardenedVm",
  url: "https://docs.kernel.org/admin-guide/kdump/kdump.html#crashkernel-syntax",
});

/** The most common way to have kdump and no dump: nothing reserved, or reserved and never rebooted. */
export const crashkernelReserved = {
  ...found,
  configSchema: {
    properties: {
      minimumMiB: {
        type: "integer" as const,
        default: 0,
        minimum: 0,
        description: "Least reservation in MiB, where more than the vendor's own is wanted.",
      },
    },
  },
  check: (vm: Vm, settings: Settings) => {
    const faults = found.check(vm, settings);
    return faults.some(({ verdict }) => verdict === "violation") ? faults : [...faults, ...amount(vm, settings)];
  },
};

function amount(vm: Vm, { minimumMiB = 0 }: Settings): readonly Fault[] {
  const { effect, platform } = vm.guest();
  const { crashkernel } = effect ?? {};
  if (crashkernel === undefined || platform === undefined) return [];
  const { memoryMiB } = platform;
  const vmSize = known(vm.declaration.vmSize);
  if (memoryMiB === undefined) {
    if (vmSize === undefined) return [];
    return [
      cannotTell(
        `the memory of ${vmSize} is not known, so whether crashkernel=${crashkernel} is enough is not known either`,
        `name it under vmSizes in the pack's configuration: "${vmSize}": 16384`,
      ),
    ];
  }
  const reserved = crashKernelMiB(crashkernel, memoryMiB);
  const least = Number(minimumMiB);
  if (reserved >= least) return [];
  return [
    violation(
      `crashkernel=${crashkernel} reserves ${reserved} MiB of ${memoryMiB} MiB, and this pack demands ${least}`,
      `put crashkernel=${least}M on the kernel command line`,
    ),
  ];
}
