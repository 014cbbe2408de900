import * as path from "node:path";
import { Failure } from "../failure";
import { cases } from "../guest/drill/cases";
import { drill as play } from "../guest/drill/drill";
import { recordEvidence } from "../guest/evidence/record";
import type { DrillCase, DrillResult } from "../guest/evidence/result";
import { writeReport } from "../guest/evidence/report";
import { type GuestRelease, guestReleases } from "../guest/releases";
import { sandboxPaths } from "../paths";

export interface DrillOptions {
  readonly release: string;
  readonly case: readonly string[];
  readonly record?: boolean;
}

/** Plays the cases and shows what came of them; the exit code says whether each showed what it promises. */
export async function drill({ release, case: names, record = false }: DrillOptions): Promise<number> {
  const releases = chosen("release", [release], Object.keys(guestReleases)) as readonly GuestRelease[];
  const chosenCases = chosen("case", names, Object.keys(cases)) as readonly DrillCase[];
  const results: DrillResult[] = [];
  const folder = sandboxPaths().drill;
  const onResult = (result: DrillResult): void => {
    results.push(result);
    writeReport(folder, results);
    if (record) recordEvidence([result]);
  };
  for (const name of releases) {
    const code = await play({ release: name, cases: chosenCases, say: console.log, onResult });
    if (code !== 0) return code;
  }
  if (results.length === 0) throw new Failure("there was nothing to play: choose another case or release");
  showResults(results, folder);
  return results.every(({ passed }) => passed) ? 0 : 1;
}

function chosen(what: string, given: readonly string[], allowed: readonly string[]): readonly string[] {
  if (given.includes("all")) return allowed;
  const unknown = given.find((name) => !allowed.includes(name));
  if (unknown !== undefined)
    throw new Failure(`there is no ${what} "${unknown}": choose of ${allowed.join(", ")}, or "all"`, 2);
  return given;
}

function showResults(results: readonly DrillResult[], folder: string): void {
  for (const { release, case: name, passed, failure, dumps, crash, observations, bootIds } of results) {
    console.log(`\n${release}, ${name}: ${passed ? "passed" : `FAILED: ${failure}`}`);
    const back = crash.find((moment) => moment.name === "ssh");
    if (back !== undefined) console.log(`  back after ${back.seconds} s; boot ${bootIds.join(" -> ")}`);
    for (const dump of dumps) {
      const worth = dump.complete ? dump.panicLine : `incomplete: ${dump.reason}`;
      console.log(`  ${dump.path}, ${dump.bytes} bytes: ${worth}`);
    }
    for (const observation of observations) console.log(`  ${observation}`);
  }
  console.log(`\nTimelines and results: ${path.join(folder, "report.html")}`);
}
