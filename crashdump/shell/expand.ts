import type {
  BraceExpansionPart,
  BracketGlobPart,
  HereDocBody,
  ParameterExpansionPart,
  ParsedScript,
  Word,
  WordPart,
} from "unbash";
import { anyText, imageText, isKnown } from "../guest/text";
import { arithmetic } from "./arithmetic";
import { choice, firstOfIfs, parameter, variable } from "./parameter";
import { Regex } from "./regex";
import { expandedBraces } from "./braces";
import { blanks, separatorOf } from "./fields";
import { parse } from "./script";
import type { Shell } from "./shell";
import { printedBy, substitution } from "./statements";

/** The fields that words expand to: expansions, splitting, quotes, and names of files that a pattern matches. */
export function expandWords(shell: Shell, words: readonly Word[]): readonly string[] {
  return words.flatMap((word) => expandWord(shell, word));
}

export function expandWord(shell: Shell, word: Word): readonly string[] {
  // dash knows no braces; and a word's parts cost the parser a second look at it.
  if (!shell.isDash && word.text.includes("{") && word.parts?.some(({ type }) => type === "BraceExpansion") === true) {
    return expandedBraces(word.text, shell.budget).flatMap((text) => fieldsOfText(shell, text));
  }
  return fieldsOf(shell, pieces(shell, word));
}

/** A word that braces have made, read as it would stand in a script. */
function fieldsOfText(shell: Shell, text: string): readonly string[] {
  const command = parse(`: ${text}`, shell.guest.parsed).commands[0]?.command;
  const words = command?.type === "Command" ? command.args.filter((arg) => arg.type === "Word") : [];
  return words.flatMap((word) => fieldsOf(shell, pieces(shell, word)));
}

function fieldsOf(shell: Shell, found: readonly Piece[]): readonly string[] {
  const [only] = found;
  // Most words are one text, which nothing splits.
  if (only !== undefined && found.length === 1 && only.split !== true) {
    return only.quoted ? [only.text] : filesNamed(shell, only.text, only.text);
  }
  const result: { text: string; pattern: string }[] = [];
  let open: { text: string; pattern: string } | undefined;
  const close = () => {
    if (open !== undefined) result.push(open);
    open = undefined;
  };
  const add = (text: string, quoted: boolean) => {
    open ??= { text: "", pattern: "" };
    open.text += text;
    open.pattern += quoted ? literal(text) : text;
  };
  for (const piece of found) {
    if (piece.split !== true) add(piece.text, piece.quoted);
    else {
      const ifs = shell.scope.variables.get("IFS") ?? blanks;
      const separator = separatorOf(isKnown(ifs) ? ifs : blanks);
      const next = (text: string) => separator?.exec(text) ?? undefined;
      let { text } = piece;
      for (let cut = next(text); cut !== undefined; cut = next(text)) {
        if (cut.index > 0 || /[^ \t\n]/.test(cut[0])) add(text.slice(0, cut.index), false);
        close();
        text = text.slice(cut.index + cut[0].length);
      }
      if (text !== "") add(text, false);
    }
    if (piece.between !== undefined) close();
  }
  close();
  return result.flatMap((field) => filesNamed(shell, field.text, field.pattern));
}

/** A word where nothing is split: in an assignment, a redirection, `case`. */
export function expandText(shell: Shell, word: Word | undefined): string {
  return word === undefined ? "" : inOne(pieces(shell, word));
}

/** A word as a shell pattern, in which what was quoted stands for itself. */
export function expandPattern(shell: Shell, word: Word): string {
  return inOne(pieces(shell, word).map((piece) => (piece.quoted ? { ...piece, text: literal(piece.text) } : piece)));
}

