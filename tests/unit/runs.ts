/**
 * How often a property is tried: as often as said, but for the mutation tests, which ask each property thousands of
 * times and take a share (stryker.config.mjs).
 */
export function runs(count: number): number {
  return Math.ceil(count * Number(process.env["PROPERTY_RUNS_SHARE"] ?? 1));
}
