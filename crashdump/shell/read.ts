import { anyText, isKnown } from "../guest/text";
import { options } from "./commands/options";
import { blanks, separatorOf } from "./fields";
import { failure, type Outcome, type Shell, success, unclear } from "./shell";

/**
 * The builtin `read`: takes one line of the input, and fails where no line end follows it, having assigned what there
 * was. What is not known of a line may be any number of lines.
 */
export function read(shell: Shell, args: readonly string[]): Outcome {
  const { flags, operands } = options(args, ["-p", "-t", "-d", "-n", "-N", "-u", "-i"]);
  const names = operands.length === 0 ? ["REPLY"] : operands;
  // By letters, by another line end, from another descriptor, or into an array.
  if (["-d", "-n", "-N", "-u", "-a"].some((flag) => flags.has(flag))) {
    for (const name of names) shell.assign(name, anyText);
    return unclear;
  }
  const raw = flags.has("-r");
  const { line, rest } = firstLine(shell.input.text, raw);
  shell.input.text = rest ?? "";
  const ifs = shell.scope.variables.get("IFS") ?? blanks;
  const values = operands.length === 0 ? [line] : fields(line, names.length, ifs, raw);
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? "";
    shell.assign(name, !isKnown(line + ifs) ? anyText : raw ? value : value.replace(/\\([^])/g, "$1"));
  }
  if (!isKnown(line)) return unclear;
  return rest === undefined ? failure : success;
}

/** `rest` is undefined where the text ends before its line does. A backslash joins two lines unless `raw`. */
function firstLine(text: string, raw: boolean): { readonly line: string; readonly rest: string | undefined } {
  const [, line = "", end] = (raw ? /^([^\n]*)(\n?)/ : /^((?:[^\n\\]|\\[^]|\\$)*)(\n?)/).exec(text) ?? [];
  const rest = end === "" ? undefined : text.slice(line.length + 1);
  return { line: raw ? line : line.replaceAll("\\\n", ""), rest };
}

/** A line cut at $IFS, without blanks at its ends; the last field is all the rest. */
function fields(line: string, count: number, ifs: string, raw: boolean): readonly string[] {
  const separator = separatorOf(ifs, !raw);
  if (separator === undefined) return [line];
  const blank = `[${ifs.replace(/[^ \t\n]/g, "")}]`;
  let rest = line.replace(new RegExp(`^${blank}+|${raw ? "" : "(?<!\\\\)"}${blank}+$`, "g"), "");
  const found: string[] = [];
  let match = separator.exec(rest);
  for (; match !== null && found.length < count - 1; match = separator.exec(rest)) {
    found.push(rest.slice(0, match.index));
    rest = rest.slice(match.index + match[0].length);
  }
  // One separator behind the last field is not part of it.
  const ends = match !== null && match.index + match[0].length === rest.length;
  return [...found, ends ? rest.slice(0, match?.index) : rest];
}
