import { type Cursor, isBlank, isBreakOrEnd } from "./cursor";

interface Scalar {
  readonly text: string;
  readonly multiline: boolean;
}

/** What cannot be the first character of a scalar without quotes, but for the three that a word may follow at once. */
const notFirst = new Set(codesOf("-?:,[]{}#&*!|>'\"%@`\0 \t\r\n\x85\u2028\u2029"));
const [minus, question, colon, hash, quotationMark, apostrophe, backslash] = codesOf("-?:#\"'\\");
const flowIndicators = codesOf(",[]{}");

/** Whether a scalar without quotes begins here, once everything else is ruled out. */
export function startsPlain(cursor: Cursor, flow: boolean): boolean {
  const code = cursor.code();
  if (!notFirst.has(code)) return true;
  if (cursor.atSpaceOrEnd(1)) return false;
  return code === minus || (!flow && (code === question || code === colon));
}

/** A scalar without quotes; its further lines are indented at least this much. */
export function plainScalar(cursor: Cursor, indent: number, flow: boolean, oldYaml: boolean): Scalar {
  let text = "";
  let spaces = "";
  let multiline = false;
  for (;;) {
    const words = plainWords(cursor, flow, oldYaml);
    if (words === "") break;
    text += spaces + words;
    multiline = cursor.atBreak();
    if (!multiline) break;
    spaces = plainBreaks(cursor);
    if (spaces === "" || cursor.code() === hash || (!flow && cursor.column < indent)) break;
  }
  return { text, multiline };
}

/** What of a scalar stands on this line, without the blanks at its end, which are then behind. */
function plainWords(cursor: Cursor, flow: boolean, oldYaml: boolean): string {
  const { text, position: start } = cursor;
  let end = start;
  let at = start;
  for (let code = text.charCodeAt(at); ; code = text.charCodeAt(++at)) {
    if (code === 0x20) continue;
    if (code === 0x09 || isBreakOrEnd(code)) break;
    if (code === hash && at > end) break;
    if (flow && (code === question || flowIndicators.includes(code))) break;
    if (code === colon) {
      if (endsKey(text.charCodeAt(at + 1), flow)) break;
      if (flow && oldYaml) cursor.fail("a colon stands in a plain scalar inside braces");
    }
    end = at + 1;
  }
  cursor.position = at;
  return text.slice(start, end);
}

/** Whether a colon before this is no part of a word. */
function endsKey(next: number, flow: boolean): boolean {
  return isBlank(next) || isBreakOrEnd(next) || (flow && flowIndicators.includes(next));
}

/** What the line ends between two words stand for; nothing where the scalar ends with them. */
function plainBreaks(cursor: Cursor): string {
  const first = cursor.takeBreak();
  if (cursor.atDocumentMarker()) return "";
  for (let empty = ""; ; ) {
    cursor.skipSpaces();
    const next = cursor.takeBreak();
    if (next === "") return fold(first, empty);
    empty += next;
    if (cursor.atDocumentMarker()) return "";
  }
}

/** One line end is a blank, more are one less. */
function fold(first: string, empty: string): string {
  if (first !== "\n") return first + empty;
  return empty === "" ? " " : empty;
}

export function quotedScalar(cursor: Cursor, oldYaml: boolean): string {
  const quote = cursor.code();
  let text = "";
  for (cursor.position++; ; ) {
    text += quotedWords(cursor, quote);
    if (cursor.code() === backslash && quote === quotationMark) text += escape(cursor, oldYaml);
    else if (cursor.code() !== quote) text += quotedBreaks(cursor);
    else {
      cursor.position++;
      if (quote !== apostrophe || cursor.code() !== apostrophe) return text;
      text += "'";
      cursor.position++;
    }
  }
}

/** What stands on this line up to a quote or an escape, without the blanks at the line's end, which are then behind. */
function quotedWords(cursor: Cursor, quote: number): string {
  const { text, position: start } = cursor;
  let end = start;
  let at = start;
  for (let code = text.charCodeAt(at); !isBreakOrEnd(code); code = text.charCodeAt(++at)) {
    if (code === quote || (code === backslash && quote === quotationMark)) {
      end = at;
      break;
    }
    if (!isBlank(code)) end = at + 1;
  }
  cursor.position = at;
  return text.slice(start, end);
}

function quotedBreaks(cursor: Cursor): string {
  const first = cursor.takeBreak();
  if (first === "") cursor.fail("a quoted scalar does not end");
  return fold(first, quotedEmptyLines(cursor));
}

function quotedEmptyLines(cursor: Cursor): string {
  for (let empty = ""; ; ) {
    if (cursor.atDocumentMarker()) cursor.fail("a document ends inside a quoted scalar");
    cursor.skipBlanks();
    const next = cursor.takeBreak();
    if (next === "") return empty;
    empty += next;
  }
}

function escape(cursor: Cursor, oldYaml: boolean): string {
  cursor.position++;
  const character = cursor.peek();
  if (cursor.takeBreak() !== "") return quotedEmptyLines(cursor);
  cursor.position++;
  const digits = hexDigits[character];
  if (digits !== undefined) {
    const hex = cursor.take(digits);
    if (hex === "") cursor.fail("an escape lacks its hexadecimal digits");
    const code = Number.parseInt(hex, 16);
    return code > 0x10ffff ? cursor.fail("an escape is no character") : String.fromCodePoint(code);
  }
  const replacement = character === "/" && oldYaml ? undefined : escapes[character];
  return replacement ?? cursor.fail("an escape is not known");
}

const hexDigits: Readonly<Record<string, RegExp>> = {
  x: /[0-9A-Fa-f]{2}/y,
  u: /[0-9A-Fa-f]{4}/y,
  U: /[0-9A-Fa-f]{8}/y,
};

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "\\": "\\",
  "/": "/",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

function codesOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
