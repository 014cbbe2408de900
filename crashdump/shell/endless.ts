import type { Outcome, Shell } from "./shell";

/** A command that never comes back, or after which there is no machine: neither this script nor another goes on. */
export function never(shell: Shell): Outcome {
  shell.guest.stop(shell.place);
  return { status: 0, flow: { kind: "exit" } };
}
