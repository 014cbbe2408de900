import type { ParsedScript } from "unbash";
import type { Platform } from "../platform";
import { CopyOnWriteMap } from "./copy-on-write";
import type { Files } from "./files";
import type { BootArguments, Located, RebootRequest, Unread } from "./effects";
import { isGuardedPath } from "./guarded";
import { argumentsIn } from "./boot-loader-files";
import { joinBootArguments, joinLocated } from "./join";
import { normalize } from "./path";
import { crashFiles, stock } from "./stock";
import { imageText, isKnown } from "./text";
import { joinUnits, unitName, type UnitState } from "./units";

/**
 * A guest during its first boots, as far as it can be told without running it: what its disk and its boot loader hold,
 * and what was asked of its services and packages. Scripts change it (shell/interpret.ts); the small files beside this
 * one answer questions about it.
 */
export class GuestState {
  /** Kernel command line in the boot loader: what the next boot gets. Has gaps. */
  bootArguments: BootArguments = { text: imageText, place: "the image", removed: [] };
  /** `uncertain` where only one of two branches asks for it; `later` where there is time for what follows. */
  rebootRequested: RebootRequest | undefined;
  /** Where something is that never ends, or switches the machine off: nothing follows it. */
  stuck: string | undefined;
  unread: Unread[] = [];
  /** Counts effects on guarded things. */
  order = 0;

  constructor(
    readonly platform: Platform | undefined,
    public files: Files = stock(platform),
    /** Scripts that were run on it, by text: each boot runs some of them again. Of all its copies, since no tree changes. */
    readonly parsed = new Map<string, ParsedScript>(),
    /** Name → installed (true), removed (false), or one of the two (undefined). */
    readonly packages = new CopyOnWriteMap<string, Located<boolean>>(),
    /** By full name, such as "kdump.service". */
    readonly units = new CopyOnWriteMap<string, UnitState>(),
    /** Modes of files and directories, by path, where something gave them one. */
    readonly modes = new CopyOnWriteMap<string, Located<number>>(),
    /** sysctls of the running kernel, which forgets them at the next boot. */
    public runtime = new CopyOnWriteMap<string, Located<string>>(),
  ) {}

  /** What a copy costs. */
  get size(): number {
    return this.files.size + this.modes.size;
  }

  /** What a file holds; undefined where there is none. `content` is undefined where it is not known to the letter. */
  file(path: string): { readonly content: string | undefined; readonly place: string } | undefined {
    const file = this.files.get(path);
    if (file?.text === undefined) return undefined;
    return { content: isKnown(file.text) ? file.text : undefined, place: file.place };
  }

  write(path: string, text: string, place: string): void {
    this.store(path, this.files.resolve(path), text, place);
  }

  append(path: string, text: string, place: string): void {
    const at = this.files.resolve(path);
    this.store(path, at, this.files.textBefore(at) + text, place);
  }

  remove(path: string, place: string): void {
    this.files.remove(path, place, this.touch(path));
    this.modes.delete(normalize(path));
  }

  /** Moves a directory with all that is known in it. */
  rename(from: string, to: string, place: string): void {
    this.touch(from);
    this.files.rename(from, to, place, this.touch(to));
    const source = normalize(from);
    for (const [path, mode] of [...this.modes]) {
      if (!`${path}/`.startsWith(`${source}/`)) continue;
      this.modes.delete(path);
      this.setMode(normalize(to) + path.slice(source.length), mode.value, place);
    }
  }

  copyDirectory(from: string, to: string, place: string): void {
    this.files.copyDirectory(from, to, place, this.touch(to));
  }

  link(path: string, target: string, place: string): void {
    this.files.link(path, target, place, this.touch(path));
  }

  /** `mode` is undefined where only the guest knows it. */
  setMode(path: string, mode: number | undefined, place: string): void {
    this.modes.set(this.files.resolve(path), { value: mode, place, order: ++this.order });
  }

  modeOf(path: string): Located<number> | undefined {
    return this.modes.get(this.files.resolve(path));
  }

  setPackage(name: string, installed: boolean, place: string): void {
    this.packages.set(name, { value: installed, place, order: ++this.order });
  }

