import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { keyOf } from "./description";
import { evidencePage } from "./page";
import type { DrillResult } from "./result";
import { timeline } from "./timeline";

/** Writes what a drill has shown so far into `folder`: `results.json`, `report.html`, and a picture of each result. */
export function writeReport(folder: string, results: readonly DrillResult[]): void {
  const at = (name: string): string => path.join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(at("results.json"), `${JSON.stringify(results, null, 2)}\n`);
  for (const result of results) writeFileSync(at(`${keyOf(result)}.svg`), timeline(result));
  writeFileSync(at("report.html"), evidencePage(results));
}
