import { runWords } from "../command";
import { failure, type Outcome, type Shell, success } from "../shell";
import { options } from "./options";

/** Gives what it reads to a command: behind its words, so many at a time, or a line each in place of a word. */
export function xargs(shell: Shell, args: readonly string[]): Outcome | undefined {
  const end = endOfOptions(args);
  const { flags, values } = options(args.slice(0, end), withValue);
  if (![...flags].every((flag) => understood.has(flag))) return undefined;
  const words = end < args.length ? args.slice(end) : ["echo"];
  const given = itemsOf(shell.input.text, flags);
  const most = Number(values.get("-n")?.[0] ?? Number.POSITIVE_INFINITY);
  if (given === undefined || !(most >= 1)) return failure;
  if (given.length === 0 && flags.has("-r")) return success;
  const place = values.get("-I")?.[0];
  const commands =
    place === undefined
      ? inGroups(given, most).map((group) => [...words, ...group])
      : given.map((item) => words.map((word) => word.replaceAll(place, item)));
  const outcomes = shell.withInput("", () => commands.map((command) => runWords(shell, command)));
  const open = outcomes.find(({ status }) => status === undefined);
  return open ?? { status: outcomes.every(({ status }) => status === 0) ? 0 : 123 };
}

const withValue = ["-n", "-I", "-P", "-s"];

const understood = new Set(["-0", "-r", "-t", ...withValue]);

/** Options end where the command begins; `-n 1` is two words, `-n1` is one. */
function endOfOptions(args: readonly string[]): number {
  const end = args.findIndex((word, index) => word === "--" || !(/^-./.test(word) || takesNext(args[index - 1])));
  if (end < 0) return args.length;
  return args[end] === "--" ? end + 1 : end;
}

function takesNext(word = ""): boolean {
  return /^-[0rt]*[nIPs]$/.test(word);
}

/** Undefined where a quote has no end. */
function itemsOf(text: string, flags: ReadonlySet<string>): readonly string[] | undefined {
  if (text === "") return [];
  if (flags.has("-0")) return text.replace(/\0$/, "").split("\0");
  const item = flags.has("-I")
    ? /(?!\s)(?:'[^'\n]*'|"[^"\n]*"|\\[^]|[^'"\\\n])+/g
    : /(?:'[^'\n]*'|"[^"\n]*"|\\[^]|[^'"\\\s])+/g;
  if (text.replace(item, "").trim() !== "") return undefined;
  return (text.match(item) ?? []).map((quoted) => quoted.replace(/'([^']*)'|"([^"]*)"|\\([^])/g, "$1$2$3"));
}

/** At least one, be it of nothing. */
function inGroups(items: readonly string[], most: number): readonly (readonly string[])[] {
  if (items.length <= most) return [items];
  return [items.slice(0, most), ...inGroups(items.slice(most), most)];
}
