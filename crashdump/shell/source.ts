/** The script that positions in a syntax tree point into, and what messages call it. */
export interface Source {
  readonly text: string;
  readonly place: string;
  /** Offsets at which its lines begin, once somebody has asked for one. */
  lineStarts?: readonly number[];
}

/** The place of an offset: the script's, with the line where it has several. */
export function placeIn(source: Source, offset: number): string {
  source.lineStarts ??= lineStarts(source);
  const starts = source.lineStarts;
  if (starts.length < 2) return source.place;
  let [least, most] = [0, starts.length - 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if ((starts[middle] ?? 0) <= offset) least = middle;
    else most = middle - 1;
  }
  return `${source.place}, line ${least + 1}`;
}

function lineStarts(source: Source): readonly number[] {
  const text = source.text.trimEnd();
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
