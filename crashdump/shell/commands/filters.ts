import { namesGuarded } from "../../guest/guarded";
import { anyText, imageText, isKnown } from "../../guest/text";
import type { Budget } from "../limits";
import { Regex } from "../regex";
import { runSed } from "../sed";
import { parseSed } from "../sed-syntax";
import { type Outcome, type Shell, success, unclear } from "../shell";
import type { CommandTable } from "./index";
import { options } from "./options";

/** Commands that read text and write what becomes of it; sed also edits files. */
export const filters: CommandTable = {
  sed: (shell, args) => {
    const { flags, values, operands } = sedOptions(args);
    const scripts = [...(values.get("-e") ?? []), ...(values.get("--expression") ?? [])];
    const paths = scripts.length > 0 ? operands : operands.slice(1);
    const script = scripts.length > 0 ? scripts.join("\n") : (operands[0] ?? "");
    const extended = flags.has("-E") || flags.has("-r") || flags.has("--regexp-extended");
    const quiet = flags.has("-n") || flags.has("--quiet") || flags.has("--silent");
    const readable = isKnown(script) && !flags.has("-f") && !flags.has("--file");
    const commands = readable ? parseSed(script, extended) : undefined;
    // Commands that write other files or run programs are among those that are not parsed.
    if (commands === undefined && namesGuarded(script)) shell.guest.leaveUnread(script, shell.place);
    const edit = (text: string) =>
      commands === undefined ? (text === "" ? "" : anyText) : runSed(commands, text, quiet, shell.budget);
    if (!flags.has("-i") && !flags.has("--in-place")) {
      const text = paths.length === 0 ? shell.input.text : paths.map((path) => shell.read(path)).join("");
      shell.print(edit(text));
      return success;
    }
    for (const path of paths) edited(shell, path, edit);
    return success;
  },

  grep,
  egrep: (shell, args) => grep(shell, ["-E", ...args]),
  fgrep: (shell, args) => grep(shell, ["-F", ...args]),

  head: (shell, args) => lines(shell, args, (all, count) => all.slice(0, count)),
  tail: (shell, args) =>
    lines(shell, args, (all, count, fromStart) => {
      if (fromStart) return all.slice(Math.max(count - 1, 0));
      return count === 0 ? [] : all.slice(-Math.abs(count));
    }),

  // Programs that may write files or run commands; what they print is nobody's guess.
  awk,
  gawk: awk,
  mawk: awk,
  cut: passed,
  tr: (shell, [set = "", by = ""]) => {
    const { text } = shell.input;
    if (set === "-d" && /^(\\n|"|'| )$/.test(by)) shell.print(text.replaceAll(by === "\\n" ? "\n" : by, ""));
    else shell.print(text === "" ? "" : anyText);
    return success;
  },
  sort: passed,
  uniq: passed,
  wc: passed,
  jq: passed,
  base64: (shell, args) => {
    const { flags, operands } = options(args, ["-w"]);
    const text = operands[0] === undefined ? shell.input.text : shell.read(operands[0]);
    const decoding = flags.has("-d") || flags.has("--decode") || flags.has("-D");
    shell.print(!isKnown(text) ? anyText : decoding ? decoded(text) : Buffer.from(text).toString("base64"));
    return success;
  },
};

/** -i takes the suffix of a backup only where it is joined to it. */
function sedOptions(args: readonly string[]) {
  const words = args.map((arg) =>
    /^-[a-zA-Z]*i/.test(arg) && !arg.startsWith("--") && !/^-[ef]/.test(arg) ? arg.replace(/i.*$/, "i") : arg,
  );
  return options(words, ["-e", "--expression", "-f", "--file", "-l"]);
}

function edited(shell: Shell, path: string, edit: (text: string) => string): void {
  const before = shell.read(path);
  const after = edit(before);
  if (after !== before) shell.write(path, after, false);
}

function grep(shell: Shell, args: readonly string[]): Outcome | undefined {
  const { flags, values, operands } = options(args, ["-e", "--regexp", "-f", "-m", "-A", "-B", "-C"]);
  const given = [...(values.get("-e") ?? []), ...(values.get("--regexp") ?? [])];
  const pattern = given[0] ?? operands[0] ?? "";
  const paths = given.length > 0 ? operands : operands.slice(1);
  if (given.length > 1 || flags.has("-f") || flags.has("-P") || !isKnown(pattern)) return answer(shell, flags, anyText);
  if (flags.has("-r") || flags.has("-R")) return answer(shell, flags, anyText);
  const quoted = flags.has("-F") ? pattern.replace(/[\\^$.*[\]]/g, "\\$&") : pattern;
  const regex = Regex.of(
    flags.has("-w") ? `\\<${quoted}\\>` : quoted,
    flags.has("-E") ? "extended" : "basic",
    flags.has("-i"),
  );
  const text = paths.length === 0 ? shell.input.text : paths.map((path) => shell.read(path)).join("");
  if (regex === undefined) return answer(shell, flags, anyText);
  const all = text.replace(/\n$/, "").split("\n");
  const matches = (line: string) =>
    flags.has("-x") ? regex.matchesAll(line, shell.budget) : regex.find(line, shell.budget) !== undefined;
  const found = text === "" ? [] : all.filter((line) => matches(line) !== flags.has("-v"));
  if (flags.has("-c") && isKnown(text)) {
    shell.print(`${found.length}\n`);
    return { status: Number(found.length === 0) };
  }
  if (found.length > 0) {
    const parts = flags.has("-o") ? found.flatMap((line) => occurrences(regex, line, shell.budget)) : found;
    return answer(shell, flags, parts.length === 0 ? undefined : parts.join("\n"), 0);
  }
  return isKnown(text)
    ? answer(shell, flags, undefined, 1)
    : answer(shell, flags, text.includes(anyText) ? anyText : imageText);
}

/** All that a pattern matches in a line, but for empty texts. */
function occurrences(regex: Regex, line: string, budget: Budget): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < line.length; ) {
    const match = regex.find(line, budget, at);
    if (match === undefined) break;
    if (match.end > match.start) found.push(line.slice(match.start, match.end));
    at = Math.max(match.end, match.start + 1);
  }
  return found;
}

