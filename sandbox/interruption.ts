import { Failure } from "./failure";

export interface Interruption {
  /** @throws Failure once this process was told to stop. */
  check(): void;
  stop(): void;
}

/**
 * Programs that were started with `capture` end when this process is interrupted, because it passes the signal on; this
 * tells that from a program that failed.
 *
 * @param message What was interrupted, and what is kept.
 */
export function watchForInterruption(message: string): Interruption {
  let interrupted = false;
  const note = (): void => void (interrupted = true);
  process.on("SIGINT", note).on("SIGTERM", note);
  return {
    check: () => {
      if (interrupted) throw new Failure(`Interrupted: ${message}`, 130);
    },
    stop: () => void process.off("SIGINT", note).off("SIGTERM", note),
  };
}

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
