import type { ConfigurationProblem } from "./problem";

export interface Assignment {
  readonly name: string;
  readonly value: string;
}

export interface ShellAssignments {
  /** In file order, each with its line. */
  readonly assignments: readonly (Assignment & { readonly line: number })[];
  /** Last assignment of each variable: the one in effect. */
  readonly values: ReadonlyMap<string, string>;
  /** What is no plain assignment, and what a value takes from elsewhere. */
  readonly errors: readonly ConfigurationProblem[];
}

/**
 * Reads a file of variables that a shell sources: quotes, backslashes, continued lines, comments and `export` are
 * understood, and variables that the file itself has assigned. A command, a command substitution and a variable from
 * elsewhere are errors, because only the shell knows what they give. Never throws.
 */
export function parseShellAssignments(text: string): ShellAssignments {
  const assignments: (Assignment & { readonly line: number })[] = [];
  const values = new Map<string, string>();
  const errors: ConfigurationProblem[] = [];
  const source = text.replaceAll("\r\n", "\n");
  let at = 0;
  let line = 1;
  const advance = (length: number) => {
    for (const character of source.slice(at, at + length)) if (character === "\n") line++;
    at += length;
  };
  while (at < source.length) {
    const skipped = match(betweenCommands, source, at)?.[0].length ?? 0;
    if (skipped > 0) {
      advance(skipped);
      continue;
    }
    const [head = "", name] = match(assignmentHead, source, at) ?? [];
    if (name === undefined) {
      const command = match(restOfLine, source, at)?.[0] ?? "";
      errors.push({ line, ...commandProblem(command) });
      advance(Math.max(command.length, 1));
      continue;
    }
    const word = readWord(source, at + head.length, values);
    if (word.opaque !== undefined) {
      errors.push({ line, name, message: `${name} ${word.opaque}`, remedy: "write the value itself" });
    }
    assignments.push({ name, value: word.value, line });
    values.set(name, word.value);
    advance(word.end - at);
  }
  return { assignments, values, errors };
}

/** One assignment a line, in double quotes. */
export function renderShellAssignments(assignments: readonly Assignment[]): string {
  return assignments.map(({ name, value }) => `${name}="${value.replace(/[\\"$`]/g, "\\$&")}"\n`).join("");
}

const betweenCommands = /(?:[ \t;\n]|\\\n)+|#[^\n]*/y;
const assignmentHead = /(?:export[ \t]+)?([A-Za-z_]\w*)=/y;
const restOfLine = /[^\n]*/y;

/** At this place and nowhere later: copying the rest of a large file for each word would be slow. */
function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function commandProblem(command: string): Omit<ConfigurationProblem, "line"> {
  const [, name, rest] = /^([A-Za-z_]\w*)[ \t]+=[ \t]*(.*)$/.exec(command) ?? [];
  if (name !== undefined) {
    return {
      name,
      message: `a blank before = makes the shell run ${name} as a command, and nothing is assigned`,
      remedy: `write ${name}=${rest ?? ""}`,
    };
  }
  const word = /^\S+/.exec(command)?.[0] ?? "";
  return { name: word, message: `"${word}" is no assignment, and the shell runs it`, remedy: "remove the line" };
}

interface Word {
  readonly value: string;
  /** Where the word ends in the source. */
  readonly end: number;
  /** Why the value is not known. */
  readonly opaque?: string;
}

function readWord(source: string, start: number, values: ReadonlyMap<string, string>): Word {
  let value = "";
  let at = start;
  let opaque: string | undefined;
  let quoted = false;
  while (at < source.length) {
    const piece = match(quoted ? inDoubleQuotes : unquoted, source, at)?.groups ?? {};
    const { text = "" } = piece;
    if (text === "") break;
    at += text.length;
    if (text === '"') quoted = !quoted;
    else if (piece["single"] !== undefined) value += piece["single"];
    else if (piece["escaped"] !== undefined) value += piece["escaped"] === "\n" ? "" : piece["escaped"];
    else if (piece["plain"] !== undefined) value += piece["plain"];
    else if (piece["variable"] !== undefined) {
      const name = piece["variable"].replace(/[{}]/g, "");
      if (!values.has(name)) opaque ??= `takes its value from $${name}, which the file does not assign`;
      value += values.get(name) ?? "";
    } else {
      opaque ??= text === "'" ? "has a quote that is never closed" : "takes its value from a command";
      value += text;
    }
  }
  if (quoted) opaque ??= "has a quote that is never closed";
  return { value, end: at, ...(opaque === undefined ? {} : { opaque }) };
}

const variable = String.raw`\$(?<variable>[A-Za-z_]\w*|\{[A-Za-z_]\w*\})`;

/** What a command prints, to the first bracket or quote that closes it. */
const command = String.raw`\$\([^()]*\)|\x60[^\x60]*\x60`;

/** One piece of a word outside quotes; a blank, a line's end or an operator ends the word. */
const unquoted = new RegExp(
  String.raw`(?<text>"|'(?<single>[^']*)'|\\(?<escaped>[^])|${variable}|${command}|(?<plain>[^\s"'\\$\x60;&|<>()]+)|['$\x60\\]|[^\s;&|<>()])`,
  "y",
);

/** Between double quotes a backslash escapes only what is special there. */
const inDoubleQuotes = new RegExp(
  String.raw`(?<text>"|\\(?<escaped>[$\x60"\\\n])|${variable}|${command}|(?<plain>[^"\\$\x60]+|\\)|[$\x60])`,
  "y",
);
