import { readUserData } from "./cloud-init/read";
import type { Finding } from "./finding";
import { bootParameter } from "./guest/command-line";
import { kernelNumber } from "./guest/sysctl";
import { ownHardening } from "./own-hardening";
import type { Platform } from "./platform";
import { judges } from "./rules";
import { panicAfterBoot } from "./rules/panic-reboots";
import { type Situation, situationOf, type Surroundings } from "./rules/situation";

/**
 * What keeps a VM with this customData (base64) from coming back from a panic with a dump; empty when nothing does.
 * Judges the effect: the customData is read as the release's cloud-init reads it, and followed through the guest's first
 * boots; what the disk and the boot loader hold then is what counts. Never throws, whatever the bytes.
 */
export function assess(
  platform: Platform,
  customData: string | undefined,
  surroundings?: Surroundings,
): readonly Finding[] {
  return assessment(platform, customData, surroundings).findings;
}

/** What `assess` finds, and the values that it found it by. */
export interface Assessment {
  readonly findings: readonly Finding[];
  /** kernel.panic after the first boots: 0 hangs, negative reboots at once. Undefined where only the guest knows it. */
  readonly panicTimeoutSeconds: number | undefined;
  /** Value of crashkernel= that the boot loader holds; undefined where it holds none, or only the guest knows it. */
  readonly crashkernel: string | undefined;
}

/** As {@link assess}, with the values in effect, for who has limits of his own. Never throws. */
export function assessment(
  platform: Platform,
  customData: string | undefined,
  surroundings?: Surroundings,
): Assessment {
  const situation = situationOf(platform, customData ?? "", surroundings);
  const { guest, release } = situation;
  const panic = panicAfterBoot(situation);
  const crashkernel = bootParameter(guest, "crashkernel");
  return {
    findings: [...mismatch(situation), ...judges.flatMap((judge) => judge(situation))],
    panicTimeoutSeconds: panic === undefined ? release.stock.panicTimeoutSeconds : secondsIn(panic.value),
    crashkernel: crashkernel === undefined ? release.stock.crashkernel : crashkernel.value,
  };
}

function secondsIn(value: string | undefined): number | undefined {
  return value === undefined ? undefined : kernelNumber(value);
}

/** The platform that our own hardening in this customData was made for; undefined where there is none of ours. */
export function hardenedPlatform(customData: string): Platform | undefined {
  // Any version will do: our own form is read alike by all of them.
  return ownHardening(readUserData(customData, "22.4.2"))?.platform;
}

function mismatch({ platform, own, release }: Situation): readonly Finding[] {
  if (own === undefined) return [];
  const made = own.platform;
  // Where the boot loader's file lies elsewhere on UEFI, the other generation's is never read.
  const elsewhere = release.efiFolder !== undefined && made.generation !== platform.generation;
  if (made.release === platform.release && !elsewhere) return [];
  const named = (of: Platform) => `${of.release}${elsewhere ? ` of generation ${of.generation}` : ""}`;
  return [
    {
      rule: "kdump-configured",
      verdict: "violation",
      message: `the hardening was made for ${named(made)}, and the image is ${named(platform)}`,
      remedy: `make it for ${named(platform)}`,
    },
  ];
}
