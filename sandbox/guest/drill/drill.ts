import * as path from "node:path";
import { Failure } from "../../failure";
import { interruptible } from "../../interruption";
import type { SandboxStack } from "../../stack";
import { says } from "../machine/history";
import { bootableImage } from "../bootable";
import type { DrillCase, DrillResult, Moment } from "../evidence/result";
import type { GuestRelease } from "../releases";
import { type CaseDefinition, cases, deploymentOf, notOnAzure } from "./cases";
import { updateTo, withDeployed } from "./deployment";
import { consoleTail, type Guest, waitUntilUp } from "./guest";
import { armingSigns, Watch } from "./moments";
import { Stage } from "./stage";
import type { Outcome } from "./verdicts";
import { versionsOf } from "./versions";

export interface Drill {
  readonly release: GuestRelease;
  readonly cases: readonly DrillCase[];
  /** Told what happens, line by line. */
  readonly say: (line: string) => void;
  /** Told each result as soon as it is there. */
  readonly onResult: (result: DrillResult) => void;
}

/**
 * Deploys a hardened VM for each kind of hardware that the cases need, and plays them one after another; says which ones
 * it leaves out because the release's image cannot be deployed so.
 */
export async function drill(drill: Drill): Promise<number> {
  for (const deployment of new Set(drill.cases.map(deploymentOf))) {
    const names = drill.cases.filter((name) => deploymentOf(name) === deployment);
    const reason = notOnAzure(drill.release, deployment);
    if (reason !== undefined) {
      drill.say(`\n${drill.release}, ${names.join(", ")}: left out: ${reason}`);
      continue;
    }
    const code = await withDeployed(drill.release, deployment, (guest, stack) =>
      interruptible(() => playAll(drill, names, guest, stack)),
    );
    if (code !== 0) return code;
  }
  return 0;
}

async function playAll(
  { release, say, onResult }: Drill,
  names: readonly DrillCase[],
  deployed: Guest,
  stack: SandboxStack,
): Promise<number> {
  const onMoment = ({ label, seconds }: Moment): void => say(`${seconds.toFixed(1).padStart(8)} s  ${label}`);
  say(`\n${release}: from power-on to armed`);
  const arming = await armed(deployed, onMoment);
  say(`\n${release}: the deployment proves in the guest that it is armed`);
  const code = await stack.pulumi(updateTo({ verification: "runCommand" }));
  if (code !== 0) return code;
  const versions = await versionsOf(deployed);
  const image = await bootableImage(release);
  if (typeof image === "string") throw new Failure(image);
  const stage = new Stage({
    deployed,
    // Taken even where no case needs it, so that a case alone plays as it does among others.
    armedDisk: await deployed.machine.snapshot(),
    release,
    image,
    folder: path.join(stack.paths.drill, "machines"),
    stack,
    onMoment,
  });
  try {
    for (const name of names) {
      const { promise, play }: CaseDefinition = cases[name];
      say(`\n${release}, ${name}: ${promise}`);
      const { firmware, diskController, memoryMiB } = stage.hardware;
      const outcome = await play(stage).catch(brokenOff);
      await stage.clear();
      const about = { case: name, release, firmware, diskController, memoryMiB, promise, versions, date: today() };
      const result = { ...about, passed: outcome.failure === undefined, arming, ...outcome };
      say(result.passed ? "  passed" : `  FAILED: ${result.failure}`);
      onResult(result);
    }
    return 0;
  } finally {
    await stage.close();
  }
}

/** A deployed VM is armed within 25 minutes of power-on, or never: packages are tried for 10. */
const armingMinutes = 25;

async function armed(guest: Guest, onMoment: (moment: Moment) => void): Promise<readonly Moment[]> {
  const { history } = guest.machine;
  const watch = new Watch(armingSigns, onMoment);
  const failed = says(/azure-kdump: failed/);
  const ends = await history.find(
    (entry) => {
      watch.see(entry);
      return watch.has("armed") || failed(entry);
    },
    0,
    Date.now() + armingMinutes * 60_000,
  );
  if (!watch.has("armed")) {
    const what = ends === undefined ? `is not armed after ${armingMinutes} minutes` : "says that arming failed";
    throw new Failure(`the guest ${what}. Its console ends:\n${consoleTail(guest.machine)}`);
  }
  await waitUntilUp(guest);
  watch.add({ name: "ssh", label: "SSH answers" }, Date.now());
  return watch.moments;
}

function brokenOff(error: unknown): Outcome {
  return {
    failure: error instanceof Error ? error.message : String(error),
    crash: [],
    dumps: [],
    bootIds: [],
    observations: [],
  };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
