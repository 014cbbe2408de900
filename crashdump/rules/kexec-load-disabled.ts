import type { Finding } from "../finding";
import type { BootEffect } from "../guest/later-boots";
import { kernelNumber, sysctlAtBoot, sysctlSetAtEachBoot } from "../guest/sysctl";
import { findingsOf, notUnderstood, ranLater, type Situation } from "./situation";

const { violation, cannotTell } = findingsOf("kexec-not-blocked");

const remedy =
  "remove it there; to forbid kexec after kdump is armed, set it in a unit ordered after kdump (lockKexec)";

/**
 * admin-guide/sysctl/kernel.rst: neither can be taken back until the next boot, so only what is loaded before is loaded.
 * Kernels before 6.3 do not know the second one.
 */
const locks = [
  { key: "kernel.kexec_load_disabled", forbids: 1 },
  { key: "kernel.kexec_load_limit_panic", forbids: 0 },
] as const;

type Lock = (typeof locks)[number];

export function loadDisabled(situation: Situation): readonly Finding[] {
  for (const lock of locks) {
    const findings = [...lockedAtBoot(situation, lock), ...lockedLater(situation, lock)];
    if (findings.length > 0) return findings;
  }
  const named = /kexec_load_(disabled|limit_panic)/;
  const why = notUnderstood(situation, named) ?? ranLater(situation, named);
  return why === undefined ? [] : [cannotTell(`${why}, and may set kernel.kexec_load_disabled`, remedy)];
}

function lockedAtBoot({ guest }: Situation, lock: Lock): readonly Finding[] {
  const { key, forbids } = lock;
  const values = [sysctlAtBoot(guest, key), sysctlSetAtEachBoot(guest, key)].filter((found) => found !== undefined);
  const set = values.find(({ value }) => isSet(lock, value));
  if (set !== undefined) {
    const message = `${key} is ${forbids} in ${set.path} (${set.place}): no capture kernel can be loaded`;
    return [violation(message, remedy)];
  }
  const open = values.find(({ value }) => value === undefined);
  return open === undefined ? [] : [cannotTell(`${open.path} (${open.place}) may set ${key}`, remedy)];
}

function lockedLater({ later, release }: Situation, lock: Lock): readonly Finding[] {
  return later.flatMap((effect) => locked(effect, lock, release.unit));
}

/** By a job at every boot, before kdump or beside it. What cron and rc.local start comes late, but in no known order. */
function locked({ job, runtime, guest }: BootEffect, lock: Lock, kdump: string): readonly Finding[] {
  const { key, forbids } = lock;
  const where = `${job.path} (${job.place})`;
  if (isSet(lock, sysctlAtBoot(guest, key)?.value)) {
    return [
      violation(`${where} writes ${key} = ${forbids} for the next boot: no capture kernel can be loaded`, remedy),
    ];
  }
  const set = runtime.get(key);
  if (set === undefined || job.order === "after kdump") return [];
  if (set.value !== undefined && !isSet(lock, set.value)) return [];
  if (set.value !== undefined && job.unit) {
    return [
      violation(
        `${where} sets ${key} to ${forbids} and is not ordered after ${kdump}, which then loads nothing`,
        remedy,
      ),
    ];
  }
  return [cannotTell(`${where} may set ${key} before ${kdump} has loaded the capture kernel`, remedy)];
}

function isSet({ forbids }: Lock, value: string | undefined): boolean {
  return value !== undefined && kernelNumber(value) === forbids;
}
