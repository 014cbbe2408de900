import { readUserData, type UserData } from "../cloud-init/read";
import type { Finding, Rule, Verdict } from "../finding";
import { firstBoots } from "../guest/first-boots";
import { type BootEffect, laterBoots, sysctlAfterBoot } from "../guest/later-boots";
import type { GuestState } from "../guest/state";
import type { SysctlAtBoot } from "../guest/sysctl";
import type { Hardening } from "../harden";
import { ownHardening } from "../own-hardening";
import type { Platform } from "../platform";
import { type Release, releases } from "../releases";
import { type Configurations, configurationsOf } from "./configurations";

/** What a rule judges: a VM, and what its customData has made of the guest once the first boots are over. */
export interface Situation extends Configurations {
  readonly platform: Platform;
  readonly release: Release;
  readonly userData: UserData;
  /** Of the customData once its base64 is decoded. */
  readonly customDataBytes: number;
  /** Our own hardening, where the customData holds it byte for byte: its options are choices that somebody made. */
  readonly own: Hardening | undefined;
  readonly guest: GuestState;
  /** What the customData makes run at every later boot, as far as that is certain. */
  readonly later: readonly BootEffect[];
  /** Where something reboots the VM at every boot, so that it never gets anywhere. */
  readonly rebootsForEver: string | undefined;
}

export type Judge = (situation: Situation) => readonly Finding[];

export function situationOf(platform: Platform, customData: string): Situation {
  const release = releases[platform.release];
  const userData = readUserData(customData, release.cloudInit);
  const customDataBytes = Buffer.byteLength(customData, "base64");
  const { guest, rebootsForEver } = firstBoots(platform, userData);
  return {
    platform,
    release,
    userData,
    customDataBytes,
    own: ownHardening(userData),
    guest,
    later: laterBoots(guest),
    ...configurationsOf(platform, release, guest),
    rebootsForEver,
  };
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

/** A sysctl once a boot is over. */
export function sysctlOf({ guest, later }: Situation, key: string): SysctlAtBoot | undefined {
  return sysctlAfterBoot(guest, later, key);
}

/** Something that runs at a later boot or hour, names what a rule is about, and is not followed or not understood. */
export function ranLater({ guest, later }: Situation, guarded: RegExp): string | undefined {
  const followed = later.map(({ job }) => job.path);
  for (const path of guest.files.paths()) {
    if (!runsLater.test(path) || followed.some((job) => path === job || path.startsWith(`${job}.d/`))) continue;
    const file = guest.files.get(path);
    if (file?.text !== undefined && guarded.test(file.text.replace(/^\s*[#;].*$/gm, ""))) {
      return `${path} (${file.place}) runs later`;
    }
  }
  const found = later.find(({ unread }) => unread.some(({ text }) => guarded.test(text)));
  return found === undefined ? undefined : `${found.job.path} (${found.job.place}) runs later`;
}

const runsLater =
  /^\/(etc\/(cron|rc\.local$|rc\d?\.d\/|init\.d\/|systemd\/system\/|udev\/rules\.d\/)|(usr\/)?lib\/systemd\/system\/|var\/spool\/cron)/;
