import { toCustomData } from "../cloud-init/encode";
import { readUserData, type UserData } from "../cloud-init/read";
import type { Finding, Rule, Verdict } from "../finding";
import { firstBoots } from "../guest/first-boots";
import { type BootEffect, laterBoots, sysctlAfterBoot } from "../guest/later-boots";
import { GuestState } from "../guest/state";
import type { SysctlAtBoot } from "../guest/sysctl";
import { type Hardening, harden, hardeningProblems } from "../harden";
import { ownHardening } from "../own-hardening";
import { type Platform, recipeOf } from "../platform";
import { type Release, releases } from "../releases";
import { interpret } from "../shell/interpret";
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
  /** Paths of files that something runs later, and that `later` does not follow. */
  readonly runLater: readonly string[];
  /** Where something reboots the VM at every boot, so that it never gets anywhere. */
  readonly rebootsForEver: string | undefined;
  /** Where something of each boot never ends, or switches the VM off. */
  readonly stuck: string | undefined;
  /** Where something reboots the VM after all else, and only the guest knows whether it does. */
  readonly rebootUncertain: string | undefined;
}

export type Judge = (situation: Situation) => readonly Finding[];

/** What besides a VM's customData makes its guest. */
export interface Surroundings {
  /** The image carries the hardening itself: what counts is whether the customData leaves it alone. Default false. */
  readonly hardenedImage?: boolean;
  /** Shell scripts that run when the first boots are over, in order: extensions' and run commands'. Default none. */
  readonly laterScripts?: readonly LaterScript[];
}

export interface LaterScript {
  readonly content: string;
  /** What to call it in messages: "the extension's script". */
  readonly place: string;
}

export function situationOf(platform: Platform, customData: string, surroundings: Surroundings = {}): Situation {
  const { hardenedImage = false, laterScripts = [] } = surroundings;
  const release = releases[platform.release];
  const userData = readUserData(customData, release.cloudInit);
  const customDataBytes = Buffer.byteLength(customData, "base64");
  const boots = firstBoots(platform, userData, hardenedImage ? hardenedGuest(platform) : undefined);
  const { guest } = boots;
  runScripts(laterScripts, guest);
  const later = laterBoots(guest);
  return {
    platform,
    release,
    userData,
    customDataBytes,
    own: ownHardening(userData),
    later,
    runLater: guest.files.pathsFrom(...runLaterFrom).filter((path) => runsLater.test(path) && !isFollowed(path, later)),
    ...configurationsOf(platform, release, guest),
    ...boots,
  };
}

/** What they change of the running system alone is gone at the next boot, which nobody asks for. */
function runScripts(scripts: readonly LaterScript[], guest: GuestState): void {
  if (scripts.length === 0) return;
  const cmdline = guest.files.get("/proc/cmdline");
  const runtime = guest.runtime.copy();
  for (const { content, place } of scripts) interpret(content, guest, place);
  guest.boot();
  guest.runtime = runtime;
  if (cmdline !== undefined) guest.files.write("/proc/cmdline", cmdline.text ?? "", cmdline.place, cmdline.order);
}

/**
 * What our own hardening makes of the release's image, once it has been captured and is booted again; the image as it is
 * where there is no hardening for it.
 */
function hardenedGuest(platform: Platform): GuestState {
  const recipe = recipeOf(platform);
  const key = JSON.stringify(recipe);
  const made = hardenedGuests.get(key) ?? new GuestState(recipe);
  if (!hardenedGuests.has(key) && hardeningProblems(recipe).length === 0) {
    const own = readUserData(toCustomData(harden(recipe)), releases[recipe.release].cloudInit);
    firstBoots(recipe, own, made);
    made.boot();
  }
  hardenedGuests.set(key, made);
  return made.copy();
}

/** By recipe: whatever else a platform is, its image does not depend on it. */
const hardenedGuests = new Map<string, GuestState>();

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
export function obstacle(situation: Situation, guarded: RegExp): string | undefined {
  const opaque = situation.userData.opaque[0];
  return notUnderstood(situation, guarded) ?? (opaque === undefined ? undefined : `${opaque.place}: ${opaque.reason}`);
}

/** A command that names what a rule is about, and was not followed. */
export function notUnderstood({ guest }: Situation, guarded: RegExp): string | undefined {
  const unread = guest.unread.find(({ text }) => guarded.test(text));
  return unread === undefined ? undefined : `${unread.place} is not understood`;
}

/** A sysctl once a boot is over. */
export function sysctlOf({ guest, later }: Situation, key: string): SysctlAtBoot | undefined {
  return sysctlAfterBoot(guest, later, key);
}

/** Something that runs at a later boot or hour, names what a rule is about, and is not followed or not understood. */
export function ranLater({ guest, later, runLater }: Situation, guarded: RegExp): string | undefined {
  for (const path of runLater) {
    const file = guest.files.get(path);
    if (file?.text !== undefined && guarded.test(file.text.replace(/^\s*[#;].*$/gm, ""))) {
      return `${path} (${file.place}) runs later`;
    }
  }
  const found = later.find(({ unread }) => unread.some(({ text }) => guarded.test(text)));
  return found === undefined ? undefined : `${found.job.path} (${found.job.place}) runs later`;
}

/** A job's own file, or a drop-in of it. */
function isFollowed(path: string, later: readonly BootEffect[]): boolean {
  return later.some(({ job }) => path === job.path || path.startsWith(`${job.path}.d/`));
}

const runLaterFrom = [
  "/etc/cron",
  "/etc/init.d/",
  "/etc/rc",
  "/etc/systemd/system/",
  "/etc/udev/rules.d/",
  "/lib/systemd/system/",
  "/usr/lib/systemd/system/",
  "/var/spool/cron",
];

const runsLater =
  /^\/(etc\/(cron|rc\.local$|rc\d?\.d\/|init\.d\/|systemd\/system\/|udev\/rules\.d\/)|(usr\/)?lib\/systemd\/system\/|var\/spool\/cron)/;
