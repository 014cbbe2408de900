import { bootParameter } from "../guest/command-line";
import { kernelNumber } from "../guest/sysctl";
import { panicAfterBoot } from "./panic-reboots";
import { findingsOf, type Judge } from "./situation";

const { advisory } = findingsOf("early-panic-reboots");

/**
 * A panic before systemd-sysctl has run reboots the machine too: until then the kernel knows its command line alone.
 * Says nothing where no panic reboots it, and takes a value that only the guest knows for somebody's choice.
 */
export const earlyPanicReboots: Judge = (situation) => {
  const { guest, release } = situation;
  const later = panicAfterBoot(situation)?.value;
  if (later === undefined || kernelNumber(later) === 0) return [];
  const early = bootParameter(guest, "panic");
  const value = early === undefined ? String(release.stock.panicTimeoutSeconds) : early.value;
  if (value === undefined || kernelNumber(value) !== 0) return [];
  return [
    advisory(
      "kernel.panic is 0 until the sysctls are set: a kernel that panics while it boots hangs the VM for good",
      "put panic=5 on the kernel command line, beside the sysctl, or use HardenedVm",
    ),
  ];
};
