import { harden, toCustomData, assess, type Platform } from "azure-kdump-core";
import { load, YAML11_SCHEMA } from "js-yaml";

/*
 * How much of what `assess` costs is its own: documents judged per second, against only parsing the YAML that they hold.
 * The two take turns of a few milliseconds, so that whatever else the machine does meets both, and the median of the
 * rounds is printed. Run with `npm run bench`. A ratio means something, a rate does not.
 */

const platform: Platform = { release: "debian-12", architecture: "x64", generation: 2, memoryMiB: 8192 };

console.log("bytes   parsed/s   assessed/s   ratio");
for (const bytes of [300, 2_000, 20_000]) {
  const text = cloudConfig(bytes);
  const customData = Buffer.from(text).toString("base64");
  const parse = () => load(text, { schema: YAML11_SCHEMA });
  const judge = () => assess(platform, customData);
  takeTurns(parse, judge);
  const rounds = Array.from({ length: 15 }, () => takeTurns(parse, judge));
  const [parsed, assessed, ratio] = [
    median(rounds.map(([parsing]) => 1000 / parsing)),
    median(rounds.map(([, judging]) => 1000 / judging)),
    median(rounds.map(([parsing, judging]) => judging / parsing)),
  ];
  console.log(
    `${String(text.length).padEnd(7)} ${parsed.toFixed(0).padStart(8)}   ${assessed.toFixed(0).padStart(10)}   ${ratio.toFixed(2).padStart(5)}`,
  );
}

const own = toCustomData(harden(platform));
const judgeOwn = () => assess(platform, own);
takeTurns(judgeOwn, judgeOwn);
const [judged] = takeTurns(judgeOwn, judgeOwn);
console.log(`our own hardening: ${(1000 / judged).toFixed(0)} assessed/s`);

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

/** Milliseconds that each of two works takes, over half a second in which they take turns. */
function takeTurns(one: () => unknown, other: () => unknown): readonly [one: number, other: number] {
  const spent = [0, 0];
  const runs = [0, 0];
  const until = performance.now() + 500;
  while (performance.now() < until) {
    for (const [index, work] of [one, other].entries()) {
      const start = performance.now();
      let now = start;
      for (; now < start + 5; now = performance.now()) {
        work();
        runs[index] = (runs[index] ?? 0) + 1;
      }
      spent[index] = (spent[index] ?? 0) + now - start;
    }
  }
  const [first = 0, second = 0] = spent.map((milliseconds, index) => milliseconds / (runs[index] ?? 1));
  return [first, second];
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
