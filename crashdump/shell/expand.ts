import type { BraceExpansionPart, HereDocBody, Word, WordPart } from "unbash";
import { anyText, imageText, isKnown } from "../guest/text";
import { arithmetic } from "./arithmetic";
import { parameter, variable } from "./parameter";
import { Regex } from "./regex";
import { expandedBraces } from "./braces";
import { blanks, separatorOf } from "./fields";
import { parse } from "./script";
import type { Shell } from "./shell";
import { substitution } from "./statements";

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
  if (only !== undefined && found.length === 1 && only.split !== true && only.none !== true) {
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
    if (piece.none === true) continue;
    if (piece.split !== true) add(piece.text, piece.quoted);
    else {
      const ifs = shell.scope.variables.get("IFS") ?? blanks;
      const separator = separatorOf(isKnown(ifs) ? ifs : blanks);
      let { text } = piece;
      for (let cut = separator?.exec(text) ?? null; cut !== null; cut = separator?.exec(text) ?? null) {
        if (cut.index > 0 || /[^ \t\n]/.test(cut[0])) add(text.slice(0, cut.index), false);
        close();
        text = text.slice(cut.index + cut[0].length);
      }
      if (text !== "") add(text, false);
    }
    if (piece.ends === true) close();
  }
  close();
  return result.flatMap((field) => filesNamed(shell, field.text, field.pattern));
}

/** A word where nothing is split: in an assignment, a redirection, `case`. */
export function expandText(shell: Shell, word: Word | undefined): string {
  if (word === undefined) return "";
  return pieces(shell, word)
    .map(({ text }) => text)
    .join("");
}

/** A word as a shell pattern, in which what was quoted stands for itself. */
export function expandPattern(shell: Shell, word: Word): string {
  return pieces(shell, word)
    .map(({ text, quoted }) => (quoted ? literal(text) : text))
    .join("");
}

export function expandHereDocument(shell: Shell, { text, parts }: HereDocBody, quoted: boolean): string {
  if (quoted || parts === undefined) return quoted ? text : text.replace(/\\([\\$`])|\\\n/g, "$1");
  return parts
    .flatMap((part) => piecesOf(shell, part, true))
    .map((piece) => piece.text)
    .join("");
}

interface Piece {
  readonly text: string;
  readonly quoted: boolean;
  /** Of an expansion without quotes: it is split at white space. */
  readonly split?: boolean;
  /** A field ends behind it: "$@". */
  readonly ends?: boolean;
  /** Of "$@" without any parameter: not even an empty field. */
  readonly none?: boolean;
}

/** What stands for itself in a pattern. */
function literal(text: string): string {
  return text.replace(/[\\*?[\]]/g, "\\$&");
}

/** Only files that scripts made are known by name: a pattern that matches none of them stands for itself. */
function filesNamed(shell: Shell, text: string, pattern: string): readonly string[] {
  if (!/(?<!\\)(?:[*?]|\[[^\]]+\])/.test(pattern)) return [text];
  const regex = Regex.of(shell.path(pattern), "glob");
  const depth = shell.path(text).split("/").length;
  const matching = shell.guest.files
    .paths()
    .filter((path) => path.split("/").length === depth && regex?.matchesAll(path, shell.budget) === true);
  if (matching.length === 0) return [text];
  return text.startsWith("/") ? matching : matching.map((path) => relative(path, shell.path(".")));
}

function relative(path: string, directory: string): string {
  const start = directory === "/" ? "/" : `${directory}/`;
  return path.startsWith(start) ? path.slice(start.length) : path;
}

function pieces(shell: Shell, word: Word): readonly Piece[] {
  shell.budget.spend(1);
  // The parser reads a word with quotes a second time for its parts, and every word of a command that is a list has them.
  if (/^'[^']*'$/.test(word.text)) return [{ text: word.text.slice(1, -1), quoted: true }];
  if (word.parts !== undefined) return word.parts.flatMap((part) => piecesOf(shell, part, false));
  const home = /^~(?=\/|$)/.test(word.text) ? word.value.replace("~", "/root") : word.value;
  return [{ text: home, quoted: word.value !== word.text }];
}

function piecesOf(shell: Shell, part: WordPart, quoted: boolean): readonly Piece[] {
  const expansion = (text: string): readonly Piece[] => [{ text, quoted, split: !quoted }];
  switch (part.type) {
    case "Literal":
      return [{ text: part.value, quoted: quoted || part.value !== part.text }];
    case "Glob":
      return [{ text: part.value, quoted }];
    case "SingleQuoted":
    case "AnsiCQuoted":
      return [{ text: part.value, quoted: true }];
    case "DoubleQuoted":
    case "LocaleString": {
      const inside = part.parts.flatMap((child) => piecesOf(shell, child, true));
      return inside.length === 0 ? [{ text: "", quoted: true }] : inside;
    }
    case "SimpleExpansion":
      return part.text === "$@" || (part.text === "$*" && !quoted)
        ? positional(shell, quoted)
        : expansion(variable(shell, part.text.slice(1)) ?? "");
    case "ParameterExpansion":
      return /^[@*]$/.test(part.parameter) &&
        part.operation === undefined &&
        part.prefix === undefined &&
        (part.parameter === "@" || !quoted)
        ? positional(shell, quoted)
        : expansion(parameter(shell, part));
    case "CommandExpansion":
      return expansion(substitution(shell, part.script));
    case "ArithmeticExpansion":
      return expansion(String(arithmetic(shell, part.expression) ?? anyText));
    case "ProcessSubstitution":
      if (part.operator === "<")
        return [{ text: temporaryFile(shell, substitution(shell, part.script)), quoted: true }];
      return [{ text: anyText, quoted: true }];
    case "BraceExpansion":
      return inBraces(shell, part, quoted);
    case "ExtendedGlob":
      return [{ text: imageText, quoted: true }];
  }
}

/** As dash takes them: two letters like any other, and what stands between them. */
function inBraces(shell: Shell, { text, parts }: BraceExpansionPart, quoted: boolean): readonly Piece[] {
  if (parts === undefined) return [{ text, quoted: true }];
  const inside = parts.flatMap((part) => piecesOf(shell, part, quoted));
  return [{ text: "{", quoted: true }, ...inside, { text: "}", quoted: true }];
}

function positional(shell: Shell, quoted: boolean): readonly Piece[] {
  const { positional: parameters } = shell.scope;
  if (parameters.length === 0) return [{ text: "", quoted, none: true }];
  return parameters.map((text, index) => ({ text, quoted, split: !quoted, ends: index < parameters.length - 1 }));
}

function temporaryFile(shell: Shell, text: string): string {
  const path = `/dev/fd/${shell.guest.files.size + 1}`;
  shell.guest.files.write(path, `${text}\n`, shell.place, shell.guest.order);
  return path;
}
