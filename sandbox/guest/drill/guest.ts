import type { Machine } from "../machine/machine";
import { type Ran, waitForSsh } from "../machine/ssh";

/** A machine whose guest is talked to as its administrator. */
export interface Guest {
  readonly machine: Machine;
  /** The administrator's private SSH key. */
  readonly key: string;
}

/** A guest under emulation is up within 1 to 3 minutes of power-on, longer where others run. */
const bootSeconds = 600;

/** Runs a script in the guest, as root; an error names what the script is for and what it said. */
export async function run({ machine, key }: Guest, purpose: string, script: string, seconds = 120): Promise<string> {
  const { code, stdout, stderr }: Ran = await machine.run(`set -eu\n${script}\n`, key, seconds);
  if (code !== 0)
    throw new Error(`to ${purpose} failed in the guest (exit code ${code}): ${(stderr || stdout).trim()}`);
  return stdout.trim();
}

export async function bootId(guest: Guest): Promise<string> {
  return run(guest, "read the boot id", "cat /proc/sys/kernel/random/boot_id");
}

/** Waits until the guest answers by SSH. Rejects with the console's last lines when it does not. */
export async function waitUntilUp({ machine, key }: Guest): Promise<void> {
  if (await waitForSsh(machine.address(key), Date.now() + bootSeconds * 1000, () => machine.isRunning)) return;
  throw new Error(
    `the guest did not answer by SSH within ${bootSeconds} s; ${fate(machine)}. Its console ends:\n${consoleTail(machine)}`,
  );
}

/** Waits until the capture kernel is loaded. */
export async function waitUntilArmed(guest: Guest): Promise<void> {
  const wait =
    'n=0; until [ "$(cat /sys/kernel/kexec_crash_loaded)" = 1 ]; do n=$((n + 1)); [ $n -lt 300 ]; sleep 1; done';
  await run(guest, "arm kdump", wait, 360);
}

/** What has become of a machine, for whoever waits for its guest in vain. */
export function fate(machine: Machine): string {
  if (machine.isRunning) return "its machine runs";
  const { end } = machine.history;
  return end === undefined ? "its machine is gone" : `its machine is ${end.event}: ${end.detail ?? "as it was told"}`;
}

export function consoleTail(machine: Machine, lines = 15): string {
  const console = machine.history
    .read()
    .flatMap((entry) => ("line" in entry && entry.line.trim() !== "" ? entry.line : []));
  return console
    .slice(-lines)
    .map((line) => `  ${line}`)
    .join("\n");
}
