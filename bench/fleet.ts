import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import * as path from "node:path";
import { assess, harden, type Platform, toCustomData } from "azure-kdump-core";
import { repository, resolveCli, sandboxPaths, startLocalAzure } from "azure-kdump-sandbox";
import {
  type Comparison,
  type DomainWork,
  type FleetCost,
  type FleetFigures,
  fleetFile,
} from "azure-kdump-sandbox/bin/documentation/fleet";
import { writePages } from "azure-kdump-sandbox/bin/documentation/pages";
import { type Fleet, type Preview, previewer } from "./fleet/preview";
import { median } from "./in-turns";

/*
 * What the preview of a fleet of HardenedVms costs, against the same resources by hand, side by side with the real
 * engine; and a fleet of a thousand. Run with `npm run bench -- fleet`; takes ten minutes. Writes docs/fleet.json, and the
 * picture and the page that show it. A ratio means something, a time does not.
 */

const rounds = 3;
const machines = 100;
const many = 1000;
const limits = { time: 0.3, memory: 0.35, perMachine: 1.3, domain: 0.02 };
const fleets = { "private VMs": false, "public VMs": true };
const measures = ["seconds", "processorSeconds", "MiB"] as const;

type Previewing = (fleet: Fleet) => Promise<Preview>;

async function main(): Promise<void> {
  const sandbox = path.join(repository, ".sandbox");
  mkdirSync(sandbox, { recursive: true });
  // Below the repository, so that the program finds its packages.
  const paths = sandboxPaths(mkdtempSync(path.join(sandbox, "bench-")));
  process.env["PULUMI_HOME"] ??= paths.pulumiHome;
  const cli = await resolveCli();
  const azure = await startLocalAzure({ stateFile: paths.azureState });
  try {
    const preview = await previewer(paths, azure.ports);
    console.log(row("", "ours", "by hand", "ratio", "limit"));
    const comparisons: Comparison[] = [];
    for (const [fleet, isPublic] of Object.entries(fleets)) comparisons.push(await compared(fleet, isPublic, preview));
    const large = await largeOf(preview);
    const secondsOfOne = (comparisons[0]?.hardened.seconds ?? Number.NaN) / machines;
    const domain = { alike: domainOf(true, secondsOfOne), different: domainOf(false, secondsOfOne) };
    const versions = {
      node: process.versions.node,
      pulumi: cli.version,
      ...sdks("@pulumi/pulumi", "@pulumi/azure-native"),
    };
    const date = new Date().toISOString().slice(0, 10);
    write({ date, versions, processors: availableParallelism(), comparisons, large, domain });
  } finally {
    await azure.stop();
    rmSync(paths.folder, { recursive: true, force: true });
  }
}

async function compared(fleet: string, isPublic: boolean, preview: Previewing): Promise<Comparison> {
  const resources = await sameResources(isPublic, preview);
  const costs: { readonly hardened: FleetCost; readonly byHand: FleetCost }[] = [];
  for (let round = 0; round < rounds; round++) {
    costs.push({
      hardened: await preview({ way: "hardened", machines, isPublic }),
      byHand: await preview({ way: "byHand", machines, isPublic }),
    });
  }
  const medians = (of: (cost: (typeof costs)[number], measure: keyof FleetCost) => number): FleetCost =>
    costOf((measure) => median(costs.map((cost) => of(cost, measure))));
  const hardened = medians((cost, measure) => cost.hardened[measure]);
  const byHand = medians((cost, measure) => cost.byHand[measure]);
  const ratio = medians((cost, measure) => cost.hardened[measure] / cost.byHand[measure]);
  for (const measure of measures) {
    const limit = measure === "MiB" ? limits.memory : limits.time;
    const figures = [hardened[measure], byHand[measure], ratio[measure], limit].map((figure) => figure.toFixed(2));
    console.log(row(`${machines} ${fleet}, ${measure}`, ...figures));
  }
  return { fleet, machines, resources, hardened, byHand, ratio };
}

/** How many resources of azure-native a machine has. Throws where the two ways do not declare the same ones. */
async function sameResources(isPublic: boolean, preview: Previewing): Promise<number> {
  const [hardened, byHand] = [
    await preview({ way: "hardened", machines: 1, isPublic }),
    await preview({ way: "byHand", machines: 1, isPublic }),
  ].map(({ resources }) => comparable(resources));
  assert.deepEqual(byHand, hardened, "by hand, other resources are declared than HardenedVm declares");
  return Object.keys(hardened ?? {}).length;
}

/** Without the names in Azure, which end in what is random, or in the key of what is verified. */
function comparable(resources: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return JSON.parse(
    JSON.stringify(resources, (key, value: unknown) =>
      /^(\w+Name)$/.test(key) && typeof value === "string" ? value.replace(/-?[0-9a-f]{8,12}$/, "") : value,
    ),
  ) as Readonly<Record<string, unknown>>;
}

/** Many, between two times few, because a machine that does other work too is not as quick at one time as at another. */
async function largeOf(preview: Previewing): Promise<FleetFigures["large"]> {
  const of = (count: number) => preview({ way: "hardened", machines: count, isPublic: false });
  const [before, cost, after] = [await of(machines), await of(many), await of(machines)];
  const perMachine = costOf((measure) => cost[measure] / many / ((before[measure] + after[measure]) / 2 / machines));
  console.log(`\n${many} private VMs in a heap of at most ${cost.heapLimitMiB.toFixed(0)} MiB, Node's default:`);
  for (const measure of measures) {
    const limit = measure === "MiB" ? "" : limits.perMachine.toFixed(2);
    console.log(row(`  ${measure}; per VM`, cost[measure].toFixed(2), "", perMachine[measure].toFixed(2), limit));
  }
  return { machines: many, cost: costOf((measure) => cost[measure]), perMachine };
}

/** As a program and the pack do it, which judges once what is alike; of processor time, beginning with cold code. */
function domainOf(alike: boolean, secondsOfPreview: number): DomainWork {
  const platform: Platform = { release: "debian-12", architecture: "x64", generation: 2, memoryMiB: 8192 };
  const judged = new Set<string>();
  const start = process.cpuUsage();
  for (let machine = 0; machine < machines; machine++) {
    const customData = toCustomData(harden(platform), `#cloud-config\nhostname: vm${alike ? "" : machine}\n`);
    if (!judged.has(customData)) assert.deepEqual(assess(platform, customData), []);
    judged.add(customData);
  }
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000 / machines;
  const share = milliseconds / 1000 / secondsOfPreview;
  const what = `harden, encode, assess, ${alike ? "alike" : "different"}`;
  console.log(row(what, `${milliseconds.toFixed(2)} ms`, "", share.toFixed(3), String(limits.domain)));
  return { milliseconds: rounded(milliseconds), share: rounded(share, 4) };
}

function write(figures: FleetFigures): void {
  writeFileSync(fleetFile, `${JSON.stringify(figures, undefined, 2)}\n`);
  writePages();
}

function sdks(...names: readonly string[]): Readonly<Record<string, string>> {
  const versionOf = (name: string) =>
    (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")) as { version: string }).version;
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

function costOf(of: (measure: keyof FleetCost) => number): FleetCost {
  const [seconds = 0, processorSeconds = 0, MiB = 0] = measures.map((measure) => rounded(of(measure)));
  return { seconds, processorSeconds, MiB };
}

function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

function row(what: string, ...figures: readonly string[]): string {
  return what.padEnd(36) + figures.map((figure) => figure.padStart(9)).join("");
}

void main();
