/** Of texts that are sorted, those that begin so, one beginning after the other. Most are not looked at. */
export function startingWith(sorted: readonly string[], starts: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const start of starts) {
    for (let at = firstFrom(sorted, start); sorted[at]?.startsWith(start) === true; at++) found.push(sorted[at] ?? "");
  }
  return found;
}

/** Where the first one stands that is not before `start`. */
function firstFrom(sorted: readonly string[], start: string): number {
  let [least, most] = [0, sorted.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((sorted[middle] ?? "") < start) least = middle + 1;
    else most = middle;
  }
  return least;
}
