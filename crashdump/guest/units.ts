import type { CopyOnWriteMap } from "./copy-on-write";
import type { StoredFile } from "./files";
import { joinEach } from "./join";
import type { GuestState } from "./state";
import { anyText } from "./text";

/** What was asked of a systemd unit; undefined is what nobody asked for, or what only the guest knows. */
export interface UnitState {
  readonly enabled: boolean | undefined;
  readonly masked: boolean | undefined;
  readonly started: boolean | undefined;
  /** Set where branches of a script disagree. */
  readonly uncertain?: boolean;
  readonly place?: string;
  readonly order?: number;
}

/**
 * Whether a unit starts at boot: enabled, disabled or masked, by systemctl or by the links that it makes; undefined
 * where nothing was asked for and the package's default stands.
 */
export function unitAtBoot(state: GuestState, name: string): UnitAtBoot | undefined {
  const unit = unitName(name);
  const asked = state.units.get(unit);
  return (state.files.hasUnits ? byFiles(state, unit, asked) : undefined) ?? byCommand(asked);
}

interface UnitAtBoot {
  readonly value: "enabled" | "disabled" | "masked" | undefined;
  readonly place: string;
}

function byFiles(state: GuestState, unit: string, asked: UnitState | undefined): UnitAtBoot | undefined {
  const directory = "/etc/systemd/system/";
  const own = directory + unit;
  const file = state.files.entry(own);
  // systemd.unit(5): a link to /dev/null or an empty file in /etc masks a unit.
  if (state.files.linkAt(own) === "/dev/null" || state.files.get(own)?.text === "") {
    return { value: "masked", place: file?.place ?? "the image" };
  }
  if (file?.text === anyText) return { value: undefined, place: file.place };
  const link = state.files.pathsFrom(directory).find((path) => isWants(path, unit));
  const made = link === undefined ? removedWants(state, unit) : state.files.entry(link);
  if (made === undefined || made.order < orderOf(asked)) return undefined;
  if (link === undefined) return { value: "disabled", place: made.place };
  return { value: made.text === anyText ? undefined : "enabled", place: made.place };
}

/** When systemctl was asked last, where it was asked whether the unit starts at boot. */
function orderOf(asked: UnitState | undefined): number {
  const decides = asked?.enabled !== undefined || asked?.masked === true || asked?.uncertain === true;
  return decides ? (asked.order ?? 0) : 0;
}

function byCommand(asked: UnitState | undefined): UnitAtBoot | undefined {
  if (asked === undefined) return undefined;
  const place = asked.place ?? "";
  if (asked.uncertain === true) return { value: undefined, place };
  if (asked.masked === true) return { value: "masked", place };
  if (asked.enabled === undefined) return undefined;
  return { value: asked.enabled ? "enabled" : "disabled", place };
}

/** systemctl takes a name without a type for a service. */
export function unitName(name: string): string {
  return /\.(service|socket|target|timer|mount|path|slice|scope|swap|device|automount)$/.test(name)
    ? name
    : `${name}.service`;
}

export function joinUnits(mine: CopyOnWriteMap<string, UnitState>, theirs: CopyOnWriteMap<string, UnitState>): void {
  joinEach(mine, theirs, (last, one, other) => {
    const same = one?.enabled === other?.enabled && (one?.masked ?? false) === (other?.masked ?? false);
    const started = one?.started === other?.started ? last.started : undefined;
    return same ? { ...last, started } : { ...last, started, uncertain: true };
  });
}

/** The link that starts a unit at boot, or a directory of it, or all that is in one, that somebody removed. */
function removedWants({ files }: GuestState, unit: string): StoredFile | undefined {
  return [...wants.map((directory) => `${directory}/${unit}`), ...allWants]
    .map((path) => files.entry(path))
    .find((file) => file !== undefined && file.text === undefined);
}

const wants = ["basic", "sysinit", "multi-user"].map((target) => `/etc/systemd/system/${target}.target.wants`);
const allWants = [...wants, ...wants.map((directory) => `${directory}/*`), "/etc/systemd/system", "/etc/systemd"];

function isWants(path: string, unit: string): boolean {
  return path.endsWith(`.wants/${unit}`) || path.endsWith(`.requires/${unit}`);
}
