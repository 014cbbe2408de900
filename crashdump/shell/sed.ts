import { namesGuarded } from "../guest/guarded";
import { anyText, imageText, isKnown } from "../guest/text";
import type { Budget } from "./limits";
import type { SedAddress, SedCommand } from "./sed-syntax";
import type { RegexMatch } from "./regex";

/** What a sed script makes of a text. Gaps are treated as one letter: what a pattern says about them is not known. */
export function runSed(commands: readonly SedCommand[], text: string, quiet: boolean, budget: Budget): string {
  const ended = text.endsWith("\n");
  const lines = (ended ? text.slice(0, -1) : text).split("\n");
  if (text === "") return "";
  const ranges = new Set<SedCommand>();
  const output: string[] = [];
  let endsLine = true;
  for (const [index, line] of lines.entries()) {
    const after: string[] = [];
    const before = output.length;
    const pattern = { line: line as string | undefined, substituted: false };
    const here: Here = { number: index + 1, last: index === lines.length - 1, ranges, budget };
    for (const command of commands) {
      if (pattern.line === undefined) break;
      if (!applies(command, pattern.line, here)) {
        if (command.kind === "print" && !isKnown(pattern.line) && mayApply(command, pattern.line, budget))
          output.push(gapOf(pattern.line));
        if (mayApply(command, pattern.line, budget) && mayHide(command, pattern.line))
          pattern.line = pattern.line.replaceAll(imageText, anyText);
        continue;
      }
      act(command, pattern, output, after, here);
    }
    if (pattern.line !== undefined && !quiet) output.push(pattern.line);
    // Of a text that ends within a line, only this line itself does.
    endsLine = ended || !here.last || output.length === before || after.length > 0;
    output.push(...after);
  }
  return output.length === 0 ? "" : output.join("\n") + (endsLine ? "\n" : "");
}

interface Here {
  readonly number: number;
  readonly last: boolean;
  /** Commands that are inside their range of lines. */
  readonly ranges: Set<SedCommand>;
  readonly budget: Budget;
}

function applies(command: SedCommand, line: string, here: Here): boolean {
  const { from, to, negated } = command;
  if (from === undefined) return true;
  const wasInside = here.ranges.has(command) || (from === 0 && here.number === 1);
  let inside = wasInside || selects(from, line, here);
  if (to !== undefined) {
    if (wasInside ? selects(to, line, here) : !inside || (typeof to === "number" && to <= here.number)) {
      here.ranges.delete(command);
    } else here.ranges.add(command);
    inside = wasInside || inside;
  }
  return inside !== negated;
}

function selects(address: SedAddress, line: string, { number, last, budget }: Here): boolean {
  if (address === "$") return last;
  if (typeof address === "number") return address === number;
  return address.regex.find(line, budget) !== undefined;
}

function mayApply({ from }: SedCommand, line: string, budget: Budget): boolean {
  return typeof from !== "object" || from.regex.mayFind(line, budget);
}

/** A command that did not apply to what is seen of a line may still have changed what is not seen of it. */
function mayHide(command: SedCommand, line: string): boolean {
  return line.includes(imageText) && changesGuarded(command);
}

/** What may have been printed of a line in which nothing that is seen matches. */
function gapOf(line: string): string {
  return line.includes(anyText) ? anyText : imageText;
}

/** What a command takes away of the image's own is a change of it only where the image has something to lose. */
function changesGuarded(command: SedCommand): boolean {
  if (command.kind === "delete" || command.text === "") return /crashkernel/.test(command.source);
  return namesGuarded(command.source);
}

function act(
  command: SedCommand,
  pattern: { line: string | undefined },
  output: string[],
  after: string[],
  here: Here,
): void {
  const line = pattern.line ?? "";
  switch (command.kind) {
    case "delete":
      pattern.line = undefined;
      return;
    case "print":
      output.push(line);
      return;
    case "append":
      after.push(command.text);
      return;
    case "insert":
      output.push(command.text);
      return;
    case "change":
      pattern.line = here.ranges.has(command) ? undefined : command.text;
      return;
    case "substitute":
      pattern.line = substitute(command, line, output, here.budget);
  }
}

function substitute(command: SedCommand, line: string, output: string[], budget: Budget): string {
  const { regex, text, flags } = command;
  if (regex === undefined) return line;
  let result = "";
  let at = 0;
  let count = 0;
  let behind: number | undefined;
  while (at <= line.length) {
    const match = regex.find(line, budget, at);
    if (match === undefined) break;
    if (match.end === behind) {
      // Nothing is no match right behind another.
      result += line.charAt(at++);
      continue;
    }
    behind = match.end;
    count++;
    const wanted = flags.global ? count >= flags.nth : count === flags.nth;
    result += line.slice(at, match.start) + (wanted ? replacement(text, match) : line.slice(match.start, match.end));
    at = match.end;
    if (match.end === match.start) result += line.charAt(at++);
    if (!flags.global && count >= flags.nth) break;
  }
  const found = count >= flags.nth;
  result += line.slice(at);
  const hidden = (!found || flags.global) && !isKnown(line) && regex.mayFind(line, budget);
  if (flags.print && (found || hidden)) output.push(found ? result : gapOf(line));
  return hidden && mayHide(command, result) ? result.replaceAll(imageText, anyText) : result;
}

function replacement(text: string, { groups }: RegexMatch): string {
  return text.replace(/\\([0-9nt&\\])|\\(.)|(&)/gs, (_, escape?: string, other?: string) => {
    if (escape === undefined) return other ?? groups[0] ?? "";
    if (escape === "n") return "\n";
    if (escape === "t") return "\t";
    return /[0-9]/.test(escape) ? (groups[Number(escape)] ?? "") : escape;
  });
}
