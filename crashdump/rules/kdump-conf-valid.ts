import type { Finding } from "../finding";
import type { ConfigurationProblem } from "../kdump/problem";
import { lineOf } from "./configurations";
import { findingsOf, type Judge } from "./situation";

const { violation, advisory, cannotTell } = findingsOf("kdump-conf-valid");

/** The release accepts kdump's configuration, and it means what its author meant. */
export const kdumpConfValid: Judge = ({ kdumpConf, kdumpSysconfig, kdumpTools }) => [
  ...judged(kdumpTools, ({ errors }) => shellProblems(errors)),
  ...judged(kdumpConf, ({ directives, errors, warnings }) => {
    const collector = directives.find(({ name }) => name === "core_collector");
    return [
      ...errors.map((error) => ["violation", error] as const),
      ...warnings.map((warning) => ["advisory", warning] as const),
      ...(collector === undefined ? [] : collectorProblems(collector)),
      ...directives.flatMap(scriptProblems),
    ];
  }),
  ...judged(kdumpSysconfig, ({ errors }) => shellProblems(errors)),
];

type Grade = "violation" | "advisory" | "cannot-tell";
type Graded = readonly (readonly [Grade, ConfigurationProblem])[];

const made = { violation, advisory, "cannot-tell": cannotTell };

type Placed = Parameters<typeof lineOf>[0];

function judged<Configuration extends Placed>(
  configuration: Configuration | undefined,
  problemsOf: (configuration: Configuration) => Graded,
): readonly Finding[] {
  if (configuration === undefined || configuration.place === "the image") return [];
  const { path, place, imageOnly } = configuration;
  const findings = problemsOf(configuration).map(([verdict, { line, message, remedy }]) =>
    made[verdict](`${lineOf(configuration, line)}: ${message}`, remedy),
  );
  // The rest of what the image brings is good, and of its capture arguments only they matter.
  if (imageOnly || path === "/etc/sysconfig/kdump" || findings.some(({ verdict }) => verdict === "violation")) {
    return findings;
  }
  return [...findings, cannotTell(`${path} (${place}) holds what only the guest knows`, "write the whole file")];
}

function shellProblems(errors: readonly ConfigurationProblem[]): Graded {
  return errors
    .filter(({ name }) => !elsewhere.has(name))
    .map((error) => [error.name === "KDUMP_SYSCTL" ? "advisory" : "violation", error] as const);
}

/** Other rules' business. */
const elsewhere: ReadonlySet<string> = new Set(["USE_KDUMP", "KDUMP_FAIL_CMD", "KDUMP_KEXEC_ARGS", "KEXEC_ARGS"]);

type Line = { readonly name: string; readonly value: string; readonly line: number };

function collectorProblems({ name, value, line }: Line): Graded {
  const problem = (grade: Grade, message: string, remedy: string): Graded => [[grade, { line, name, message, remedy }]];
  // KB2858695 prints it so for RHEL 5.9.
  if (/-[clpz]--/.test(value)) {
    const message = "a blank is missing before --message-level: makedumpfile fails";
    return problem("violation", message, "write -c --message-level 1");
  }
  if (/\s(--dump-dmesg|--dry-run|--help|-h|--version|-v|--check-params)(\s|$)/.test(value)) {
    return problem("violation", "makedumpfile saves no memory with this option", "write makedumpfile -l -d 31");
  }
  if (!/^(\S*\/)?(makedumpfile|cp|scp|dd|cat)\b/.test(value)) {
    return problem("cannot-tell", "only the guest knows what this program saves", "write makedumpfile -l -d 31");
  }
  if (!value.includes("makedumpfile") || /(^|\s)-d\s*\d+/.test(value)) return [];
  return problem("advisory", "without a dump level all memory is saved, users' data too", "add -d 31");
}

/** A script before the dump that fails forbids it; dracut's kdumpbase is what saves one. */
function scriptProblems({ name, value, line }: Line): Graded {
  if (name === "kdump_pre") {
    const message = "no dump is saved where this script fails, and only the guest knows when";
    return [["cannot-tell", { line, name, message, remedy: "remove it, or do the same after the dump in kdump_post" }]];
  }
  if (name === "dracut_args" && /(--omit|-o)[\s=]+("[^"]*|'[^']*|\S*)kdump/.test(value)) {
    const message = "dracut leaves out the module that saves the dump";
    return [["violation", { line, name, message, remedy: "remove --omit" }]];
  }
  return [];
}
