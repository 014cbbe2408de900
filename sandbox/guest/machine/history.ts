import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** Something that a machine said or did, as its supervisor wrote it down: a line of `history.jsonl`. */
export type Entry =
  | { readonly at: number; readonly line: string }
  | { readonly at: number; readonly event: MachineEvent; readonly detail?: string };

/** `at` is in milliseconds since 1970. */
export type MachineEvent =
  /** The guest waits for other guests to be through with their boot. */
  | "queued"
  /** QEMU was started: the first time, and after every reset. */
  | "power-on"
  /** The guest's own reset: a reboot, or kernel.panic running out. */
  | "reset"
  /** The guest has powered itself off, or was told to end: it is not started again. */
  | "off"
  /** QEMU ended otherwise. `detail` holds what it said. */
  | "died";

/** Whether an entry is a line on the console that matches. */
export function says(pattern: RegExp): (entry: Entry) => boolean {
  return (entry) => "line" in entry && pattern.test(entry.line);
}

/** Whether an entry is this event. */
export function does(event: MachineEvent): (entry: Entry) => boolean {
  return (entry) => "event" in entry && entry.event === event;
}

/** Reads a history from its beginning, then what is added to it. */
export class History {
  private readonly entries: Entry[] = [];
  private offset = 0;

  constructor(private readonly file: string) {}

  /** Everything so far. */
  read(): readonly Entry[] {
    for (const line of this.readOn().split("\n").slice(0, -1)) this.entries.push(JSON.parse(line) as Entry);
    return this.entries;
  }

  /** How the machine has ended; undefined while it runs, and of one that was killed with its supervisor. */
  get end(): MachineEnd | undefined {
    const last = this.read().at(-1);
    return last !== undefined && "event" in last && (last.event === "off" || last.event === "died") ? last : undefined;
  }

  /**
   * The first entry from number `from` on that matches, however late, or undefined once the machine is off or
   * `deadline` (milliseconds since 1970) has passed.
   */
  async find(match: (entry: Entry) => boolean, from: number, deadline: number): Promise<Found | undefined> {
    for (let index = from; ; ) {
      const entries = this.read();
      for (; index < entries.length; index++) {
        const entry = entries[index];
        if (entry === undefined) continue;
        if (match(entry)) return { entry, index };
        if ("event" in entry && (entry.event === "off" || entry.event === "died")) return undefined;
      }
      if (Date.now() > deadline) return undefined;
      await wait(100);
    }
  }

  /** Whole lines, each with its end. */
  private readOn(): string {
    let descriptor: number;
    try {
      descriptor = openSync(this.file, "r");
    } catch {
      return ""; // The supervisor has not begun to write.
    }
    try {
      const bytes = Buffer.alloc(fstatSync(descriptor).size - this.offset);
      // Lines end at a byte that is no part of any character, so that none is cut in two for good.
      const whole = bytes.subarray(
        0,
        bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, this.offset)).lastIndexOf(10) + 1,
      );
      this.offset += whole.length;
      return whole.toString("utf8");
    } finally {
      closeSync(descriptor);
    }
  }
}

export type MachineEnd = Extract<Entry, { readonly event: MachineEvent }>;

export interface Found {
  readonly entry: Entry;
  readonly index: number;
}
