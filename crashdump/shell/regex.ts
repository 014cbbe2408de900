import { type Char, parseRegex, type RegexNode, type RegexSyntax } from "./regex-syntax";
import type { Budget } from "./limits";
import { mayMatch, mayMatchAll } from "./regex-gaps";

/** Where a pattern matched, and what its groups did. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** Group 0 is the whole match. */
  readonly groups: readonly (string | undefined)[];
}

/**
 * A POSIX regular expression or a shell pattern. Not JavaScript's engine: patterns come from strangers, and a
 * backtracking engine without a limit can be kept busy for hours by thirty letters.
 */
export class Regex {
  private readonly hasChoice: boolean;

  private constructor(
    private readonly node: RegexNode,
    private readonly groupCount: number,
    private readonly ignoreCase: boolean,
  ) {
    this.hasChoice = holdsChoice(node);
  }

  /** Undefined for a pattern that is refused or not supported. */
  static of(pattern: string, syntax: RegexSyntax, ignoreCase = false): Regex | undefined {
    const parsed = parseRegex(pattern, syntax);
    return parsed && new Regex(parsed.node, parsed.groups, ignoreCase);
  }

  /** The first match at or after `from`, the longest one there. */
  find(text: string, budget: Budget, from = 0): RegexMatch | undefined {
    for (let start = from; start <= text.length; start++) {
      const match = this.at(text, start, budget);
      if (match !== undefined) return match;
    }
    return undefined;
  }

  /** Whether there may be a match if the text's gaps held the right letters. */
  mayFind(text: string, budget: Budget): boolean {
    return mayMatch(this.node, text, budget);
  }

  /** Whether the pattern may match all of a text if its gaps held the right letters. */
  mayMatchAll(text: string, budget: Budget): boolean {
    return mayMatchAll(this.node, text, budget);
  }

  /** Whether the pattern matches all of a text. */
  matchesAll(text: string, budget: Budget): boolean {
    return this.at(text, 0, budget, (end) => end === text.length) !== undefined;
  }

  /** The match that begins at `start`. */
  at(
    text: string,
    start: number,
    budget: Budget,
    accept: (end: number) => boolean = () => true,
  ): RegexMatch | undefined {
    const groups: (string | undefined)[] = new Array<undefined>(this.groupCount + 1).fill(undefined);
    const run: Run = { text, budget, groups, same: this.ignoreCase ? sameLetter : (one, other) => one === other };
    let longest: RegexMatch | undefined;
    match(this.node, start, run, (end) => {
      if (!accept(end)) return false;
      if (longest === undefined || end > longest.end) {
        longest = { start, end, groups: [text.slice(start, end), ...groups.slice(1)] };
      }
      // Without a choice the first match is the longest, as far as what is judged goes.
      return !this.hasChoice || end === text.length;
    });
    return longest;
  }
}

interface Run {
  readonly text: string;
  readonly budget: Budget;
  readonly groups: (string | undefined)[];
  readonly same: (one: string, other: string) => boolean;
}

type Then = (at: number) => boolean;

function holdsChoice(node: RegexNode): boolean {
  if (node.kind === "choice") return true;
  if (node.kind === "sequence") return node.nodes.some(holdsChoice);
  return (node.kind === "group" || node.kind === "repeat") && holdsChoice(node.node);
}

function match(node: RegexNode, at: number, run: Run, then: Then): boolean {
  run.budget.spend(1);
  switch (node.kind) {
    case "char":
      return at < run.text.length && fits(node, run.text.charAt(at), run) && then(at + 1);
    case "start":
      return at === 0 && then(at);
    case "end":
      return at === run.text.length && then(at);
    case "boundary":
      return isBoundary(run.text, at, node.side) && then(at);
    case "sequence":
      return sequence(node.nodes, 0, at, run, then);
    case "choice":
      return node.nodes.some((choice) => match(choice, at, run, then));
    case "group":
      return match(node.node, at, run, (end) => {
        const before = run.groups[node.index];
        run.groups[node.index] = run.text.slice(at, end);
        if (then(end)) return true;
        run.groups[node.index] = before;
        return false;
      });
    case "back": {
      const text = run.groups[node.index] ?? "";
      return run.text.startsWith(text, at) && then(at + text.length);
    }
    case "repeat":
      return node.node.kind === "char"
        ? repeatChar(node.node, node, at, run, then)
        : repeat(node.node, node, 0, at, run, then);
  }
}

function sequence(nodes: readonly RegexNode[], index: number, at: number, run: Run, then: Then): boolean {
  const node = nodes[index];
  if (node === undefined) return then(at);
  return match(node, at, run, (end) => sequence(nodes, index + 1, end, run, then));
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}

function repeatChar(node: Char, { least, most }: Bounds, at: number, run: Run, then: Then): boolean {
  let count = 0;
  while (count < most && at + count < run.text.length && fits(node, run.text.charAt(at + count), run)) count++;
  run.budget.spend(count / 8);
  for (let taken = count; taken >= least; taken--) {
    run.budget.spend(1);
    if (then(at + taken)) return true;
  }
  return false;
}

function repeat(node: RegexNode, bounds: Bounds, count: number, at: number, run: Run, then: Then): boolean {
  // Deeper than any real line; without a bound a long line could exhaust the stack.
  if (count < Math.min(bounds.most, 500)) {
    const more = match(node, at, run, (end) => end > at && repeat(node, bounds, count + 1, end, run, then));
    if (more) return true;
  }
  return count >= bounds.least && then(at);
}

function fits(node: Char, letter: string, { same }: Run): boolean {
  return node.accepts(letter, same);
}

function sameLetter(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isBoundary(text: string, at: number, side: "start" | "end" | "either"): boolean {
  const before = /\w/.test(text.charAt(at - 1));
  const after = /\w/.test(text.charAt(at));
  if (side === "start") return !before && after;
  if (side === "end") return before && !after;
  return before !== after;
}
