import { harden, toCustomData, assess, type Platform } from "azure-kdump-core";
import { load, YAML11_SCHEMA } from "js-yaml";
import { median } from "./in-turns";

/*
 * How much of what `assess` costs is its own: documents judged per second, against only parsing the YAML that they hold.
 * Run with `npm run bench`. A ratio means something, a rate does not.
 *
 * What is measured is hot code, the cost in the long run of a process that judges one VM after the other. A stack of a
 * few VMs never gets there: a first short document takes 30 ms, the tenth 2 ms, and the compiler goes on for tens of
 * thousands. So all works take turns until none gets quicker, and only then do turns count. They are counted in
 * processor time, so that waiting for other work on the machine does not, and parsing and judging take turns, so that a
 * slower processor meets both. Medians are printed; on a busy machine they still differ by a tenth between runs.
 *
 * `assess` remembers the guests of the last few customData with a boothook, such as our own: of these there are more
 * here than it keeps, so that each is judged as if it came for the first time.
 */

type Work = () => unknown;

const platform: Platform = { release: "debian-12", architecture: "x64", generation: 2, memoryMiB: 8192 };

const documents = [300, 2_000, 20_000].map((bytes) => {
  const text = cloudConfig(bytes);
  const customData = Buffer.from(text).toString("base64");
  return {
    bytes: text.length,
    parse: () => load(text, { schema: YAML11_SCHEMA }),
    judge: () => assess(platform, customData),
  };
});
const judgeOwn = judgingInTurn(
  Array.from({ length: 20 }, (_, index) => toCustomData(harden(platform, { panicTimeoutSeconds: 10 + index }))),
);

warm([...documents.flatMap(({ parse, judge }) => [parse, judge]), judgeOwn]);

console.log("bytes   parsed/s   assessed/s   ratio");
for (const { bytes, parse, judge } of documents) {
  const rounds = Array.from({ length: 41 }, () => [millisecondsOf(parse, 25), millisecondsOf(judge, 25)] as const);
  const [parsed, assessed, ratio] = [
    median(rounds.map(([parsing]) => 1000 / parsing)),
    median(rounds.map(([, judging]) => 1000 / judging)),
    median(rounds.map(([parsing, judging]) => judging / parsing)),
  ];
  console.log(
    `${String(bytes).padEnd(7)} ${parsed.toFixed(0).padStart(8)}   ${assessed.toFixed(0).padStart(10)}   ${ratio.toFixed(2).padStart(5)}`,
  );
}
const own = median(Array.from({ length: 41 }, () => 1000 / millisecondsOf(judgeOwn, 25)));
console.log(`our own hardening: ${own.toFixed(0)} assessed/s`);

/** A cloud-config of about `bytes`, of the kind that people write: files, packages, commands. */
function cloudConfig(bytes: number): string {
  const entries: string[] = [];
  for (let index = 0; entries.join("").length < bytes - 200; index++) {
    entries.push(
      `  - path: /etc/app/${index}.conf\n    permissions: "0644"\n    content: |\n      listen = ${8000 + index}\n      workers = 4\n      log = /var/log/app/${index}.log\n`,
    );
  }
  return `#cloud-config\npackages: [nginx, jq]\nwrite_files:\n${entries.join("")}runcmd:\n  - systemctl restart nginx\n  - [sh, -c, "echo ready >/run/ready"]\n`;
}

function judgingInTurn(customData: readonly string[]): Work {
  let turns = 0;
  return () => assess(platform, customData[turns++ % customData.length]);
}

/** Lets works take turns until, five times in a row, none is quicker than before by more than 3 %. */
function warm(works: readonly Work[]): void {
  const least = works.map(() => Number.POSITIVE_INFINITY);
  for (let steady = 0; steady < 5; steady++) {
    for (const [index, work] of works.entries()) {
      const took = millisecondsOf(work, 250);
      if (took > 0.97 * (least[index] ?? 0)) continue;
      least[index] = took;
      steady = -1;
    }
  }
}

/** Milliseconds of processor time that a work takes, the collection of its garbage included, over a turn of so many. */
function millisecondsOf(work: Work, turn: number): number {
  // Asking for the time costs as much as a tenth of the shortest work.
  const atOnce = 20;
  const start = process.cpuUsage();
  for (let runs = atOnce; ; runs += atOnce) {
    for (let run = 0; run < atOnce; run++) work();
    const { user, system } = process.cpuUsage(start);
    const spent = (user + system) / 1000;
    if (spent >= turn) return spent / runs;
  }
}
