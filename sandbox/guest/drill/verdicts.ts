import type { DumpVerdict } from "azure-kdump-core";
import type { Moment } from "../evidence/result";
import type { Crash } from "./crash";

/** What came of a case; `failure` is what was seen instead of what it promises. */
export interface Outcome {
  readonly failure?: string;
  /** Of a guest that was not armed as the deployed one was. */
  readonly arming?: readonly Moment[];
  readonly crash: readonly Moment[];
  readonly dumps: readonly DumpVerdict[];
  readonly bootIds: readonly string[];
  readonly observations: readonly string[];
}

export function outcome(
  { moments, dumps, bootIds }: Crash,
  observations: readonly string[],
  failure?: string,
): Outcome {
  const ids = bootIds.filter((id) => id !== undefined);
  return { ...(failure !== undefined && { failure }), crash: moments, dumps, bootIds: ids, observations };
}

/** Why the VM is not back from a panic. */
export function notBack({ bootIds: [before, after], status }: Crash): string | undefined {
  if (after === undefined) return `it did not come back: ${status}`;
  return after === before ? "it did not panic" : undefined;
}

/** Which complete dumps of a crash that was asked for are missing. */
export function noCompleteDump({ dumps }: Crash, wanted: number): string | undefined {
  const complete = dumps.filter((found) => found.complete && /sysrq triggered crash/.test(found.panicLine ?? ""));
  if (complete.length >= wanted) return undefined;
  const found = dumps.map(({ path, reason = "complete" }) => `${path}: ${reason}`).join("; ") || "there is none";
  return `${complete.length} complete dumps of ${wanted}: ${found}`;
}

/** A dump that a case must not leave. */
export function completeDump({ dumps }: Crash): string | undefined {
  const complete = dumps.find((found) => found.complete);
  return complete === undefined ? undefined : `there is a complete dump all the same: ${complete.path}`;
}

/**
 * A kernel that waits otherwise than kernel.panic says. By its own word: how long that takes under emulation, on a machine
 * that does other work too, is measured and not judged.
 */
export function wrongPause({ announcedSeconds }: Crash, panicSeconds: number): string | undefined {
  if (announcedSeconds === panicSeconds) return undefined;
  const said = announcedSeconds === undefined ? "it did not say when it reboots" : `it said ${announcedSeconds} s`;
  return `${said}, and kernel.panic is ${panicSeconds}`;
}

/** When the first moment of this name came. */
export function secondsOf({ moments }: Crash, name: string): number | undefined {
  return moments.find((moment) => moment.name === name)?.seconds;
}
