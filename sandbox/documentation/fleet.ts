import { readFileSync } from "node:fs";
import * as path from "node:path";
import { repository } from "../paths";
import { table } from "./table";

/** What the preview of a fleet costs: `npm run bench -- fleet` measures it. */
export interface FleetFigures {
  /** The day of the measurement, as YYYY-MM-DD. */
  readonly date: string;
  /** Of node, pulumi, @pulumi/pulumi and @pulumi/azure-native. */
  readonly versions: Readonly<Record<string, string>>;
  readonly processors: number;
  readonly comparisons: readonly Comparison[];
  readonly large: { readonly machines: number; readonly cost: FleetCost; readonly perMachine: FleetCost };
  /** To make the hardening, encode and judge it: of VMs that are alike, and of VMs none of which is like another. */
  readonly domain: { readonly alike: DomainWork; readonly different: DomainWork };
}

export interface DomainWork {
  /** Of processor time, for each VM. */
  readonly milliseconds: number;
  /** Of the preview's time for each VM. */
  readonly share: number;
}

/** The same fleet, declared in two ways. Medians; a ratio is the median of the rounds' own. */
export interface Comparison {
  readonly fleet: string;
  readonly machines: number;
  /** Of azure-native, for each machine. */
  readonly resources: number;
  readonly hardened: FleetCost;
  readonly byHand: FleetCost;
  readonly ratio: FleetCost;
}

export interface FleetCost {
  /** Of the whole preview, by the clock. */
  readonly seconds: number;
  /** Of the program's process. */
  readonly processorSeconds: number;
  /** Of the program's process at its largest. */
  readonly MiB: number;
}

export const fleetFile = path.join(repository, "docs", "fleet.json");

export function readFleet(): FleetFigures {
  return JSON.parse(readFileSync(fleetFile, "utf8")) as FleetFigures;
}

export const measures: readonly (readonly [what: string, keyof FleetCost, unit: string])[] = [
  ["Preview, by the clock", "seconds", "s"],
  ["Processor time of the program", "processorSeconds", "s"],
  ["Memory of the program", "MiB", "MiB"],
];

export function fleetTable(figures: FleetFigures = readFleet()): string {
  const rows = figures.comparisons.flatMap(({ fleet, machines, hardened, byHand, ratio }) =>
    measures.map(([what, measure, unit]) => [
      `${machines} ${fleet}`,
      what,
      amount(hardened[measure], unit),
      amount(byHand[measure], unit),
      `**${ratio[measure].toFixed(2)}**`,
    ]),
  );
  return table(["", "", "`HardenedVm`", "azure-native by hand", "Ratio"], rows);
}

/** What else was measured, and where. */
export function fleetNotes({ large, domain, ...where }: FleetFigures = readFleet()): string {
  const versions = Object.entries(where.versions).map(([name, version]) => `${name} ${version}`);
  const [first] = where.comparisons;
  return [
    `${large.machines} \`HardenedVm\`s are previewed in ${amount(large.cost.seconds, "s")} and ${amount(large.cost.MiB, "MiB")}, in`,
    `Node's default heap; for each VM that takes ${large.perMachine.processorSeconds.toFixed(2)} times the processor time, and by the clock`,
    `${large.perMachine.seconds.toFixed(2)} times the time, of one among ${first?.machines ?? 0}. To make a VM's hardening, to encode it and to judge it`,
    `takes ${work(domain.alike)} where VMs are alike, and ${work(domain.different)} where none is like another.`,
    "",
    `Measured on ${where.date} with ${versions.join(", ")}, on ${where.processors} processors that other work shared.\n`,
  ].join("\n");
}

function work({ milliseconds, share }: DomainWork): string {
  return `${milliseconds.toFixed(1)} ms (${(100 * share).toFixed(1)} % of its preview)`;
}

export function amount(value: number, unit: string): string {
  return `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
}
