import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { repository } from "../../paths";
import { keyOf } from "./description";
import type { DrillResult } from "./result";

/** The results that the documentation rests on. */
export const evidenceFile = path.join(repository, "docs", "evidence.json");

export function readEvidence(file = evidenceFile): readonly DrillResult[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly DrillResult[]) : [];
}

/** Adds results to the file; what it held of the same release, case, firmware and disk is replaced. */
export function recordEvidence(results: readonly DrillResult[], file = evidenceFile): void {
  writeFileSync(file, formatted(merged(readEvidence(file), results)));
}

/** By release, then case, whatever came first; of the same day the later one counts. */
function merged(recorded: readonly DrillResult[], results: readonly DrillResult[]): readonly DrillResult[] {
  const newest = new Map<string, DrillResult>();
  for (const result of [...recorded, ...results]) {
    const known = newest.get(keyOf(result));
    if (known === undefined || known.date <= result.date) newest.set(keyOf(result), result);
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, result]) => result);
}

/** As the formatter would: texts on one line where they fit. */
function formatted(results: readonly DrillResult[]): string {
  const json = JSON.stringify(results, undefined, 2);
  return `${json.replace(/^.*\[\n(?: *"(?:[^"\\]|\\.)*",?\n)+ *\],?$/gm, (list) => {
    const line = list
      .replace(/\[\n */, "[")
      .replace(/\n *\]/, "]")
      .replace(/\n */g, " ");
    return line.length <= lineWidth ? line : list;
  })}\n`;
}

/** Of JSON, in biome.json. */
const lineWidth = 80;
