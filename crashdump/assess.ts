import { readUserData, type UserData } from "./cloud-init/read";
import type { Finding } from "./finding";
import { harden, revision } from "./harden";
import type { Platform } from "./platform";
import { recordOf } from "./recipes/record";
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
  return madeFor(readUserData(customData, "22.4.2"));
}

function madeFor({ boothooks, scripts }: UserData): Platform | undefined {
  for (const { content } of boothooks) {
    const record = recordOf(content);
    if (record?.revision !== revision) continue;
    try {
      // Its word alone proves nothing: the same scripts have to come out, byte for byte.
      const { reserve, configure, platform } = harden(record.platform, record.settings);
      if (content === reserve && scripts.some((script) => script.content === configure)) return platform;
    } catch {
      // A record that names no hardening is not ours.
    }
  }
  return undefined;
}

function mismatch({ platform, userData }: Situation): readonly Finding[] {
  const made = madeFor(userData)?.release;
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
