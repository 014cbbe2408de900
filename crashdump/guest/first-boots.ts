import { isMapping } from "../cloud-init/plain";
import type { Part, UserData } from "../cloud-init/read";
import { behaviourOf } from "../cloud-init/version";
import type { Platform } from "../platform";
import { releases } from "../releases";
import { execute } from "../shell/execute";
import { interpret, interpretCommand } from "../shell/interpret";
import { minutesOfADay } from "../shell/limits";
import { withoutComments } from "../shell/script";
import { bootScript, runScript, shellWords } from "./cloud-config-commands";
import type { Unread } from "./effects";
import { namesGuarded } from "./guarded";
import { Remembered } from "./remembered";
import { isEl } from "./stock";
import { GuestState } from "./state";
import { fromOutside } from "./text";
import { writeFiles } from "./write-files";

/** A guest once cloud-init is through with its user-data. */
export interface FirstBoots {
  readonly guest: GuestState;
  /** Where something reboots the VM at every boot, so that it never gets anywhere. */
  readonly rebootsForEver: string | undefined;
  /** Where something of each boot never ends, or switches the VM off, so that nothing else is done. */
  readonly stuck: string | undefined;
  /** Where something reboots the VM after all else, and only the guest knows whether it does. */
  readonly rebootUncertain: string | undefined;
}

/**
 * Follows cloud-init through a guest's first boots: boothooks and bootcmd at each boot, and once per instance
 * write_files, packages, deferred files, scripts in byte order of their names, and power_state. The guest that comes
 * out is one after another boot, whether somebody asks for it or not: what only the running system knew is gone, and
 * what each boot does is done once more. `image` is what the image holds, where it is not the release's own.
 */
export function firstBoots(platform: Platform, userData: UserData, image?: GuestState): FirstBoots {
  const find = () => follow(platform, userData, image ?? new GuestState(platform));
  // What has no boothook is followed as quickly as it is compared.
  if (image !== undefined || userData.boothooks.length === 0) return find();
  const boots = remembered.answerTo([actingIn(userData), platform], find);
  return { ...boots, guest: boots.guest.copy() };
}

/** The VMs of a fleet differ in names and keys, and in a few roles: their guests come out alike. */
const remembered = new Remembered<FirstBoots>(8);

/** What of user-data acts on a guest. */
function actingIn({ boothooks, config, scripts }: UserData): readonly unknown[] {
  const entries = [...(config ?? [])].filter(([key]) => followed.has(key));
  return [boothooks, scripts, entries, othersIn(config)];
}

function follow(platform: Platform, userData: UserData, guest: GuestState): FirstBoots {
  let rebootsForEver = everyBoot(guest, userData);
  const stuckBefore = guest.stuck;
  if (stuckBefore === undefined) perInstance(guest, userData, platform);
  const { rebootRequested } = guest;
  const cmdline = guest.files.get(cmdlinePath);
  guest.boot();
  rebootsForEver ??= everyBoot(guest, userData) ?? perBoot(guest, userData);
  // Every boot to come is like that one; but only where something asks for it has memory been reserved by now.
  if (rebootRequested === undefined && cmdline !== undefined) guest.files.put(cmdlinePath, cmdline);
  return {
    guest,
    rebootsForEver,
    stuck: stuckBefore ?? guest.stuck,
    rebootUncertain: rebootRequested?.uncertain === true ? rebootRequested.place : undefined,
  };
}

const cmdlinePath = "/proc/cmdline";

/**
 * What runs at each boot; again after a reboot that it asks for, three times at most. A reboot that hangs on a condition
 * comes once: whoever writes one means to ask whether it is needed still.
 */
function everyBoot(guest: GuestState, { boothooks, config }: UserData): string | undefined {
  const bootcmd = bootScript(config);
  let place: string | undefined;
  for (let boot = 0; boot < 3; boot++) {
    for (const part of [...boothooks, ...(bootcmd === undefined ? [] : [bootcmd])]) {
      execute(guest, part.content, part.place);
      if (guest.rebootRequested !== undefined) break;
    }
    if (boot > 0 && guest.rebootRequested?.uncertain === true) guest.rebootRequested = undefined;
    if (guest.rebootRequested === undefined) return undefined;
    place = guest.rebootRequested.place;
    guest.boot();
  }
  return place;
}

/** Scripts of each boot's final stage; in the first one they run with the others. */
function perBoot(guest: GuestState, { scripts }: UserData): string | undefined {
  for (const script of scripts) {
    const text = guest.files.get(pathOf(script))?.text;
    if (script.type === "text/x-shellscript-per-boot" && text !== undefined) execute(guest, text, script.place);
  }
  return guest.rebootRequested?.uncertain === true ? undefined : guest.rebootRequested?.place;
}

