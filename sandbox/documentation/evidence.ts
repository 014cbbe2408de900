import { cases, deploymentOf, notOnAzure } from "../guest/drill/cases";
import { failureOf, machineOf, notProved } from "../guest/evidence/description";
import { printable } from "../guest/evidence/markup";
import { readEvidence } from "../guest/evidence/record";
import type { DrillCase, DrillResult, Moment } from "../guest/evidence/result";
import { timeline } from "../guest/evidence/timeline";
import { type GuestRelease, guestReleases } from "../guest/releases";

/** The crash that `npm run drill` shows, as it was recorded. */
export function drillPicture(): string {
  const shown = readEvidence().find((result) => result.case === "dump" && result.release === "debian-12");
  if (shown === undefined) throw new Error("no dump of Debian 12 is recorded");
  return `${timeline(shown)}\n`;
}

/** A row for each recorded result. */
export function evidenceTable(results: readonly DrillResult[] = readEvidence()): string {
  if (results.length === 0) return "Nothing has been recorded yet.\n";
  const titles = Object.keys(columns);
  const rows = results.map((result) => Object.values(columns).map((valueOf) => cell(valueOf(result))));
  return [titles, titles.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** The cases of each release that have no row and never will. */
export function notPlayedList(): string {
  const names = Object.keys(cases) as readonly DrillCase[];
  return (Object.keys(guestReleases) as readonly GuestRelease[])
    .flatMap((release) =>
      names.flatMap((name) => {
        const reason = notOnAzure(release, deploymentOf(name));
        return reason === undefined ? [] : [`- ${release}, ${name}: ${reason}.\n`];
      }),
    )
    .join("");
}

export function notProvedList(): string {
  return notProved.map((item) => `- ${item}\n`).join("");
}

const columns: Readonly<Record<string, (result: DrillResult) => string | undefined>> = {
  Release: ({ release }) => release,
  Case: (result) => result.case,
  Guest: machineOf,
  Kernel: ({ versions }) => versions["kernel"],
  "kdump-tools": ({ versions }) => versions["kdump-tools"],
  "cloud-init": ({ versions }) => versions["cloud-init"],
  Armed: ({ arming }) => secondsOf(arming, "armed"),
  "Capture kernel": ({ crash }) => secondsOf(crash, "capture-kernel"),
  "Dump written": ({ crash }) => secondsOf(crash, "dump-written"),
  SSH: ({ crash }) => secondsOf(crash, "ssh"),
  Dump: dumpOf,
  Verdict: (result) => (result.passed ? "passed" : `failed: ${failureOf(result).what}`),
  Day: ({ date }) => date,
};

function secondsOf(moments: readonly Moment[], name: string): string | undefined {
  const moment = moments.find((candidate) => candidate.name === name);
  return moment && `${moment.seconds.toFixed(1)} s`;
}

/** Of several the last one written: paths hold the time. */
function dumpOf({ dumps }: DrillResult): string | undefined {
  const last = dumps.filter(({ complete }) => complete).at(-1);
  return last && `${(last.bytes / 1e6).toFixed(1)} MB`;
}

/** Some of it comes from guests: none of it is Markdown. */
function cell(text = "–"): string {
  return printable(text).replace(/[\\`*_[\]<>|&]/g, "\\$&");
}
