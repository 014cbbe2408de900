import type { Char } from "./regex-syntax";

/** A bracket expression that begins at `start`; shell patterns negate with `!` as well. */
export function parseBracket(
  pattern: string,
  start: number,
): { readonly node: Char; readonly end: number } | undefined {
  let at = start + 1;
  const negated = pattern[at] === "^" || pattern[at] === "!";
  if (negated) at++;
  const tests: Char["accepts"][] = [];
  for (let first = true; first || pattern[at] !== "]"; first = false) {
    const letter = pattern[at];
    if (letter === undefined) return undefined;
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at, at + 12));
    const kind = classes[named?.[1] ?? ""];
    if (named !== null && kind !== undefined) {
      tests.push((other) => kind.test(other));
      at += named[0].length;
    } else if (pattern[at + 1] === "-" && pattern[at + 2] !== "]" && pattern[at + 2] !== undefined) {
      const last = pattern.charAt(at + 2);
      tests.push((other) => other >= letter && other <= last);
      at += 3;
    } else {
      tests.push((other, same) => same(other, letter));
      at++;
    }
  }
  const accepts: Char["accepts"] = (letter, same) => tests.some((test) => test(letter, same)) !== negated;
  return { node: { kind: "char", accepts }, end: at + 1 };
}

const classes: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/,
  digit: /[0-9]/,
  alnum: /[A-Za-z0-9]/,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  space: /\s/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
};
