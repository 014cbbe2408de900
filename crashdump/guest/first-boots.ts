import type { Part, UserData } from "../cloud-init/read";
import { behaviourOf } from "../cloud-init/version";
import type { Platform } from "../platform";
import { releases } from "../releases";
import { interpret, interpretCommand } from "../shell/interpret";
import { bootScript, runScript } from "./cloud-config-commands";
import { namesGuarded } from "./guarded";
import { isEl } from "./stock";
import { GuestState } from "./state";
import { writeFiles } from "./write-files";

/** A guest once cloud-init is through with its user-data. */
export interface FirstBoots {
  readonly guest: GuestState;
  /** Where something reboots the VM at every boot, so that it never gets anywhere. */
  readonly rebootsForEver: string | undefined;
}

/**
 * Follows cloud-init through a guest's first boots: boothooks and bootcmd at each boot, and once per instance
 * write_files, packages, deferred files, scripts in byte order of their names, and power_state. A reboot before the
 * last of these ends a boot, and the next one does the rest. `guest` is what the image holds.
 */
export function firstBoots(platform: Platform, userData: UserData, guest = new GuestState(platform)): FirstBoots {
  const { defersWrites } = behaviourOf(releases[platform.release].cloudInit);
  let rebootsForEver = everyBoot(guest, userData);
  perInstance(guest, userData, defersWrites);
  if (guest.rebootRequested !== undefined) {
    guest.boot();
    rebootsForEver ??= everyBoot(guest, userData);
  }
  return { guest, rebootsForEver };
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
      interpret(part.content, guest, part.place);
      if (guest.rebootRequested !== undefined) break;
    }
    if (boot > 0 && guest.rebootRequested?.uncertain === true) guest.rebootRequested = undefined;
    if (guest.rebootRequested === undefined) return undefined;
    place = guest.rebootRequested.place;
    guest.boot();
  }
  return place;
}

function perInstance(guest: GuestState, { config, scripts }: UserData, defersWrites: boolean): void {
  const entries = config?.get("write_files");
  writeFiles(guest, entries, defersWrites ? "not deferred" : "all");
  installPackages(guest, config?.get("packages"));
  if (defersWrites) writeFiles(guest, entries, "deferred");
  for (const { content, place } of inOrder(scripts, runScript(config))) interpret(content, guest, place);
  leaveOthersUnread(guest, config);
  powerState(guest, config?.get("power_state"));
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

/** cc_power_state_change: `condition` is true unless it says otherwise; a command is taken to succeed, as all are. */
function powerState(guest: GuestState, entry: Entry): void {
  const { mode, condition } = (entry?.value ?? {}) as { readonly mode?: unknown; readonly condition?: unknown };
  if (entry === undefined || condition === false) return;
  if (mode === "reboot") guest.requestReboot(`power_state in ${entry.place}`);
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
