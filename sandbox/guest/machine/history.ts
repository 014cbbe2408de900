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

/** Reads a history from its beginning, then what is added to it. */
export class History {
  private readonly entries: Entry[] = [];
  private offset = 0;
  private unfinished = "";

  constructor(private readonly file: string) {}

  /** Everything so far. */
  read(): readonly Entry[] {
    const text = this.unfinished + this.readOn();
    const lines = text.split("\n");
    this.unfinished = lines.pop() ?? "";
    for (const line of lines) this.entries.push(JSON.parse(line) as Entry);
    return this.entries;
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

export interface Found {
  readonly entry: Entry;
  readonly index: number;
}
