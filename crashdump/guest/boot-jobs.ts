import { releases } from "../releases";
import { baseName } from "./path";
import { isEl } from "./stock";
import type { GuestState } from "./state";
import { isKnown } from "./text";
import { parseUnitFile } from "./unit-file";
import { unitAtBoot } from "./units";

/** What runs at every boot from a file that the customData wrote. */
export interface BootJob {
  readonly path: string;
  readonly place: string;
  /** Shell that does the same. */
  readonly script: string;
  /** Against the loading of the capture kernel; undefined where nothing orders them. */
  readonly order: "before kdump" | "after kdump" | undefined;
  /** A service of systemd, which starts as soon as what it is ordered after has: without an order, early. */
  readonly unit: boolean;
}

/** Every such job that is certain to run, and whose commands are all known: units, @reboot lines of cron, rc.local. */
export function bootJobs(guest: GuestState): readonly BootJob[] {
  return candidates(guest).flatMap(({ path, kind }) => {
    const file = guest.files.get(path);
    if (file?.text === undefined || !isKnown(file.text)) return [];
    const job = kind.read(guest, path, file.text);
    return job === undefined ? [] : [{ order: undefined, unit: false, ...job, path, place: file.place }];
  });
}

/** More than any VM has; each costs a guest of its own, and what is beyond them is not followed. */
const most = 20;

function candidates(guest: GuestState): readonly { readonly path: string; readonly kind: Kind }[] {
  const found: { readonly path: string; readonly kind: Kind }[] = [];
  for (const path of guest.files.pathsFrom(...starts)) {
    const kind = kinds.find(({ pattern }) => pattern.test(path));
    if (kind !== undefined) found.push({ path, kind });
    if (found.length === most) break;
  }
  return found;
}

interface Kind {
  readonly pattern: RegExp;
  readonly read: Read;
}

type Read = (guest: GuestState, path: string, text: string) => (Partial<BootJob> & Pick<BootJob, "script">) | undefined;

/** How all of their paths begin. */
const starts = ["/etc/cron.d/", "/etc/crontab", "/etc/rc.", "/etc/systemd/system/", "/var/spool/cron/"];

const kinds: readonly Kind[] = [
  { pattern: /^\/etc\/systemd\/system\/[^/]+\.service$/, read: service },
  { pattern: /^\/etc\/(crontab|cron\.d\/[^/]+)$/, read: cronTable },
  { pattern: /^\/var\/spool\/cron\/(crontabs\/)?root$/, read: ownCronTable },
  { pattern: /^\/etc\/(rc\.d\/)?rc\.local$/, read: rcLocal },
];

/** Targets that every boot of a server reaches. */
const reached = /^(sysinit|basic|multi-user|default|graphical|network|network-online|local-fs|cloud-init)\.target$/;

function service(guest: GuestState, path: string, text: string): ReturnType<Read> {
  const name = baseName(path);
  const dropIns = guest.files.texts(/\.conf$/, `${path}.d/`);
  const unit = parseUnitFile([text, ...dropIns.map((dropIn) => dropIn.text)]);
  const { commands, after, before, wantedBy, conditional } = unit;
  if (conditional || commands === undefined || unitAtBoot(guest, name)?.value !== "enabled") return undefined;
  const linked = guest.files.pathsFrom("/etc/systemd/system/").map((other) => targetOf(other, name));
  if (![...wantedBy, ...linked].some((target) => reached.test(target))) return undefined;
  const script = commands.map((words) => words.map(quoted).join(" ")).join("\n");
  return { script, order: orderOf(guest, after, before), unit: true };
}

/** What a link hangs a unit on; empty where it is no such link. */
function targetOf(path: string, name: string): string {
  return path.endsWith(`/${name}`) ? path.slice(0, -name.length - 1).replace(/^.*\/|\.(wants|requires)$/g, "") : "";
}

/** A target is reached when what it wants has started: kdump belongs to multi-user.target, and that to the others. */
function orderOf({ platform }: GuestState, after: readonly string[], before: readonly string[]): BootJob["order"] {
  const kdump = platform === undefined ? undefined : releases[platform.release].unit;
  const isKdump = (name: string) => name === kdump || /^(multi-user|default|graphical)\.target$/.test(name);
  if (after.some(isKdump)) return "after kdump";
  return before.some((name) => name === kdump) ? "before kdump" : undefined;
}

/** cron of the Debian family reads no file with a dot in its name. */
function cronTable({ platform }: GuestState, path: string, text: string): ReturnType<Read> {
  const unread = platform !== undefined && !isEl(platform) && !/^\/etc\/(crontab|cron\.d\/[\w-]+)$/.test(path);
  return unread ? undefined : cronJob(text, String.raw`root\s+`);
}

/** root's own. */
function ownCronTable({ platform }: GuestState, path: string, text: string): ReturnType<Read> {
  const directory = platform !== undefined && isEl(platform) ? "" : "crontabs/";
  return path === `/var/spool/cron/${directory}root` ? cronJob(text, "") : undefined;
}

/** Only a table of nothing but @reboot lines: what runs at an hour is not what a boot leaves behind. */
function cronJob(text: string, user: string): ReturnType<Read> {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#") && !/^\w+\s*=/.test(line));
  const commands = lines.map((line) => new RegExp(String.raw`^@reboot\s+${user}([^%]+)$`).exec(line)?.[1]);
  return commands.every((command) => command !== undefined) ? { script: commands.join("\n") } : undefined;
}

/** rc-local.service runs it where it may be executed, and on EL by its name below rc.d alone. */
function rcLocal(guest: GuestState, path: string, text: string): ReturnType<Read> {
  const executable = ((guest.modeOf(path)?.value ?? 0) & 0o111) !== 0;
  const runs = path === "/etc/rc.local" || (guest.platform !== undefined && isEl(guest.platform));
  return executable && runs && /^#!.*\b(ba|da)?sh\b/.test(text) ? { script: text } : undefined;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
