import type { Finding } from "../finding";
import { unitAtBoot } from "../guest/units";
import { parseKdumpTools } from "../kdump/kdump-tools";
import { findingsOf, type Judge, obstacle, type Situation } from "./situation";

const { violation, cannotTell } = findingsOf("kdump-configured");

/** kdump is installed, turned on, and started at boot. */
export const kdumpConfigured: Judge = (situation) => {
  const { release } = situation;
  const remedy = `install ${release.packages.join(" and ")} and enable ${release.unit}, or use HardenedVm`;
  const found = [
    ...packageFindings(situation, remedy),
    ...unitFindings(situation, remedy),
    ...switchFindings(situation),
  ];
  const why = obstacle(situation, /kdump|kexec/i);
  if (found.length > 0 && why !== undefined) return [cannotTell(`${why}, and may configure kdump`, remedy)];
  if (why !== undefined) return [cannotTell(`${why}, and may undo kdump`, remedy)];
  return found;
};

function packageFindings({ guest, release, platform }: Situation, remedy: string): readonly Finding[] {
  // The metapackage and what it stands for are the same thing here.
  const names = release.dialect === "kdump-tools" ? ["kdump-tools"] : release.packages;
  for (const name of names) {
    const known = guest.packages.get(name);
    if (known?.value === false) return [violation(`${known.place} removes ${name}: a panic leaves no dump`, remedy)];
    if (known !== undefined && known.value === undefined) {
      return [cannotTell(`${known.place} installs or removes ${name}, and only the guest knows which`, remedy)];
    }
    if (known === undefined && release.stock.kdumpEnabled !== true) {
      return [
        violation(
          `nothing installs ${name}, and the ${platform.release} image lacks it: a panic leaves no dump`,
          remedy,
        ),
      ];
    }
  }
  return [];
}

function unitFindings({ guest, release, platform }: Situation, remedy: string): readonly Finding[] {
  const unit = unitAtBoot(guest, release.unit);
  // Debian's packages enable what they install, and EL's images come with it as `stock` says.
  const byDefault = release.dialect === "kdump-tools" || release.stock.kdumpEnabled === true;
  if (unit === undefined) {
    return byDefault
      ? []
      : [violation(`nothing enables ${release.unit} on ${platform.release}: a panic leaves no dump`, remedy)];
  }
  if (unit.value === "enabled") return [];
  if (unit.value === undefined)
    return [cannotTell(`${unit.place} enables or disables ${release.unit}, and only the guest knows which`, remedy)];
  return [violation(`${unit.place} leaves ${release.unit} ${unit.value}: a panic leaves no dump`, remedy)];
}

function switchFindings({ guest, release, platform }: Situation): readonly Finding[] {
  if (release.dialect !== "kdump-tools") return [];
  const file = guest.file("/etc/default/kdump-tools");
  if (file?.content === undefined) return [];
  const { values } = parseKdumpTools(file.content, platform.architecture);
  if (values.get("USE_KDUMP") !== "0") return [];
  return [violation(`USE_KDUMP is 0 in /etc/default/kdump-tools (${file.place}): kdump is off`, 'write "USE_KDUMP=1"')];
}
