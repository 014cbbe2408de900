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
    ];
  }),
  ...judged(kdumpSysconfig, ({ errors }) => shellProblems(errors)),
];

type Graded = readonly (readonly ["violation" | "advisory", ConfigurationProblem])[];

type Placed = Parameters<typeof lineOf>[0];

function judged<Configuration extends Placed>(
  configuration: Configuration | undefined,
  problemsOf: (configuration: Configuration) => Graded,
): readonly Finding[] {
  if (configuration === undefined || configuration.place === "the image") return [];
  const { path, place, imageOnly } = configuration;
  const findings = problemsOf(configuration).map(([verdict, { line, message, remedy }]) =>
    (verdict === "violation" ? violation : advisory)(`${lineOf(configuration, line)}: ${message}`, remedy),
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

function collectorProblems({ value, line }: { readonly value: string; readonly line: number }): Graded {
  // KB2858695 prints it so for RHEL 5.9.
  if (/-[clpz]--/.test(value)) {
    return [
      [
        "violation",
        {
          line,
          name: "core_collector",
          message: "a blank is missing before --message-level: makedumpfile fails",
          remedy: "write -c --message-level 1",
        },
      ],
    ];
  }
  if (!value.includes("makedumpfile") || /(^|\s)-d\s*\d+/.test(value)) return [];
  return [
    [
      "advisory",
      {
        line,
        name: "core_collector",
        message: "without a dump level all memory is saved, users' data too",
        remedy: "add -d 31",
      },
    ],
  ];
}
