import { type Cursor, YamlError } from "./cursor";

/** A token that turns out to be a key when ":" follows it. */
export interface SimpleKey {
  /** Its index. */
  readonly token: number;
  readonly position: number;
  readonly line: number;
  readonly column: number;
  /** Nothing else than a key may stand here, because the line begins where the mapping's keys begin. */
  readonly required: boolean;
}

/** What may yet become a key: one token for each pair of brackets that is open, and one outside of all. */
export class SimpleKeys {
  private readonly keys: (SimpleKey | undefined)[] = [];

  constructor(private readonly cursor: Cursor) {}

  save(level: number, token: number, required: boolean): void {
    this.forget(level);
    const { position, line, column } = this.cursor;
    this.keys[level] = { token, position, line, column, required };
  }

  /** The key that ":" belongs to here; undefined where there is none. */
  take(level: number): SimpleKey | undefined {
    const key = this.keys[level];
    if (key === undefined || this.isStale(key)) return undefined;
    this.keys[level] = undefined;
    return key;
  }

  forget(level: number): void {
    const key = this.keys[level];
    if (key?.required) throw new YamlError('":" is missing after a key', key.line + 1);
    this.keys[level] = undefined;
  }

  /** Only outside of all brackets can one be required, so only there does it matter when it is noticed. */
  forgetStale(): void {
    const key = this.keys[0];
    if (key !== undefined && this.isStale(key)) this.forget(0);
  }

  private isStale({ line, position }: SimpleKey): boolean {
    return line !== this.cursor.line || this.cursor.position - position > 1024;
  }
}
