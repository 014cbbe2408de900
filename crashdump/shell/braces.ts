import { type Budget, limits } from "./limits";

/**
 * The words that a word stands for by its braces, as bash makes them before it expands anything else:
 * `/etc/{a,b}.conf`, `x{,.bak}`, `{1..3}`. Braces in quotes, in an expansion, and without a comma or a range stay.
 */
export function expandedBraces(text: string, budget: Budget): readonly string[] {
  for (let at = 0; at < text.length; at = behind(text, at)) {
    const group = text[at] === "{" ? groupAt(text, at) : undefined;
    if (group === undefined) continue;
    const tails = expandedBraces(text.slice(group.end), budget);
    const items = group.items.flatMap((item) => expandedBraces(item, budget));
    budget.spend(items.length * tails.length);
    return items.flatMap((item) => tails.map((tail) => text.slice(0, at) + item + tail));
  }
  return [text];
}

interface Group {
  readonly items: readonly string[];
  /** Behind the closing brace. */
  readonly end: number;
}

function groupAt(text: string, start: number): Group | undefined {
  const items: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < text.length; at = behind(text, at)) {
    if (text[at] === "{") depth++;
    else if (text[at] === "," && depth === 1) {
      items.push(text.slice(from, at));
      from = at + 1;
    } else if (text[at] === "}" && --depth === 0) {
      const last = text.slice(from, at);
      const all = items.length > 0 ? [...items, last] : rangeOf(last);
      return all && { items: all, end: at + 1 };
    }
  }
  return undefined;
}

/** Where the letter, the quotes or the expansion at a place end. */
function behind(text: string, at: number): number {
  token.lastIndex = at;
  return at + (token.exec(text)?.[0].length ?? 1);
}

const token =
  /\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"|\$\{[^}]*\}|[$<>]\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|`[^`]*`|[^]/y;

/** `1..3`, `a..c`, either with a step: `1..9..2`. */
function rangeOf(text: string): readonly string[] | undefined {
  const match = /^(?:(-?\d+)\.\.(-?\d+)|([a-zA-Z])\.\.([a-zA-Z]))(?:\.\.-?(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, first, last, firstLetter, lastLetter, by = "1"] = match;
  const [from, to] =
    first === undefined
      ? [firstLetter?.charCodeAt(0) ?? 0, lastLetter?.charCodeAt(0) ?? 0]
      : [Number(first), Number(last)];
  const step = Number(by) || 1;
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  if (count > limits.iterations) return undefined;
  const width = [first, last].some((end) => /^-?0\d/.test(end ?? ""))
    ? Math.max(first?.length ?? 0, last?.length ?? 0)
    : 0;
  return Array.from({ length: count }, (_, index) => {
    const value = from + Math.sign(to - from) * step * index;
    if (first === undefined) return String.fromCharCode(value);
    return value < 0 ? `-${String(-value).padStart(width - 1, "0")}` : String(value).padStart(width, "0");
  });
}
