import { releases } from "../releases";
import { interpret } from "../shell/interpret";
import { type BootJob, bootJobs } from "./boot-jobs";
import { CopyOnWriteMap } from "./copy-on-write";
import type { Unread } from "./effects";
import type { GuestState } from "./state";
import { sysctlAtBoot, type SysctlAtBoot, sysctlSetAtEachBoot } from "./sysctl";
import { unitName } from "./units";

/** What a job that runs at every boot does to the guest. */
export interface BootEffect {
  readonly job: BootJob;
  /** sysctls that it sets; undefined values are those that only the guest knows. */
  readonly runtime: GuestState["runtime"];
  /** The guest after it: a file that it writes counts at the boot after. */
  readonly guest: GuestState;
  /** Commands of it that are not understood and name something guarded. */
  readonly unread: readonly Unread[];
}

/** Follows everything that is certain to run at a later boot, each job on a guest of its own: their order is not known. */
export function laterBoots(guest: GuestState): readonly BootEffect[] {
  const { platform } = guest;
  return bootJobs(guest).map((job) => {
    const after = guest.copy();
    after.runtime = new CopyOnWriteMap();
    after.unread = [];
    // As kdump is when the job comes to it.
    if (platform !== undefined) after.setUnit(releases[platform.release].unit, { started: true }, job.place);
    interpret(job.script, after, `${job.path} (${job.place})`);
    return { job, runtime: after.runtime, guest: after, unread: after.unread };
  });
}

/** Whether a job leaves a unit stopped, disabled or masked; undefined where only the guest knows. */
export function stops({ guest: after }: BootEffect, name: string): boolean | undefined {
  const { started, enabled, masked, uncertain } = after.units.get(unitName(name)) ?? {};
  if (uncertain === true) return undefined;
  if (started === false || enabled === false || masked === true) return true;
  return started === undefined ? undefined : false;
}

/**
 * The value of a sysctl once a boot is over: what systemd-sysctl sets it to, unless cloud-init or a job sets it after
 * that. Where jobs disagree only the guest knows.
 */
export function sysctlAfterBoot(
  guest: GuestState,
  effects: readonly BootEffect[],
  key: string,
): SysctlAtBoot | undefined {
  const atBoot = sysctlAtBoot(guest, key);
  const set = effects.flatMap(({ job, runtime, guest: after }) => {
    const where = { path: job.path, place: job.place };
    const running = runtime.get(key);
    if (running !== undefined) return [{ value: running.value, ...where }];
    const written = sysctlAtBoot(after, key);
    return written?.value === atBoot?.value ? [] : [{ value: written?.value, ...where }];
  });
  const [first, ...others] = set;
  if (first === undefined) return sysctlSetAtEachBoot(guest, key) ?? atBoot;
  return others.every(({ value }) => value === first.value) ? first : { ...first, value: undefined };
}
