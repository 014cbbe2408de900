import type { Finding } from "../finding";
import type { BootEffect } from "../guest/later-boots";
import { sysctlAtBoot } from "../guest/sysctl";
import { findingsOf, obstacle, ranLater, type Situation } from "./situation";

const { violation, cannotTell } = findingsOf("kexec-not-blocked");

const key = "kernel.kexec_load_disabled";
const remedy =
  "remove it there; to forbid kexec after kdump is armed, set it in a unit ordered after kdump (lockKexec)";

/** kernel.kexec_load_disabled cannot be taken back until the next boot: only what is loaded before it is loaded. */
export function loadDisabled(situation: Situation): readonly Finding[] {
  const value = sysctlAtBoot(situation.guest, key);
  if (value?.value === "1") {
    return [violation(`${key} is 1 in ${value.path} (${value.place}): no capture kernel can be loaded`, remedy)];
  }
  if (value !== undefined && value.value === undefined) {
    return [cannotTell(`${value.path} (${value.place}) may set ${key}`, remedy)];
  }
  const locks = situation.later.flatMap((effect) => locked(effect, situation.release.unit));
  if (locks.length > 0) return locks;
  const why =
    obstacle({ ...situation, userData: { ...situation.userData, opaque: [] } }, /kexec_load_disabled/) ??
    ranLater(situation, /kexec_load_disabled/);
  return why === undefined ? [] : [cannotTell(`${why}, and may set ${key}`, remedy)];
}

/** By a job at every boot, before kdump or beside it. What cron and rc.local start comes late, but in no known order. */
function locked({ job, runtime, guest }: BootEffect, kdump: string): readonly Finding[] {
  const where = `${job.path} (${job.place})`;
  if (sysctlAtBoot(guest, key)?.value === "1") {
    return [violation(`${where} writes ${key} = 1 for the next boot: no capture kernel can be loaded`, remedy)];
  }
  const set = runtime.get(key);
  if (set === undefined || set.value === "0" || job.order === "after kdump") return [];
  if (set.value === "1" && job.unit) {
    return [violation(`${where} sets ${key} to 1 and is not ordered after ${kdump}, which then loads nothing`, remedy)];
  }
  return [cannotTell(`${where} may set ${key} before ${kdump} has loaded the capture kernel`, remedy)];
}
