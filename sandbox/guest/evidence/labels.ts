import type { Moment } from "./result";

/** A moment's text below a bar: it begins at x, under a line that comes down from the bar to its row. */
export interface Label {
  readonly text: string;
  readonly x: number;
  /** 0 is the row next to the bar. */
  readonly row: number;
}

/**
 * Places the labels of moments, in order of time, so that no text meets another or the line of another: from the last
 * to the first, each in the highest row where it ends before every line that goes as deep.
 */
export function placeLabels(moments: readonly Moment[], xOf: (seconds: number) => number): readonly Label[] {
  return moments.reduceRight<readonly Label[]>((placed, moment) => {
    const [text, x] = [textOf(moment), xOf(moment.seconds)];
    const end = x + textWidth(text) + gap;
    const rowsTaken = placed.filter((label) => label.x < end).map(({ row }) => row + 1);
    return [{ text, x, row: Math.max(0, ...rowsTaken) }, ...placed];
  }, []);
}

/** Pixels that text of 12 px takes, rather too much: nobody knows the reader's font. */
export function textWidth(text: string): number {
  return Array.from(text).reduce((width, character) => width + (character < "\u0100" ? 7.2 : 13), 0);
}

const gap = 10;
const longest = 36;

function textOf({ label, seconds }: Moment): string {
  const characters = Array.from(label);
  const short = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : label;
  return `${seconds.toFixed(1)} s  ${short}`;
}
