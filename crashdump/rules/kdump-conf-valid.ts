import type { Finding } from "../finding";
import type { ConfigurationProblem } from "../kdump/problem";
import { parseKdumpSysconfig } from "../kdump/sysconfig";
import { findingsOf, type Judge, type Situation, sysconfigText } from "./situation";

const { violation, advisory, cannotTell } = findingsOf("kdump-conf-valid");

/** The release accepts kdump's configuration, and it means what its author meant. */
export const kdumpConfValid: Judge = (situation) => {
  const { release, kdumpConf, kdumpTools } = situation;
  if (release.dialect === "kdump-tools") {
    return judged(situation, "/etc/default/kdump-tools", () =>
      (kdumpTools?.errors ?? [])
        .filter(({ name }) => !elsewhere.has(name))
        .map((error) => [error.name === "KDUMP_SYSCTL" ? "advisory" : "violation", error] as const),
    );
  }
  return [
    ...judged(situation, "/etc/kdump.conf", () => {
      const { directives = [], errors = [], warnings = [] } = kdumpConf ?? {};
      const collector = directives.find(({ name }) => name === "core_collector");
      return [
        ...errors.map((error) => ["violation", error] as const),
        ...warnings.map((warning) => ["advisory", warning] as const),
        ...(collector === undefined ? [] : collectorProblems(collector)),
        ...directives.flatMap(scriptProblems),
      ];
    }),
    ...judged(situation, sysconfig, (text) =>
      parseKdumpSysconfig(text)
        .errors.filter(({ name }) => !elsewhere.has(name))
        .map((error) => ["violation", error] as const),
    ),
  ];
};

type Grade = "violation" | "advisory" | "cannot-tell";
type Graded = readonly (readonly [Grade, ConfigurationProblem])[];

const made = { violation, advisory, "cannot-tell": cannotTell };

function judged({ guest }: Situation, path: string, read: (text: string) => Graded): readonly Finding[] {
  const file = guest.file(path);
  if (file === undefined || file.place === "the image") return [];
  if (file.content === undefined && path !== sysconfig) {
    return [cannotTell(`${path} (${file.place}) holds what only the guest knows`, "write the whole file")];
  }
  return read(file.content ?? sysconfigText(guest)).map(([verdict, { line, message, remedy }]) =>
    made[verdict](`line ${line} of ${path} (${file.place}): ${message}`, remedy),
  );
}

const sysconfig = "/etc/sysconfig/kdump";

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