  setRuntime(key: string, value: string, place: string): void {
    this.runtime.set(key, { value: isKnown(value) ? value : undefined, place, order: ++this.order });
  }

  setUnit(name: string, change: Partial<UnitState>, place: string): void {
    const unit = unitName(name);
    this.units.set(unit, { ...(this.units.get(unit) ?? untouched), ...change, place, order: ++this.order });
    const mask = `/etc/systemd/system/${unit}`;
    if (change.masked === false && this.files.linkAt(mask) === "/dev/null") this.remove(mask, place);
  }

  setBootArguments(text: string, place: string, removed: readonly string[] = []): void {
    this.order++;
    this.bootArguments = { text, place, removed };
  }

  requestReboot(place: string, later = false): void {
    this.order++;
    this.rebootRequested ??= { place, ...(later && { later }) };
  }

  /** shutdown -c: takes back one that has not come yet. */
  cancelReboot(): void {
    if (this.rebootRequested?.later !== true) return;
    this.order++;
    this.rebootRequested = undefined;
  }

  /** Nothing runs any more, in this script or after it. */
  stop(place: string): void {
    this.order++;
    this.stuck ??= place;
  }

  leaveUnread(text: string, place: string): void {
    this.order++;
    if (this.unread.length < 100) this.unread.push({ text: text.slice(0, 1000), place });
  }

  /** The next boot: the command line takes effect, what only the running kernel knew is gone. */
  boot(): void {
    const { text, place } = this.bootArguments;
    this.files.write("/proc/cmdline", `${text}\n`, place, this.order);
    this.files.forget(inMemory);
    this.runtime = new CopyOnWriteMap();
    for (const [name, unit] of this.units) this.units.set(name, { ...unit, started: undefined });
    this.rebootRequested = undefined;
    this.stuck = undefined;
  }

  copy(): GuestState {
    const copy = new GuestState(
      this.platform,
      this.files.copy(),
      this.parsed,
      this.packages.copy(),
      this.units.copy(),
      this.modes.copy(),
      this.runtime.copy(),
    );
    copy.unread = [...this.unread];
    copy.bootArguments = this.bootArguments;
    copy.rebootRequested = this.rebootRequested;
    copy.stuck = this.stuck;
    copy.order = this.order;
    return copy;
  }

  /** Takes over another's picture. The other is not to be used any more. */
  become(other: GuestState): void {
    Object.assign(this, other);
  }

  /** Either of two guests: what they agree on is certain, the rest is a gap. */
  join(other: GuestState): void {
    this.files.join(other.files);
    joinLocated(this.packages, other.packages);
    joinLocated(this.runtime, other.runtime);
    joinLocated(this.modes, other.modes);
    joinUnits(this.units, other.units);
    this.bootArguments = joinBootArguments(this, other);
    const either = this.rebootRequested ?? other.rebootRequested;
    const both = this.rebootRequested !== undefined && other.rebootRequested !== undefined;
    this.rebootRequested = either && (both ? either : { ...either, uncertain: true });
    // What one way alone ends in is a failure, and no first boot that is pictured.
    if (other.stuck === undefined) this.stuck = undefined;
    const seen = new Set(this.unread.map(({ place }) => place));
    this.unread.push(...other.unread.filter(({ place }) => !seen.has(place)));
    this.order = Math.max(this.order, other.order);
  }

  /** `at` is where the path leads; a link still where links lead in a circle, and nothing can be written. A file of the boot loader that is edited itself, not made from others, is what boots. */
  private store(path: string, at: string, text: string, place: string): void {
    if (this.files.linkAt(at) !== undefined) return;
    this.files.put(at, { text, place, order: this.touch(path, at) });
    const bootArguments = argumentsIn(at, text);
    if (bootArguments !== undefined) this.setBootArguments(bootArguments, place);
  }

  private touch(path: string, at = this.files.resolve(path)): number {
    return isGuardedPath(at) || (at !== path && isGuardedPath(normalize(path))) ? ++this.order : this.order;
  }
}

const untouched: UnitState = { enabled: undefined, masked: undefined, started: undefined };

/** What a reboot empties. */
const inMemory = new RegExp(`^(/run|/var/run|/dev/shm|${crashFiles.join("|")})(/|$)`);
