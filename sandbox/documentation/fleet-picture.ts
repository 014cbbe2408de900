import { element, escaped, round, text } from "../guest/evidence/markup";
import { ink, states, themed } from "../guest/evidence/palette";
import { amount, type Comparison, type FleetFigures, measures, readFleet } from "./fleet";

/** The comparisons as bars, SVG that stands alone. Light or dark as the reader's system is. Same figures, same bytes. */
export function fleetPicture({ comparisons }: FleetFigures = readFleet()): string {
  const height = 20 + comparisons.length * groupHeight;
  const groups = comparisons.map((comparison, index) =>
    element("g", { transform: `translate(0 ${10 + index * groupHeight})` }, group(comparison)),
  );
  const size = { viewBox: `0 0 ${width} ${height}`, width, height };
  const said = { role: "img", "aria-labelledby": "fleet-title fleet-desc" };
  return `${element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", class: "fleet", ...size, ...said },
    element("title", { id: "fleet-title" }, "What the preview of a fleet costs"),
    element("desc", { id: "fleet-desc" }, escaped(comparisons.map(inWords).join(" "))),
    element("style", {}, style),
    element("rect", { class: "paper", width, height }),
    ...groups,
  )}\n`;
}

const width = 760;
const left = 210;
const barWidth = 430;
const barHeight = 14;
const measureHeight = 2 * barHeight + 14;
const groupHeight = 34 + measures.length * measureHeight + 12;

function inWords({ machines, fleet, hardened, byHand }: Comparison): string {
  const told = measures.map(
    ([what, measure, unit]) => `${what}: ${amount(hardened[measure], unit)} against ${amount(byHand[measure], unit)}`,
  );
  return `${machines} ${fleet}, by HardenedVm and by hand. ${told.join("; ")}.`;
}

/** Each measure on a scale of its own, on which the larger one fills the width. */
function group({ machines, fleet, resources, hardened, byHand, ratio }: Comparison): string {
  const heading = `${machines} ${fleet}, ${resources} resources each`;
  const bars = measures.map(([what, measure, unit], index) => {
    const most = Math.max(hardened[measure], byHand[measure]);
    const bar = (kind: string, label: string, value: number, y: number) => [
      element("rect", { class: kind, x: left, y, width: round((barWidth * value) / most), height: barHeight }),
      text(round(left + (barWidth * value) / most + 6), y + 11, `${label} ${amount(value, unit)}`, "small"),
    ];
    return element(
      "g",
      { transform: `translate(0 ${34 + index * measureHeight})` },
      text(20, 17, what),
      ...bar("ours", `${ratio[measure].toFixed(2)} ×:`, hardened[measure], 0),
      ...bar("hand", "by hand", byHand[measure], barHeight + 2),
    );
  });
  return [text(20, 18, heading, "heading"), ...bars].join("");
}

const style = [
  ...themed(".fleet", {
    paper: ink.paper,
    ink: ink.ink,
    ours: states.running.colours,
    hand: states.firmware.colours,
  }),
  ".fleet text{fill:var(--ink)}",
  ".fleet .paper{fill:var(--paper)}",
  ".fleet .heading{font-weight:600}",
  ".fleet .small{font-size:11px}",
  ".fleet .ours{fill:var(--ours)}",
  ".fleet .hand{fill:var(--hand)}",
].join("");
