import { readUserData, type UserData } from "../cloud-init/read";
import type { Finding, Rule, Verdict } from "../finding";
import { firstBoots } from "../guest/first-boots";
import type { GuestState } from "../guest/state";
import { anyText } from "../guest/text";
import { type KdumpConf, parseKdumpConf } from "../kdump/kdump-conf";
import { parseKdumpTools } from "../kdump/kdump-tools";
import type { ShellAssignments } from "../kdump/shell-assignments";
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
  /** /etc/kdump.conf, on EL; undefined where there is none, or it is not known to the letter. */
  readonly kdumpConf: (KdumpConf & Placed) | undefined;
  /** /etc/default/kdump-tools, on the Debian family; likewise. */
  readonly kdumpTools: (ShellAssignments & Placed) | undefined;
  /** Where something reboots the VM at every boot, so that it never gets anywhere. */
  readonly rebootsForEver: string | undefined;
  /** Where something of each boot never ends, or switches the VM off. */
  readonly stuck: string | undefined;
  /** Where something reboots the VM after all else, and only the guest knows whether it does. */
  readonly rebootUncertain: string | undefined;
}

interface Placed {
  readonly place: string;
}

export type Judge = (situation: Situation) => readonly Finding[];

export function situationOf(platform: Platform, customData: string): Situation {
  const release = releases[platform.release];
  const userData = readUserData(customData, release.cloudInit);
  const customDataBytes = Buffer.byteLength(customData, "base64");
  const { guest, ...boots } = firstBoots(platform, userData);
  return {
    platform,
    release,
    userData,
    customDataBytes,
    guest,
    ...kdumpConfiguration(platform, release, guest),
    ...boots,
  };
}

function kdumpConfiguration(
  { architecture }: Platform,
  { dialect }: Release,
  guest: GuestState,
): Pick<Situation, "kdumpConf" | "kdumpTools"> {
  const none = { kdumpConf: undefined, kdumpTools: undefined };
  const file = guest.file(dialect === "kdump-tools" ? "/etc/default/kdump-tools" : "/etc/kdump.conf");
  if (file?.content === undefined) return none;
  const { content, place } = file;
  return dialect === "kdump-tools"
    ? { ...none, kdumpTools: { ...parseKdumpTools(content, architecture), place } }
    : { ...none, kdumpConf: { ...parseKdumpConf(content, dialect), place } };
}

/**
 * What is known of /etc/sysconfig/kdump: the vendor's arguments are edited in place or added to, and the rest of the
 * file is the image's. Nothing, where it may be anything.
 */
export function sysconfigText({ files }: GuestState): string {
  const text = files.get("/etc/sysconfig/kdump")?.text ?? "";
  if (text.includes(anyText)) return "";
  return text.replace(/^[\uFDD0\s]+$/gm, "");
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
