import { anyText, imageText } from "../guest/text";
import type { Budget } from "./limits";
import type { RegexNode } from "./regex-syntax";

/** Whether a pattern may match somewhere in a text if its gaps held the right letters. Never says no by mistake. */
export function mayMatch(node: RegexNode, text: string, budget: Budget): boolean {
  for (let start = 0; start <= text.length; start++) {
    if (may(node, start, { text, budget }, () => true)) return true;
  }
  return false;
}

/** The same of all of a text. */
export function mayMatchAll(node: RegexNode, text: string, budget: Budget): boolean {
  return may(node, 0, { text, budget }, (at) => onlyGaps(text.slice(at)));
}

interface Run {
  readonly text: string;
  readonly budget: Budget;
}

type Then = (at: number) => boolean;

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function may(node: RegexNode, at: number, run: Run, then: Then): boolean {
  run.budget.spend(1);
  const letter = run.text.charAt(at);
  switch (node.kind) {
    case "char":
      // A gap holds the letter and goes on, or it has come to its end.
      if (isGap(letter)) return then(at) || may(node, at + 1, run, then);
      return letter !== "" && node.accepts(letter, same) && then(at + 1);
    case "start":
      return onlyGaps(run.text.slice(0, at)) && then(at);
    case "end":
      return onlyGaps(run.text.slice(at)) && then(at);
    case "boundary":
    case "back":
      return then(at);
    case "sequence":
      return sequence(node.nodes, 0, at, run, then);
    case "choice":
      return node.nodes.some((choice) => may(choice, at, run, then));
    case "group":
      return may(node.node, at, run, then);
    case "repeat":
      return repeat(node.node, node.least, at, run, then);
  }
}

function sequence(nodes: readonly RegexNode[], index: number, at: number, run: Run, then: Then): boolean {
  const node = nodes[index];
  if (node === undefined) return then(at);
  return may(node, at, run, (end) => sequence(nodes, index + 1, end, run, then));
}

/** The upper bound is left out: it only makes matches rarer. */
function repeat(node: RegexNode, least: number, at: number, run: Run, then: Then): boolean {
  if (least <= 0 && then(at)) return true;
  if (isGap(run.text.charAt(at))) return then(at) || repeat(node, 0, at + 1, run, then);
  return may(node, at, run, (end) => end > at && repeat(node, least - 1, end, run, then));
}

function isGap(letter: string): boolean {
  return letter === imageText || letter === anyText;
}

function onlyGaps(text: string): boolean {
  return text.replaceAll(imageText, "").replaceAll(anyText, "") === "";
}
