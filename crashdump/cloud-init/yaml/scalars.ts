import { breaks, type Cursor } from "./cursor";

interface Scalar {
  readonly text: string;
  readonly multiline: boolean;
}

const plainBlock = new RegExp(`[^\\0 \\t${breaks}:]*(?::(?![\\0 \\t${breaks}])[^\\0 \\t${breaks}:]*)*`, "y");
const plainFlow = new RegExp(
  `[^\\0 \\t${breaks}:,?[\\]{}]*(?::(?![\\0 \\t${breaks},[\\]{}])[^\\0 \\t${breaks}:,?[\\]{}]*)*`,
  "y",
);
const plainFlowOld = new RegExp(`[^\\0 \\t${breaks}:,?[\\]{}]*`, "y");
const spaceRun = / */y;
const blankRun = /[ \t]*/y;
const colonInFlow = new RegExp(`:(?![\\0 \\t${breaks},[\\]{}])`, "y");

/** Whether a scalar without quotes begins here, once everything else is ruled out. */
export function startsPlain(cursor: Cursor, flow: boolean): boolean {
  const character = cursor.peek();
  if (!/[-?:,[\]{}#&*!|>'"%@`\0 \t\r\n\x85\u2028\u2029]/.test(character)) return true;
  if (cursor.atSpaceOrEnd(1)) return false;
  return character === "-" || (!flow && (character === "?" || character === ":"));
}

/** A scalar without quotes; its further lines are indented at least this much. */
export function plainScalar(cursor: Cursor, indent: number, flow: boolean, oldYaml: boolean): Scalar {
  const word = flow ? (oldYaml ? plainFlowOld : plainFlow) : plainBlock;
  const chunks: string[] = [];
  let spaces = "";
  let keyAllowed = false;
  while (cursor.peek() !== "#") {
    const chunk = cursor.take(word);
    if (flow && oldYaml && cursor.take(colonInFlow) !== "")
      cursor.fail("a colon stands in a plain scalar inside braces");
    if (chunk === "") break;
    keyAllowed = false;
    chunks.push(spaces, chunk);
    const line = cursor.line;
    spaces = plainSpaces(cursor);
    keyAllowed = cursor.line !== line;
    if (spaces === "" || cursor.peek() === "#" || (!flow && cursor.column < indent)) break;
  }
  return { text: chunks.join(""), multiline: keyAllowed };
}

/** What the blanks and line ends between two words stand for; nothing where the scalar ends with them. */
function plainSpaces(cursor: Cursor): string {
  const blanks = cursor.take(spaceRun);
  if (!cursor.atBreak()) return blanks;
  const first = cursor.takeBreak();
  if (cursor.atDocumentMarker()) return "";
  let empty = "";
  for (;;) {
    cursor.skipSpaces();
    const next = cursor.takeBreak();
    if (next === "") break;
    empty += next;
    if (cursor.atDocumentMarker()) return "";
  }
  return fold(first, empty);
}

/** One line end is a blank, more are one less. */
function fold(first: string, empty: string): string {
  if (first !== "\n") return first + empty;
  return empty === "" ? " " : empty;
}

const doubleRun = new RegExp(`[^"\\\\\\0 \\t${breaks}]+`, "y");
const singleRun = new RegExp(`[^'\\0 \\t${breaks}]+`, "y");

export function quotedScalar(cursor: Cursor, oldYaml: boolean): Scalar {
  const quote = cursor.peek();
  const double = quote === '"';
  const chunks: string[] = [];
  cursor.position++;
  for (;;) {
    chunks.push(cursor.take(double ? doubleRun : singleRun));
    if (!double && cursor.startsWith("''")) {
      chunks.push("'");
      cursor.position += 2;
    } else if (double && cursor.peek() === "\\") chunks.push(escape(cursor, oldYaml));
    else if (cursor.peek() === quote) break;
    else chunks.push(quotedSpaces(cursor));
  }
  cursor.position++;
  return { text: chunks.join(""), multiline: false };
}

function quotedSpaces(cursor: Cursor): string {
  const blanks = cursor.take(blankRun);
  if (cursor.peek() === "\0") cursor.fail("a quoted scalar does not end");
  const first = cursor.takeBreak();
  return first === "" ? blanks : fold(first, quotedBreaks(cursor));
}

function quotedBreaks(cursor: Cursor): string {
  for (let empty = ""; ; ) {
    if (cursor.atDocumentMarker()) cursor.fail("a document ends inside a quoted scalar");
    cursor.take(blankRun);
    const next = cursor.takeBreak();
    if (next === "") return empty;
    empty += next;
  }
}

function escape(cursor: Cursor, oldYaml: boolean): string {
  cursor.position++;
  const character = cursor.peek();
  if (cursor.takeBreak() !== "") return quotedBreaks(cursor);
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
