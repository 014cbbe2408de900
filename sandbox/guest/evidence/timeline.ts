import { failureOf, machineOf } from "./description";
import { type Label, placeLabels, textWidth } from "./labels";
import { element, escaped, round, text } from "./markup";
import { states, stateAfter, style } from "./palette";
import type { DrillResult, Moment } from "./result";

/**
 * A result as a picture, SVG that stands alone or inside HTML: arming and crash as two bars, each on a scale of its own,
 * with what the guest was doing and when each moment came. Light or dark as the reader's system is. The same result
 * gives the same bytes.
 *
 * @param id Prefix of the ids in it, which must be unlike any other in the same document.
 */
export function timeline(result: DrillResult, id = "drill"): string {
  const bars = barsOf(result);
  const heading = `${result.release}, ${result.case}: ${result.passed ? "passed" : "failed"}`;
  const top = 64;
  const parts = bars.reduce<{ readonly y: number; readonly drawn: readonly string[] }>(
    ({ y, drawn }, bar) => {
      const { height, markup } = drawBar(bar);
      return { y: y + height, drawn: [...drawn, element("g", { transform: `translate(0 ${y})` }, markup)] };
    },
    { y: top, drawn: [] },
  );
  const height = parts.y + 34;
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "drill",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-desc`,
    },
    element("title", { id: `${id}-title` }, escaped(heading)),
    element("desc", { id: `${id}-desc` }, escaped(inWords(result, bars))),
    element("style", {}, style),
    element("rect", { class: "paper", width, height }),
    text(margin, 28, heading, `heading ${result.passed ? "good" : "bad"}`),
    text(margin, 46, machineOf(result), "faint"),
    ...parts.drawn,
    legend(bars, parts.y + 12),
  );
}

interface Bar {
  readonly title: string;
  readonly moments: readonly Moment[];
  /** Whether the last moment is where this should end. */
  readonly ended: boolean;
}

const width = 900;
const margin = 24;
/** The rest is for the label of the last moment. */
const barWidth = 620;
const rowHeight = 17;

function barsOf({ arming, crash }: DrillResult): readonly Bar[] {
  const bar = (title: string, moments: readonly Moment[]): Bar => ({
    title,
    moments,
    ended: moments.at(-1)?.name === "ssh" || moments.at(-1)?.name === "armed",
  });
  return [bar("From power-on to armed", arming), bar("From the panic on", crash)].filter(
    ({ moments }) => moments.length > 0,
  );
}

function inWords(result: DrillResult, bars: readonly Bar[]): string {
  const told = bars.map(
    ({ title, moments, ended }) =>
      `${title}: ${moments.map(({ label, seconds }) => `${label} at ${seconds.toFixed(1)} s`).join(", ")}${ended ? "" : "; then nothing more"}.`,
  );
  const seen = result.passed ? [] : [`Seen instead: ${failureOf(result).what}.`];
  return [`${result.promise}.`, ...seen, ...told].join(" ");
}

function drawBar({ title, moments, ended }: Bar): { readonly height: number; readonly markup: string } {
  const last = moments.at(-1)?.seconds ?? 0;
  // A guest that never came back has no end: a quarter of the bar is left for that.
  const scale = (ended ? barWidth : barWidth * 0.75) / (last || 1);
  const xOf = (seconds: number): number => round(margin + seconds * scale);
  const labels = placeLabels(moments, xOf);
  const rows = 1 + Math.max(...labels.map(({ row }) => row));
  const markup = [
    text(margin, 14, title, "title"),
    ...axis(last, xOf),
    ...moments.map((moment, index) => phase(moment, moments[index + 1], xOf)),
    ...(ended ? [] : [openEnd(xOf(last))]),
    ...labels.map(drawLabel),
  ];
  return { height: 74 + rows * rowHeight + 14, markup: markup.join("") };
}

/** Ticks at round seconds, about six of them. */
function axis(last: number, xOf: (seconds: number) => number): readonly string[] {
  const step = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600].find((seconds) => last / seconds <= 7) ?? 1200;
  const ticks = last === 0 ? [0] : Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
  return ticks.flatMap((seconds) => [
    element("path", { class: "tick", d: `M${xOf(seconds)} 38v6` }),
    element("text", { class: "faint small", x: xOf(seconds), y: 34, "text-anchor": "middle" }, `${seconds}`),
  ]);
}

function phase({ name, seconds }: Moment, next: Moment | undefined, xOf: (seconds: number) => number): string {
  if (next === undefined) return "";
  const x = xOf(seconds);
  return element("rect", { class: stateAfter(name), x, y: 44, width: round(xOf(next.seconds) - x), height: 22 });
}

function openEnd(x: number): string {
  const end = margin + barWidth;
  const note = "nothing more was seen";
  return [
    element("path", { class: "open", d: `M${x} 44H${end}M${x} 66H${end}` }),
    text(round((x + end - textWidth(note)) / 2), 59, note, "bad"),
  ].join("");
}

function drawLabel({ text: label, x, row }: Label): string {
  const y = 66 + 20 + row * rowHeight;
  return [element("path", { class: "line", d: `M${x} 44V${y}` }), text(x + 4, y, label, "label")].join("");
}

function legend(bars: readonly Bar[], y: number): string {
  const used = new Set(bars.flatMap(({ moments }) => moments.slice(0, -1).map(({ name }) => stateAfter(name))));
  let x = margin;
  return Object.entries(states)
    .filter(([state]) => used.has(state))
    .map(([state, { label }]) => {
      const swatch = element("rect", { class: state, x, y: y - 9, width: 10, height: 10 });
      const drawn = swatch + text(x + 15, y, label, "small faint");
      x = round(x + 15 + textWidth(label) + 16);
      return drawn;
    })
    .join("");
}
