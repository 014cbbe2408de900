import { element, text } from "../guest/evidence/markup";
import { ink, themed } from "../guest/evidence/palette";
import type { Violation } from "../events";

/**
 * What the policy pack said of a stack that it rejected, as a picture: SVG, light or dark as the reader's system is. The
 * same violations give the same bytes, in whatever order the engine came to them.
 */
export function rejectionPicture(violations: readonly Violation[]): string {
  const lines = [
    { text: `❌ azure-kdump: ${violations.length} mandatory violations`, look: "bad" },
    ...violations.map(linesOf).sort(byFirst).flat(),
  ];
  const height = top + lines.length * lineHeight + margin;
  return `${element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "rejection",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
    },
    element("title", {}, "A stack that the policy pack rejects, and why"),
    element("style", {}, style),
    element("rect", { class: "paper", width, height, rx: 8 }),
    ...lines.map(({ text: line, look }, index) => text(margin, top + index * lineHeight, line, look)),
  )}\n`;
}

interface Line {
  readonly text: string;
  readonly look: "bad" | "faint" | "ink" | "good";
}

/** The policy and its VM, why there is such a policy, what was found, and how to mend it. */
function linesOf({ policy, urn = "", level, message }: Violation): readonly Line[] {
  const [why = "", ...found] = message.split("\n");
  return [
    { text: `- [${level}] ${policy}  (${urn.split("::").slice(-2).join(": ")})`, look: "bad" },
    ...wrapped(why, "faint"),
    ...found.flatMap((line) => wrapped(line, line.startsWith("To mend it") ? "good" : "ink")),
  ];
}

function wrapped(text: string, look: Line["look"]): readonly Line[] {
  const rows = text.match(new RegExp(`\\S(?:.{0,${columns - 2}}\\S)?(?=\\s|$)`, "g")) ?? [];
  return rows.map((row) => ({ text: `  ${row}`, look }));
}

function byFirst([one]: readonly Line[], [other]: readonly Line[]): number {
  return (one?.text ?? "") < (other?.text ?? "") ? -1 : 1;
}

const width = 900;
const margin = 20;
const top = 34;
const lineHeight = 18;
/** Of 12-pixel letters, each 7.2 wide, and two for the indentation. */
const columns = Math.floor((width - 2 * margin) / 7.25) - 2;

const style = [
  // A terminal's paper, which is not quite the page's.
  ...themed(
    ".rejection",
    { ...ink, paper: ["#f6f8fa", ink.paper[1]] },
    '12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace',
  ),
  ".rejection text{white-space:pre}",
  ...["paper", "ink", "faint", "good", "bad"].map((name) => `.rejection .${name}{fill:var(--${name})}`),
].join("");
