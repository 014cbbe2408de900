/** The mutation tests ask each test thousands of times, and take a share of its inputs (stryker.config.mjs). */
const share = Number(process.env["PROPERTY_RUNS_SHARE"] ?? 1);

/** How often a property is tried. */
export function runs(count: number): number {
  return Math.ceil(count * share);
}

/** Those that a test goes through, spread over all. */
export function some<T>(items: readonly T[]): readonly T[] {
  return items.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share));
}