export function expandHereDocument(shell: Shell, { text, parts }: HereDocBody, quoted: boolean): string {
  if (quoted || parts === undefined) return quoted ? text : text.replace(/\\([\\$`])|\\\n/g, "$1");
  return inOne(parts.flatMap((part) => piecesOf(shell, part, true)));
}

interface Piece {
  readonly text: string;
  readonly quoted: boolean;
  /** Of an expansion without quotes: it is split at white space. */
  readonly split?: boolean;
  /** A field ends behind it: "$@". Where nothing is split this stands there. */
  readonly between?: string | undefined;
}

function inOne(found: readonly Piece[]): string {
  return found.map(({ text, between = "" }) => text + between).join("");
}

/** What stands for itself in a pattern. */
function literal(text: string): string {
  return text.replace(/[\\*?[\]]/g, "\\$&");
}

/** Only files that scripts made are known by name: a pattern that matches none of them stands for itself. */
function filesNamed(shell: Shell, text: string, pattern: string): readonly string[] {
  if (!/(?<!\\)(?:[*?]|\[[^\]]+\])/.test(pattern)) return [text];
  const start = /^(?:\\[^]|[^\\*?[])*\//.exec(pattern)?.[0] ?? "";
  const regex = Regex.of(pattern.slice(start.length), "glob");
  const matching = namesIn(shell, unescaped(start), pattern.slice(start.length).split("/")).filter(
    (name) => regex?.matchesAll(name, shell.budget) === true,
  );
  return matching.length === 0 ? [text] : matching.map((name) => unescaped(start) + name);
}

/** What lies in a directory, as deep as a pattern goes; what begins with a dot only where the pattern does too. */
function namesIn(shell: Shell, start: string, pattern: readonly string[]): readonly string[] {
  const directory = shell.guest.files.resolve(shell.path(start));
  const inside = directory === "/" ? "/" : `${directory}/`;
  // Of a pattern for directories alone the last name is empty.
  const depth = pattern.at(-1) === "" ? pattern.length - 1 : pattern.length;
  const names = shell.guest.files
    .pathsFrom(inside)
    .map((path) => path.slice(inside.length).split("/"))
    .filter((path) => path.length >= pattern.length)
    .map((path) => path.slice(0, depth))
    .filter((path) => path.every((name, index) => !name.startsWith(".") || pattern[index]?.startsWith(".") === true))
    .map((path) => path.join("/"));
  return [...new Set(names)].sort().map((name) => (depth < pattern.length ? `${name}/` : name));
}

function unescaped(pattern: string): string {
  return pattern.replace(/\\([^])/g, "$1");
}

function pieces(shell: Shell, word: Word): readonly Piece[] {
  shell.budget.spend(1);
  // The parser reads a word with quotes a second time for its parts, and every word of a command that is a list has them.
  if (/^'[^']*'$/.test(word.text)) return [{ text: word.text.slice(1, -1), quoted: true }];
  const found = word.parts?.flatMap((part) => piecesOf(shell, part, false)) ?? [
    { text: word.value, quoted: word.value !== word.text },
  ];
  if (!/^~(?=\/|$)/.test(word.text)) return found;
  const home = shell.scope.variables.get("HOME") ?? "/root";
  return found.map((piece, index) => (index === 0 ? { ...piece, text: home + piece.text.slice(1) } : piece));
}

function piecesOf(shell: Shell, part: WordPart, quoted: boolean): readonly Piece[] {
  const expansion = (text: string): readonly Piece[] => [{ text, quoted, split: !quoted }];
  switch (part.type) {
    case "Literal":
      return [{ text: part.value, quoted: quoted || part.value !== part.text }];
    case "Glob":
      return part.kind === "bracket" ? inBrackets(shell, part) : [{ text: part.value, quoted: false }];
    case "SingleQuoted":
      return [{ text: part.value, quoted: true }];
    case "AnsiCQuoted":
      return [{ text: shell.isDash ? `$${part.text.slice(2, -1)}` : part.value, quoted: true }];
    case "DoubleQuoted":
      return part.parts.flatMap((child) => piecesOf(shell, child, true));
    case "LocaleString":
      return [
        { text: shell.isDash ? "$" : "", quoted: true },
        ...part.parts.flatMap((child) => piecesOf(shell, child, true)),
      ];
    case "SimpleExpansion":
      return named(shell, part.text.slice(1), quoted);
    case "ParameterExpansion":
      return parameterPieces(shell, part, quoted);
    case "CommandExpansion":
      return expansion(substitution(shell, part.script));
    case "ArithmeticExpansion":
      return expansion(String(arithmetic(shell, part.expression) ?? anyText));
    case "ProcessSubstitution":
      return [{ text: part.operator === "<" ? temporaryFile(shell, part.script) : anyText, quoted: true }];
    case "BraceExpansion":
      return inBraces(shell, part, quoted);
    case "ExtendedGlob":
      return [{ text: imageText, quoted: true }];
  }
}

function parameterPieces(shell: Shell, part: ParameterExpansionPart, quoted: boolean): readonly Piece[] {
  const { parameter: name, operation } = part;
  if (part.prefix === undefined && part.index === undefined) {
    if (operation === undefined) return named(shell, name, quoted);
    if (operation.type === "Default") {
      const chosen = choice(shell, name, operation);
      return typeof chosen === "string" ? named(shell, chosen, quoted) : operandPieces(shell, chosen, quoted);
    }
  }
  return [{ text: parameter(shell, part), quoted, split: !quoted }];
}

/** A word that stands in for a value: without quotes around both it is split, and between them single ones are letters. */
function operandPieces(shell: Shell, word: Word, quoted: boolean): readonly Piece[] {
  if (!quoted) return pieces(shell, word).map((piece) => ({ ...piece, split: !piece.quoted }));
  const inside = word.parts?.flatMap((part) => {
    return part.type === "SingleQuoted" ? [{ text: part.text, quoted }] : piecesOf(shell, part, quoted);
  });
  return inside ?? [{ text: word.value, quoted }];
}

function named(shell: Shell, name: string, quoted: boolean): readonly Piece[] {
  if (name !== "@" && (name !== "*" || quoted)) {
    return [{ text: variable(shell, name) ?? "", quoted, split: !quoted }];
  }
  const { positional } = shell.scope;
  const between = name === "@" ? " " : firstOfIfs(shell);
  return positional.map((text, index) => {
    return { text, quoted, split: !quoted, between: index < positional.length - 1 ? between : undefined };
  });
}

/** A pattern for one letter, in which variables may stand. */
function inBrackets(shell: Shell, { parts }: BracketGlobPart): readonly Piece[] {
  const inside = parts.flatMap((part) => piecesOf(shell, part, false));
  return [{ text: "[", quoted: false }, ...inside, { text: "]", quoted: false }];
}

/** As dash takes them: two letters like any other, and what stands between them. */
function inBraces(shell: Shell, { text, parts }: BraceExpansionPart, quoted: boolean): readonly Piece[] {
  if (parts === undefined) return [{ text: unescaped(text), quoted: true }];
  const inside = parts.flatMap((part) => piecesOf(shell, part, quoted));
  return [{ text: "{", quoted: true }, ...inside, { text: "}", quoted: true }];
}

function temporaryFile(shell: Shell, script: ParsedScript | undefined): string {
  const path = `/dev/fd/${shell.guest.files.size}`;
  shell.guest.files.write(path, printedBy(shell, script), shell.place, shell.guest.order);
  return path;
}
