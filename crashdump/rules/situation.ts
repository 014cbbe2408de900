import { readUserData, type UserData } from "../cloud-init/read";
import type { Finding, Rule, Verdict } from "../finding";
import { firstBoots } from "../guest/first-boots";
import type { GuestState } from "../guest/state";
import type { Platform } from "../platform";
import { type Release, releases } from "../releases";

/** What a rule judges: a VM, and what its customData has made of the guest once the first boots are over. */
export interface Situation {
  readonly platform: Platform;
  readonly release: Release;
  readonly userData: UserData;
  /** Of the customData once its base64 is decoded. */
  readonly customDataBytes: number;
  readonly guest: GuestState;
  /** Where something reboots the VM at every boot, so that it never gets anywhere. */
  readonly rebootsForEver: string | undefined;
}

export type Judge = (situation: Situation) => readonly Finding[];

export function situationOf(platform: Platform, customData: string): Situation {
  const release = releases[platform.release];
  const userData = readUserData(customData, release.cloudInit);
  const customDataBytes = Buffer.byteLength(customData, "base64");
  return { platform, release, userData, customDataBytes, ...firstBoots(platform, userData) };
}

/** Makes the findings of one rule. */
export function findingsOf(rule: Rule) {
  const of =
    (verdict: Verdict) =>
    (message: string, remedy: string): Finding => ({ rule, verdict, message, remedy });
  return { violation: of("violation"), advisory: of("advisory"), cannotTell: of("cannot-tell") };
}

/**
 * Why what a rule is about cannot be told, where it cannot: a command that names it and was not followed, or a part
 * that only the guest or the network can read.
 */
export function obstacle({ guest, userData }: Situation, guarded: RegExp): string | undefined {
  const unread = guest.unread.find(({ text }) => guarded.test(text));
  if (unread !== undefined) return `${unread.place} is not understood`;
  const opaque = userData.opaque[0];
  return opaque === undefined ? undefined : `${opaque.place}: ${opaque.reason}`;
}

/** A file that something runs at a later boot or hour, which is not followed, and that names what a rule is about. */
export function ranLater({ guest }: Situation, guarded: RegExp): string | undefined {
  for (const path of guest.files.paths()) {
    const file = runsLater.test(path) ? guest.files.get(path) : undefined;
    if (file?.text !== undefined && guarded.test(file.text.replace(/^\s*[#;].*$/gm, ""))) {
      return `${path} (${file.place}) runs later`;
    }
  }
  return undefined;
}

const runsLater =
  /^\/(etc\/(cron|rc\.local$|rc\d?\.d\/|init\.d\/|systemd\/system\/|udev\/rules\.d\/)|(usr\/)?lib\/systemd\/system\/|var\/spool\/cron)/;
