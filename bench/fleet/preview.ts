import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type EngineEvent, LocalWorkspace } from "@pulumi/pulumi/automation";
import { type SandboxPaths, workspaceOn } from "azure-kdump-sandbox";

/** A fleet, and how it is declared: by our component, or with azure-native alone. */
export interface Fleet {
  readonly way: "hardened" | "byHand";
  readonly machines: number;
  /** Each machine has a public IP address behind a network security group. */
  readonly isPublic: boolean;
}

/** What a program has cost its process. */
export interface Cost {
  readonly processorSeconds: number;
  /** At its largest, resident. */
  readonly MiB: number;
  readonly heapLimitMiB: number;
}

export interface Preview extends Cost {
  /** Of the whole `pulumi preview`, by the clock. */
  readonly seconds: number;
  /** The inputs of every resource of azure-native, by its type and name. */
  readonly resources: Readonly<Record<string, unknown>>;
}

/** Previews a fleet as users do: its program is a process of its own, and there is nothing in the stack yet. */
export async function previewer(
  paths: SandboxPaths,
  ports: Readonly<Record<string, number>>,
): Promise<(fleet: Fleet) => Promise<Preview>> {
  const main = path.relative(paths.folder, path.join(__dirname, "program.js"));
  const project = { name: "fleet", runtime: { name: "nodejs", options: { typescript: false } }, main };
  writeFileSync(path.join(paths.folder, "Pulumi.yaml"), JSON.stringify(project));
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "bench", workDir: paths.folder },
    await workspaceOn(paths, ports),
  );
  const report = path.join(paths.folder, "report.json");
  return async (fleet) => {
    await stack.setAllConfig({ fleet: { value: JSON.stringify(fleet) }, report: { value: report } });
    const events: EngineEvent[] = [];
    const started = performance.now();
    await stack.preview({ onEvent: (event) => events.push(event) });
    const seconds = (performance.now() - started) / 1000;
    const cost = JSON.parse(readFileSync(report, "utf8")) as Cost;
    return { ...cost, seconds, resources: Object.fromEntries(events.flatMap(ofAzure)) };
  };
}

function ofAzure({ resourcePreEvent }: EngineEvent): readonly (readonly [string, unknown])[] {
  const { type, urn, new: made } = resourcePreEvent?.metadata ?? {};
  if (type?.startsWith("azure-native:") !== true) return [];
  return [[`${type}::${urn?.split("::").at(-1)}`, made?.inputs]];
}
