import type { Problem } from "azure-kdump-core";

/** A program without types, or in another language, may give anything. */
export function choiceProblems(
  property: string,
  given: string | undefined,
  known: readonly string[],
): readonly Problem[] {
  if (given === undefined || known.includes(given)) return [];
  return [{ property, reason: `"${given}" is not allowed: choose one of ${known.join(", ")}` }];
}
