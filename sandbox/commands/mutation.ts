import { readFileSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { foreground } from "../child";
import { Failure } from "../failure";
import { type MutationReport, type MutationScore, percent, scoreOf, sumOf } from "../mutation-score";
import { repository } from "../paths";

/** Of mutants that some test has to notice, in percent. */
const least = 85;

/**
 * Changes `crashdump/` in thousands of places and asks of each whether a test notices, one part after the other. Parts
 * may be named, and options for Stryker follow them. The exit code says whether enough were noticed of all.
 */
export async function mutation(args: readonly string[]): Promise<number> {
  const configuration = pathToFileURL(path.join(repository, "stryker.config.mjs")).href;
  const { parts } = (await import(configuration)) as { readonly parts: Readonly<Record<string, unknown>> };
  const first = args.findIndex((arg) => arg.startsWith("-"));
  const [names, options] = first < 0 ? [args, []] : [args.slice(0, first), args.slice(first)];
  const unknown = names.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined)
    throw new Failure(`there is no part "${unknown}": choose of ${Object.keys(parts).join(", ")}`, 2);

  const scores: MutationScore[] = [];
  for (const name of names.length > 0 ? names : Object.keys(parts)) {
    console.log(`\n${name}:`);
    const code = await stryker(name, options);
    if (code !== 0) return code;
    scores.push({ ...scoreOf(reportOf(name)), name });
  }
  const all = sumOf(scores);
  for (const score of [...scores, all])
    console.log(`${score.name.padEnd(12)} ${percent(score)} of ${score.mutants} mutants`);
  return (100 * all.noticed) / all.mutants >= least ? 0 : 1;
}

function stryker(part: string, options: readonly string[]): Promise<number> {
  const core = path.dirname(require.resolve("@stryker-mutator/core/package.json", { paths: [repository] }));
  const env = { ...process.env, MUTATION_PART: part };
  return foreground(process.execPath, [path.join(core, "bin", "stryker.js"), "run", ...options], {
    cwd: repository,
    env,
  });
}

function reportOf(part: string): MutationReport {
  const file = path.join(repository, ".sandbox", "mutation", `${part}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as MutationReport;
}
