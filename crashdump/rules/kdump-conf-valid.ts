import type { Finding } from "../finding";
import type { ConfigurationProblem } from "../kdump/problem";
import { parseKdumpSysconfig } from "../kdump/sysconfig";
import { findingsOf, type Judge, type Situation } from "./situation";

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
      ];
    }),
    ...judged(situation, sysconfig, (text) =>
      parseKdumpSysconfig(text)
        .errors.filter(({ name }) => !elsewhere.has(name))
        .map((error) => ["violation", error] as const),
    ),
  ];
};

type Graded = readonly (readonly ["violation" | "advisory", ConfigurationProblem])[];

function judged({ guest }: Situation, path: string, read: (text: string) => Graded): readonly Finding[] {
  const file = guest.file(path);
  if (file === undefined || file.place === "the image") return [];
  // The vendor's arguments are edited in place: the rest of the file is the image's, and not known.
  if (file.content === undefined && path === sysconfig) return [];
  if (file.content === undefined) {
    return [cannotTell(`${path} (${file.place}) holds what only the guest knows`, "write the whole file")];
  }
  return read(file.content).map(([verdict, { line, message, remedy }]) =>
    (verdict === "violation" ? violation : advisory)(`line ${line} of ${path} (${file.place}): ${message}`, remedy),
  );
}

const sysconfig = "/etc/sysconfig/kdump";

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
