import type { Part, UserData } from "../cloud-init/read";
import { behaviourOf } from "../cloud-init/version";
import type { Platform } from "../platform";
import { releases } from "../releases";
import { execute } from "../shell/execute";
import { interpret, interpretCommand } from "../shell/interpret";
import { minutesOfADay } from "../shell/limits";
import { withoutComments } from "../shell/script";
import { bootScript, runScript, shellWords } from "./cloud-config-commands";
import { namesGuarded } from "./guarded";
import { isEl } from "./stock";
import { GuestState } from "./state";
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
 * what each boot does is done once more. `guest` is what the image holds.
 */
export function firstBoots(platform: Platform, userData: UserData, guest = new GuestState(platform)): FirstBoots {
  const { defersWrites } = behaviourOf(releases[platform.release].cloudInit);
  let rebootsForEver = everyBoot(guest, userData);
  const stuckBefore = guest.stuck;
  if (stuckBefore === undefined) perInstance(guest, userData, defersWrites);
  const { rebootRequested } = guest;
  const cmdline = guest.files.get("/proc/cmdline");
  guest.boot();
  rebootsForEver ??= everyBoot(guest, userData) ?? perBoot(guest, userData);
  // Every boot to come is like that one; but only where something asks for it has memory been reserved by now.
  if (rebootRequested === undefined && cmdline !== undefined) {
    guest.files.write("/proc/cmdline", cmdline.text ?? "", cmdline.place, cmdline.order);
  }
  return {
    guest,
    rebootsForEver,
    stuck: stuckBefore ?? guest.stuck,
    rebootUncertain: rebootRequested?.uncertain === true ? rebootRequested.place : undefined,
  };
}

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
  for (const { type, content, place } of scripts) {
    if (type === "text/x-shellscript-per-boot") execute(guest, content, place);
  }
  return guest.rebootRequested?.uncertain === true ? undefined : guest.rebootRequested?.place;
}

function perInstance(guest: GuestState, { config, scripts }: UserData, defersWrites: boolean): void {
  const entries = config?.get("write_files");
  writeFiles(guest, entries, defersWrites ? "not deferred" : "all");
  installPackages(guest, config?.get("packages"));
  if (defersWrites) writeFiles(guest, entries, "deferred");
  runScripts(guest, inOrder(scripts, runScript(config)));
  leaveOthersUnread(guest, config);
  if (guest.stuck === undefined) powerState(guest, config?.get("power_state"));
}

/**
 * cc_scripts_user: the files of one directory, which an earlier one may change. A reboot among them cuts off the later
 * ones, and the next boot does not make up for it: the module has run for this instance.
 */
function runScripts(guest: GuestState, scripts: readonly Part[]): void {
  const path = ({ filename }: Part) => `/var/lib/cloud/instance/scripts/${filename}`;
  for (const script of scripts) guest.files.write(path(script), script.content, script.place, guest.order);
  for (const script of scripts) {
    const text = guest.files.get(path(script))?.text;
    if (text === undefined || guest.stuck !== undefined) continue;
    const { rebootRequested } = guest;
    if (rebootRequested === undefined || rebootRequested.later === true) execute(guest, text, script.place);
    else if (namesGuarded(withoutComments(text))) {
      guest.leaveUnread(text, `${script.place}, which the reboot by ${rebootRequested.place} cuts off,`);
    }
  }
}

type Entry = { readonly value: unknown; readonly place: string } | undefined;

function installPackages(guest: GuestState, entry: Entry): void {
  if (!Array.isArray(entry?.value)) return;
  const names = entry.value
    .map((item: unknown) => (Array.isArray(item) ? (item[0] as unknown) : item))
    .filter((name): name is string => typeof name === "string" && /^[\w.+:@~-]+$/.test(name));
  const installer = guest.platform !== undefined && isEl(guest.platform) ? "yum" : "apt-get";
  if (names.length > 0) interpretCommand([installer, "-y", "install", ...names], guest, `packages in ${entry.place}`);
}

/** runcmd is a script of that name among the others. */
function inOrder(scripts: readonly Part[], runcmd: Part | undefined): readonly Part[] {
  if (runcmd === undefined) return scripts;
  const after = scripts.findIndex(
    ({ type, filename }) =>
      type === "text/x-shellscript" && Buffer.compare(Buffer.from(filename), Buffer.from("runcmd")) > 0,
  );
  return after < 0 ? [...scripts, runcmd] : [...scripts.slice(0, after), runcmd, ...scripts.slice(after)];
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
function leaveOthersUnread(guest: GuestState, config: UserData["config"]): void {
  for (const [key, { value, place }] of config ?? []) {
    if (followed.has(key)) continue;
    const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
    if (namesGuarded(text)) guest.leaveUnread(text, `${key} in ${place}`);
  }
}
