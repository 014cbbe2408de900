import type { Finding } from "../finding";
import { stops } from "../guest/later-boots";
import { unitAtBoot } from "../guest/units";
import { touched } from "./kdump-untouched";
import { findingsOf, type Judge, obstacle, ranLater, type Situation } from "./situation";

const { violation, cannotTell } = findingsOf("kdump-configured");

/** kdump is installed, turned on, and started at boot. */
export const kdumpConfigured: Judge = (situation) => {
  const { release } = situation;
  const remedy = `install ${release.packages.join(" and ")} and enable ${release.unit}, or use HardenedVm`;
  const undone = [
    ...undoneFindings(situation, remedy),
    ...switchFindings(situation),
    ...touched(situation, remedy),
    ...stoppedLater(situation, remedy),
  ];
  if (undone.length > 0) return undone;
  const undoing = /\b(stop|disable|mask|unload|remove|purge|erase)\b.*kdump|\bkexec\s+-\w*u/;
  const why = obstacle(situation, /kdump|kexec/i) ?? ranLater(situation, undoing);
  if (why !== undefined) return [cannotTell(`${why}, and may change kdump`, remedy)];
  return missingFindings(situation, remedy);
};

/** The metapackage and what it stands for are the same thing here. */
function packagesOf({ release }: Situation): readonly string[] {
  return release.dialect === "kdump-tools" ? ["kdump-tools"] : release.packages;
}

/** What somebody takes away, or may: nothing that cannot be read makes that right again. */
function undoneFindings(situation: Situation, remedy: string): readonly Finding[] {
  const { guest, release } = situation;
  for (const name of packagesOf(situation)) {
    const known = guest.packages.get(name);
    if (known?.value === false) return [violation(`${known.place} removes ${name}: a panic leaves no dump`, remedy)];
    if (known !== undefined && known.value === undefined) {
      return [cannotTell(`${known.place} installs or removes ${name}, and only the guest knows which`, remedy)];
    }
  }
  const stopped = guest.units.get(release.unit);
  if (stopped?.started === false) {
    return [cannotTell(`${stopped.place ?? ""} stops ${release.unit} at each boot`, remedy)];
  }
  const unit = unitAtBoot(guest, release.unit);
  if (unit === undefined || unit.value === "enabled") return [];
  const { place, value } = unit;
  return value === undefined
    ? [cannotTell(`${place} enables or disables ${release.unit}, and only the guest knows which`, remedy)]
    : [violation(`${place} leaves ${release.unit} ${value}: a panic leaves no dump`, remedy)];
}

/** What nobody does, where the image has not done it. */
function missingFindings(situation: Situation, remedy: string): readonly Finding[] {
  const { guest, release, platform } = situation;
  if (release.stock.kdumpEnabled === true) return [];
  const missing = packagesOf(situation).find((name) => !guest.packages.has(name));
  if (missing !== undefined) {
    const message = `nothing installs ${missing}, and the ${platform.release} image lacks it: a panic leaves no dump`;
    return [violation(message, remedy)];
  }
  // Debian's packages enable what they install.
  if (release.dialect === "kdump-tools" || unitAtBoot(guest, release.unit) !== undefined) return [];
  return [violation(`nothing enables ${release.unit} on ${platform.release}: a panic leaves no dump`, remedy)];
}

function switchFindings({ kdumpTools }: Situation): readonly Finding[] {
  if (kdumpTools?.values.get("USE_KDUMP") !== "0") return [];
  const { place } = kdumpTools;
  return [violation(`USE_KDUMP is 0 in /etc/default/kdump-tools (${place}): kdump is off`, 'write "USE_KDUMP=1"')];
}

/** By a job at every boot. One that comes before kdump stops nothing. */
function stoppedLater({ later, release, guest, kdumpConf, kdumpTools }: Situation, remedy: string): readonly Finding[] {
  const configuration = (kdumpConf ?? kdumpTools)?.path ?? "";
  return later.flatMap((effect) => {
    const { job } = effect;
    const where = `${job.path} (${job.place})`;
    const stopped = job.order === "before kdump" ? false : stops(effect, release.unit);
    if (stopped === true) return [violation(`${where} stops ${release.unit} at every boot`, remedy)];
    const rewritten = effect.guest.files.get(configuration)?.text !== guest.files.get(configuration)?.text;
    if (stopped === false && !rewritten) return [];
    return [cannotTell(`${where} runs later, and may change kdump`, remedy)];
  });
}
