/** Of two effects on one thing the later one, and of two that are as late the second. */
export function later<Effect extends { readonly order?: number }>(
  one: Effect | undefined,
  other: Effect | undefined,
): Effect | undefined {
  return orderOf(one) > orderOf(other) ? one : other;
}

function orderOf(effect: { readonly order?: number } | undefined): number {
  return effect?.order ?? -1;
}
