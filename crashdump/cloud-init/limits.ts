/**
 * What one customData may cost. Azure takes 64 KiB of it, but gzip, YAML's aliases and merge rules multiply that; within
 * these figures nothing takes a second or 64 MiB. What is beyond them is not read, and is reported as opaque.
 */
export const limits = {
  /** Bytes that all gunzipping together may give; cloud-init itself has no limit. */
  expandedBytes: 2 * 1024 * 1024,
  /** Multiparts and messages inside each other. Python gives up at some 300. */
  mimeDepth: 32,
  /** Lists and mappings inside each other, in YAML and JSON. PyYAML gives up at some 490. */
  nesting: 100,
  /** Tokens of all YAML and JSON together; also the values that one part's aliases may stand for, written out. */
  values: 200_000,
  /** Entries that merge keys and merge rules may copy or compare. */
  steps: 1_000_000,
} as const;

type Cost = "expandedBytes" | "values" | "steps";

/** Thrown where an input costs more than it may, and caught where its place is known. */
export class LimitExceeded extends Error {}

/** What is left of the limits while one customData is read. */
export class Budget {
  private readonly left: Record<Cost, number> = { ...limits };

  get expandedBytes(): number {
    return this.left.expandedBytes;
  }

  spend(what: Cost, count: number): void {
    this.left[what] -= count;
    if (this.left[what] < 0) throw new LimitExceeded(reasons[what]);
  }
}

/** Throws when something is nested deeper than is read. */
export function checkNesting(depth: number): void {
  if (depth > limits.nesting) throw new LimitExceeded(`it nests more than ${limits.nesting} lists and mappings`);
}

const reasons = {
  expandedBytes: `it expands to more than ${limits.expandedBytes / 1024 / 1024} MiB`,
  values: `it holds more than ${limits.values} values`,
  steps: "its merge keys or merge rules multiply it",
} as const;
