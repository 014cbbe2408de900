import { crashKernelMiB, parseCrashKernel } from "../crashkernel";
import type { Finding } from "../finding";
import { bootParameter } from "../guest/command-line";
import { defaultCrashKernel, leastReservationMiB } from "../recipes/crashkernel";
import { findingsOf, type Judge, obstacle, type Situation } from "./situation";

const { violation, advisory, cannotTell } = findingsOf("crashkernel-reserved");

/** The running kernel has set memory aside for a capture kernel, and enough of it. */
export const crashkernelReserved: Judge = (situation) => {
  const { guest, platform, release } = situation;
  const remedy = `put crashkernel=${defaultCrashKernel(platform)} on the kernel command line and reboot once, or use HardenedVm`;
  const asked = bootParameter(guest, "crashkernel");
  const { value, place } = asked ?? { value: release.stock.crashkernel, place: `the ${platform.release} image` };
  const amount = value === undefined ? [] : amountFindings(situation, value, place, remedy);
  // What is known to be wrong, nothing that cannot be read makes right.
  if (amount.some(({ verdict }) => verdict === "violation") && asked !== undefined) return amount;
  const why = obstacle(situation, /crashkernel|grub|\/boot\//i);
  if (why !== undefined) return [cannotTell(`${why}, and may change crashkernel`, remedy)];
  if (asked === undefined) {
    return value === undefined
      ? [violation("nothing reserves memory for a capture kernel: a panic leaves no dump", remedy)]
      : amount;
  }
  if (value === undefined) return [cannotTell(`${place} sets crashkernel to what only the guest knows`, remedy)];
  const fixed = parseCrashKernel(value);
  if (fixed !== undefined && "offset" in fixed && fixed.offset !== undefined && fixed.offset > 0n) {
    return [
      cannotTell(`crashkernel=${value} (${place}) asks for an address that may be taken`, "leave the address out"),
    ];
  }
  if (isReserved(situation, value)) {
    if (situation.rebootUncertain === undefined) return amount;
    const message = `only the guest knows whether ${situation.rebootUncertain} reboots it, and memory is reserved at boot alone`;
    return [cannotTell(message, "reboot once, whatever the guest holds, or where crashkernel is not on /proc/cmdline")];
  }
  return [
    violation(
      `crashkernel=${value} (${place}) is in the boot loader, and nothing reboots the VM: no memory is reserved until somebody does`,
      "reboot once after the boot loader is changed, or use HardenedVm",
    ),
  ];
};

/** The kernels of EL up to 8 work `auto` out by themselves; later ones, and Debian's, take it for nothing. */
const knowAuto: ReadonlySet<string> = new Set(["el6", "el7", "el8"]);

function amountFindings(
  { platform, release, own }: Situation,
  value: string,
  place: string,
  remedy: string,
): readonly Finding[] {
  if (value === "") return [violation(`crashkernel is taken off the kernel command line (${place})`, remedy)];
  const parsed = parseCrashKernel(value);
  if (parsed === undefined) {
    return [violation(`"${value}" (${place}) is no value of crashkernel: the kernel reserves nothing`, remedy)];
  }
  if (parsed.kind === "auto") {
    if (knowAuto.has(release.dialect)) return [];
    return [violation(`crashkernel=auto (${place}) reserves nothing on ${platform.release}`, remedy)];
  }
  const least = leastReservationMiB(platform);
  if (least === undefined || platform.memoryMiB === undefined) {
    const most = Math.max(...anySizeMiB.map((memoryMiB) => crashKernelMiB(value, memoryMiB)));
    const found = `crashkernel=${value} (${place}) reserves ${most} MiB at most, whatever the VM's size`;
    return most < leastOfAnyMiB ? [violation(`${found}, and no capture kernel works with that`, remedy)] : [];
  }
  const reserved = crashKernelMiB(value, platform.memoryMiB);
  const found = `crashkernel=${value} (${place}) reserves ${reserved} MiB of ${platform.memoryMiB} MiB`;
  if (reserved < least)
    return [violation(`${found}, and a capture kernel of ${platform.release} needs ${least}`, remedy)];
  if (reserved * 2 > platform.memoryMiB) return [violation(`${found}, more than half of it`, remedy)];
  // More than the vendor's least and less than ours: whoever gave HardenedVm a value of their own has chosen it.
  const ours = crashKernelMiB(defaultCrashKernel(platform), platform.memoryMiB);
  if (reserved >= ours || own?.crashkernel === value) return [];
  return [advisory(`${found}, which its vendor takes for enough; the recipes here reserve ${ours}`, remedy)];
}

/** Sizes of VMs from 1 GiB to 32 TiB, a little above so that a range that starts there counts. */
const anySizeMiB = Array.from({ length: 16 }, (_, power) => 1024 * 2 ** power + 512);

/** With 96M Debian 12's capture kernel deadlocked on memory, with 128M it did not. */
const leastOfAnyMiB = 128;

/** Memory is reserved at boot alone: what counts is the command line that the last boot had. */
function isReserved({ guest }: Situation, value: string): boolean {
  const running = guest.files.get("/proc/cmdline")?.text ?? "";
  return running.split(/\s+/).includes(`crashkernel=${value}`);
}
