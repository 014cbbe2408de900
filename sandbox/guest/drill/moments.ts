import type { Moment } from "../evidence/result";
import { does, type Entry, says } from "../machine/history";

/** Something that a machine's history shows, by which somebody waiting knows how far it is. */
interface Sign {
  readonly name: string;
  readonly label: string;
  readonly matches: (entry: Entry) => boolean;
}

const kernel = says(/^(\[ *0\.0+\] )?Linux version /);

/** What our own hardening says once its configuration is armed. */
export const saysArmed = says(/azure-kdump: armed/);

/** From power-on to armed; each is looked for after the one before it. */
export const armingSigns: readonly Sign[] = [
  { name: "power-on", label: "power on", matches: does("power-on") },
  { name: "kernel", label: "kernel", matches: kernel },
  { name: "reserving", label: "cloud-init asks for crash memory", matches: says(/azure-kdump: rebooting/) },
  { name: "reset", label: "the one reboot", matches: does("reset") },
  { name: "kernel", label: "kernel", matches: kernel },
  { name: "reserved", label: "crash memory reserved", matches: says(/azure-kdump: reserved/) },
  { name: "armed", label: "kdump armed", matches: saysArmed },
];

/** From the panic to the next kernel. What a case leaves out is not waited for: the next one that is seen counts. */
export const crashSigns: readonly Sign[] = [
  { name: "panic", label: "panic", matches: says(/Kernel panic - not syncing/) },
  { name: "capture-kernel", label: "capture kernel", matches: kernel },
  { name: "dump-begun", label: "dump begun", matches: says(/running makedumpfile/) },
  { name: "dump-written", label: "dump written", matches: says(/saved vmcore/) },
  { name: "dump-failed", label: "dump failed", matches: says(/failed to save vmcore/) },
  { name: "reset", label: "reset", matches: does("reset") },
  { name: "kernel", label: "kernel", matches: kernel },
];

/** Follows a history: each entry may be the next sign, or one after it. */
export class Watch {
  readonly moments: Moment[] = [];
  private next = 0;
  private origin: number | undefined;

  constructor(
    private readonly signs: readonly Sign[],
    private readonly onMoment: (moment: Moment) => void,
  ) {}

  see(entry: Entry): void {
    const found = this.signs.findIndex((sign, index) => index >= this.next && sign.matches(entry));
    // What comes first is the origin, and nothing counts before it.
    if (found < 0 || (this.origin === undefined && found > 0)) return;
    this.next = found + 1;
    this.origin ??= entry.at;
    this.add(this.signs[found] as Sign, entry.at);
  }

  /** Adds what no history shows. */
  add({ name, label }: Pick<Sign, "name" | "label">, at: number): void {
    const seconds = Math.round((at - (this.origin ?? at)) / 100) / 10;
    this.moments.push({ name, label, seconds });
    this.onMoment({ name, label, seconds });
  }

  has(name: string): boolean {
    return this.moments.some((moment) => moment.name === name);
  }
}
