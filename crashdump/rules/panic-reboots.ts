import { bootParameter } from "../guest/command-line";
import { kernelNumber, type SysctlAtBoot } from "../guest/sysctl";
import { findingsOf, type Judge, obstacle, ranLater, type Situation, sysctlOf } from "./situation";

const { violation, cannotTell } = findingsOf("panic-reboots");
const remedy = 'write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm';

/** After a panic that no capture kernel takes over, the machine reboots by itself. */
export const panicReboots: Judge = (situation) => {
  const { platform, release } = situation;
  const panic = panicAfterBoot(situation);
  if (panic !== undefined) {
    const where = `${panic.path} (${panic.place})`;
    if (panic.value === undefined)
      return [cannotTell(`${where} sets kernel.panic to what only the guest knows`, remedy)];
    const seconds = panic.value === "" ? 0 : kernelNumber(panic.value);
    if (seconds === 0) return [violation(`kernel.panic is 0 in ${where}: a panic hangs the VM for good`, remedy)];
    if (seconds === undefined) {
      return [violation(`kernel.panic is not a number in ${where}: a panic hangs the VM for good`, remedy)];
    }
  }
  const why =
    obstacle(situation, /kernel[./]panic(?!_)|sysctl\.(d|conf)\b|\bpanic=/) ??
    ranLater(situation, /kernel[./]panic(?!_)/);
  if (why !== undefined) return [cannotTell(`${why}, and may change kernel.panic`, remedy)];
  if (panic !== undefined || release.stock.panicTimeoutSeconds !== 0) return [];
  return [
    violation(
      `kernel.panic is never set, and the ${platform.release} image leaves it at 0: a panic hangs the VM for good`,
      remedy,
    ),
  ];
};

/**
 * kernel.panic once the guest is up, and what sets it; undefined where nothing does and the image's own stands.
 * systemd-sysctl runs after the kernel has read its command line, and overrides it. What of that is not known is the
 * image's, and so known as `stock`.
 */
export function panicAfterBoot(situation: Situation): SysctlAtBoot | undefined {
  const parameter = bootParameter(situation.guest, "panic");
  return (
    sysctlOf(situation, "kernel.panic") ??
    (parameter?.value === undefined ? undefined : { ...parameter, path: "the kernel command line" })
  );
}
