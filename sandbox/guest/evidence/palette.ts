/** A colour on light and on dark paper. */
type Colours = readonly [light: string, dark: string];

/** What a machine is doing between two moments, and its colour on light and on dark paper. */
export const states = {
  firmware: { label: "firmware and boot loader", colours: ["#9aa3ad", "#6b7480"] },
  booting: { label: "booting", colours: ["#5b8def", "#4a7bdc"] },
  configuring: { label: "installing and arming", colours: ["#8f6fd8", "#8465cf"] },
  running: { label: "armed", colours: ["#3aa76d", "#34935f"] },
  panicked: { label: "panicked", colours: ["#c0392b", "#d2493b"] },
  capturing: { label: "capture kernel", colours: ["#e08a1e", "#c97a17"] },
  saved: { label: "dump saved", colours: ["#3aa76d", "#34935f"] },
  lost: { label: "no dump", colours: ["#7d2a21", "#93362c"] },
  other: { label: "other", colours: ["#b9bfc6", "#565e68"] },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly colours: Colours }>>;

/** The state that the moment of this name begins. */
export function stateAfter(moment: string): string {
  return begins[moment] ?? "other";
}

const begins: Readonly<Record<string, string>> = {
  "power-on": "firmware",
  kernel: "booting",
  reserving: "booting",
  reset: "firmware",
  reserved: "configuring",
  armed: "running",
  panic: "panicked",
  "capture-kernel": "capturing",
  "dump-begun": "capturing",
  "dump-written": "saved",
  "dump-failed": "lost",
};

/** Of paper, and of what is written on it. */
export const ink = {
  paper: ["#ffffff", "#15181c"],
  ink: ["#1d2329", "#e6e9ed"],
  faint: ["#5c6670", "#9aa4af"],
  rule: ["#8a939c", "#6b7480"],
  good: ["#1f7a4a", "#5fcf95"],
  bad: ["#b02a1e", "#ff8a7d"],
} as const satisfies Readonly<Record<string, Colours>>;

/** A picture's colours as variables of their names, so that dark paper changes these alone, and its font. */
export function themed(
  selector: string,
  colours: Readonly<Record<string, Colours>>,
  font = "12px system-ui,sans-serif",
): readonly string[] {
  const on = (paper: 0 | 1) =>
    Object.entries(colours)
      .map(([name, both]) => `--${name}:${both[paper]}`)
      .join(";");
  return [`${selector}{${on(0)};font:${font}}`, `@media(prefers-color-scheme:dark){${selector}{${on(1)}}}`];
}

/** Of pictures and of pages that hold them: all of it is below .drill. */
export const style = [
  ...themed(".drill", {
    ...ink,
    ...Object.fromEntries(Object.entries(states).map(([name, { colours }]) => [name, colours])),
  }),
  ".drill text{fill:var(--ink)}",
  ".drill .paper{fill:var(--paper)}",
  ".drill .heading{font-size:17px;font-weight:600}",
  ".drill .title{font-weight:600}",
  ".drill .label{white-space:pre}",
  ".drill .small{font-size:11px}",
  ".drill .faint{fill:var(--faint)}",
  ".drill .good{fill:var(--good)}",
  ".drill .bad{fill:var(--bad)}",
  ".drill .tick,.drill .line{fill:none;stroke:var(--rule)}",
  ".drill .open{fill:none;stroke:var(--bad);stroke-dasharray:4 4}",
  ...Object.keys(states).map((state) => `.drill rect.${state}{fill:var(--${state})}`),
].join("");
