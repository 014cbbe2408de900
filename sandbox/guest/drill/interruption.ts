import { Failure } from "../../failure";

/** Runs `work` until it ends or somebody interrupts it, so that what has to be cleaned up is cleaned up either way. */
export async function interruptible<T>(work: () => Promise<T>): Promise<T> {
  let onSignal = (): void => {};
  const interruption = new Promise<never>((_, reject) => {
    // 130 is what a shell says of a program that Ctrl-C ended.
    onSignal = () => reject(new Failure("Interrupted: removing the VM.", 130));
  });
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    return await Promise.race([work(), interruption]);
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}