/** Not finding a text is nearly always the reason to add it: finding it would mean that it is there already. */
function answer(shell: Shell, flags: ReadonlySet<string>, text: string | undefined, status?: number): Outcome {
  if (!flags.has("-q") && !flags.has("--quiet") && text !== undefined) {
    shell.print(flags.has("-c") || flags.has("-l") || flags.has("-n") ? anyText : `${text}\n`);
  }
  return status === undefined ? { status: undefined, already: 0 } : { status };
}

function lines(
  shell: Shell,
  args: readonly string[],
  pick: (all: readonly string[], count: number, fromStart: boolean) => readonly string[],
): Outcome {
  const isValue = (index: number) => /^(-n|--lines)$/.test(args[index - 1] ?? "");
  const words = args.map((arg, index) => (isValue(index) ? arg : arg.replace(/^-(\d+)$/, "-n$1")));
  const { values, operands } = options(words, ["-n", "--lines", "-c"]);
  const text = operands.length === 0 ? shell.input.text : operands.map((path) => shell.read(path)).join("");
  const count = (values.get("-n") ?? values.get("--lines"))?.[0] ?? "10";
  if (text === "") return success;
  const exact = isKnown(text) && /^[-+]?\d+$/.test(count) && !values.has("-c");
  const picked = exact ? pick(text.replace(/\n$/, "").split("\n"), Number(count), count.startsWith("+")) : [gap(text)];
  shell.print(picked.map((line) => `${line}\n`).join(""));
  return success;
}

function gap(text: string): string {
  return text.includes(anyText) || isKnown(text) ? anyText : imageText;
}

function awk(shell: Shell, args: readonly string[]): Outcome | undefined {
  const program = args.join(" ");
  if (namesGuarded(program) && />|(?<!\|)\|(?!\|)|system\s*\(|inplace/.test(program)) return undefined;
  return passed(shell, args);
}

function passed(shell: Shell, args: readonly string[]): Outcome {
  const { operands } = options(args);
  shell.print(operands.length === 0 && shell.input.text === "" ? "" : anyText);
  return unclear;
}

function decoded(text: string): string {
  return Buffer.from(text, "base64").toString("utf8");
}