function perInstance(guest: GuestState, { config, scripts }: UserData, platform: Platform): void {
  const { defersWrites, packagesByManager } = behaviourOf(releases[platform.release].cloudInit);
  const entries = config?.get("write_files");
  writeFiles(guest, entries, defersWrites ? "not deferred" : "all");
  const manager = isEl(platform) ? "yum" : "apt-get";
  installPackages(guest, config?.get("packages"), manager, packagesByManager);
  if (defersWrites) writeFiles(guest, entries, "deferred");
  runScripts(guest, inOrder(scripts, runScript(config)));
  for (const { text, place } of othersIn(config)) guest.leaveUnread(text, place);
  if (guest.stuck === undefined) powerState(guest, config?.get("power_state"));
}

/**
 * cc_scripts_user: the files of a directory, which an earlier one may change. A reboot among them cuts off the later
 * ones, and the next boot does not make up for it: the module has run for this instance.
 */
function runScripts(guest: GuestState, scripts: readonly Part[]): void {
  for (const script of scripts) guest.files.write(pathOf(script), script.content, script.place, guest.order);
  for (const script of scripts) {
    const text = guest.files.get(pathOf(script))?.text;
    if (text === undefined || guest.stuck !== undefined) continue;
    const { rebootRequested } = guest;
    if (rebootRequested === undefined || rebootRequested.later === true) execute(guest, text, script.place);
    else if (namesGuarded(withoutComments(text))) {
      guest.leaveUnread(text, `${script.place}, which the reboot by ${rebootRequested.place} cuts off,`);
    }
  }
}

function pathOf({ type, filename }: Part): string {
  const [, frequency] = /^text\/x-shellscript-(.*)$/.exec(type) ?? [];
  return `/var/lib/cloud/${frequency === undefined ? "instance/scripts" : `scripts/${frequency}`}/${filename}`;
}

type Entry = { readonly value: unknown; readonly place: string } | undefined;

function installPackages(guest: GuestState, entry: Entry, manager: "apt-get" | "yum", byManager: boolean): void {
  if (entry === undefined) return;
  const names = packageNames(entry.value, manager, byManager);
  if (names !== undefined) interpretCommand([manager, "-y", "install", ...names], guest, `packages in ${entry.place}`);
}

/** Names, and pairs of a name and a version; undefined where anything else is among them, and nothing is installed. */
function packageNames(value: unknown, manager: string, byManager: boolean): readonly string[] | undefined {
  const names: string[] = [];
  for (const item of listOf(value)) {
    const own = byManager && isMapping(item) ? (manager === "yum" ? [] : listOf(item["apt"] ?? [])) : [item];
    for (const one of own) {
      const name: unknown = Array.isArray(one) ? one[0] : one;
      if (typeof name !== "string") return undefined;
      names.push(fromOutside(name));
    }
  }
  return names;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** runcmd is a script of that name among the others, and takes the place of another of that name. */
function inOrder(scripts: readonly Part[], runcmd: Part | undefined): readonly Part[] {
  if (runcmd === undefined) return scripts;
  const compared = ({ type, filename }: Part) =>
    type === "text/x-shellscript" ? Buffer.compare(Buffer.from(filename), Buffer.from(runcmd.filename)) : -1;
  return [
    ...scripts.filter((script) => compared(script) < 0),
    runcmd,
    ...scripts.filter((script) => compared(script) > 0),
  ];
}

/** cc_power_state_change: `condition` is true unless it says otherwise; a string is a line of shell, a list one command. */
function powerState(guest: GuestState, entry: Entry): void {
  const { mode, condition = true, delay = "now" } = (entry?.value ?? {}) as Readonly<Record<string, unknown>>;
  if (entry === undefined || mode !== "reboot" || !isSoon(delay)) return;
  const place = `power_state in ${entry.place}`;
  if (condition === true) guest.requestReboot(place);
  const command = Array.isArray(condition) ? shellWords(condition) : condition;
  if (typeof command === "string") interpret(`if\n${command}\nthen reboot\nfi`, guest, place);
}

/** "now", minutes, or "+" and minutes; whatever else it is, cloud-init does nothing. More than a day is not a first boot's. */
function isSoon(delay: unknown): boolean {
  const text = typeof delay === "number" || typeof delay === "string" ? String(delay) : "";
  return text === "now" || (/^\+?\d+$/.test(text) && Number(text) <= minutesOfADay);
}

/** What is followed, or is no business of a guest's files, packages and services. */
const followed: ReadonlySet<string> = new Set([
  "write_files",
  "packages",
  "bootcmd",
  "runcmd",
  "power_state",
  "mounts",
]);

/** Some thirty other keys write files or run commands: apt hooks, log outputs, templates, users' own. */
function othersIn(config: UserData["config"]): readonly Unread[] {
  const others: Unread[] = [];
  for (const [key, { value, place }] of config ?? []) {
    if (followed.has(key)) continue;
    const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
    if (namesGuarded(text)) others.push({ text, place: `${key} in ${place}` });
  }
  return others;
}
