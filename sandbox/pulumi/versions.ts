/** Compares dotted numbers: "1.26.8" is at least "1.25.11". What is missing counts as 0. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [have, want] = [version, minimum].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (const [i, wanted] of (want ?? []).entries()) {
    const part = have?.[i] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
