import { readUserData } from "./cloud-init/read";
import type { Finding } from "./finding";
import { ownHardening } from "./own-hardening";
import type { Platform } from "./platform";
import { judges } from "./rules";
import { type Situation, situationOf } from "./rules/situation";

/**
 * What keeps a VM with this customData (base64) from coming back from a panic with a dump; empty when nothing does.
 * Judges the effect: the customData is read as the release's cloud-init reads it, and followed through the guest's first
 * boots; what the disk and the boot loader hold then is what counts. Never throws, whatever the bytes.
 */
export function assess(platform: Platform, customData: string | undefined): readonly Finding[] {
  const situation = situationOf(platform, customData ?? "");
  return [...mismatch(situation), ...judges.flatMap((judge) => judge(situation))];
}

/** The platform that our own hardening in this customData was made for; undefined where there is none of ours. */
export function hardenedPlatform(customData: string): Platform | undefined {
  // Any version will do: our own form is read alike by all of them.
  return ownHardening(readUserData(customData, "22.4.2"))?.platform;
}

function mismatch({ platform, own }: Situation): readonly Finding[] {
  const made = own?.platform.release;
  if (made === undefined || made === platform.release) return [];
  return [
    {
      rule: "kdump-configured",
      verdict: "violation",
      message: `the hardening was made for ${made}, and the image is ${platform.release}`,
      remedy: `make it for ${platform.release}`,
    },
  ];
}
