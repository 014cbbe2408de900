import { type Cursor, isBlank } from "./cursor";

/** A literal ("|") or folded (">") scalar whose lines are indented at least this much. */
export function blockScalar(cursor: Cursor, atLeast: number): string {
  const folded = cursor.peek() === ">";
  cursor.position++;
  const { chomping, increment } = blockHeader(cursor);
  const minimum = Math.max(1, atLeast);
  const given = increment === undefined ? undefined : minimum + increment - 1;
  const first = given === undefined ? detectIndent(cursor, minimum) : givenIndent(cursor, given);
  const { indent } = first;
  let { empty } = first;
  const chunks: string[] = [];
  let last = "";
  while (cursor.column === indent && cursor.code() !== 0) {
    chunks.push(empty);
    const flush = !isBlank(cursor.code());
    const start = cursor.position;
    cursor.skipLine();
    chunks.push(cursor.text.slice(start, cursor.position));
    last = cursor.takeBreak();
    empty = blockBreaks(cursor, indent);
    if (cursor.column !== indent || cursor.code() === 0) break;
    const joins = folded && last === "\n" && flush && !isBlank(cursor.code());
    chunks.push(!joins ? last : empty === "" ? " " : "");
  }
  if (chomping !== "-") chunks.push(last);
  if (chomping === "+") chunks.push(empty);
  return chunks.join("");
}

function blockHeader(cursor: Cursor): { chomping: string; increment: number | undefined } {
  // Most have none.
  if (cursor.takeBreak() !== "") return { chomping: "", increment: undefined };
  const header = cursor.take(/[+-][0-9]?|[0-9][+-]?|/y);
  const digit = /[0-9]/.exec(header)?.[0];
  if (digit === "0") cursor.fail("a block scalar cannot be indented by 0");
  if (!cursor.atBreakOrEnd() && cursor.peek() !== " ") cursor.fail("a block scalar's header is not known");
  cursor.skipSpaces();
  if (cursor.peek() === "#") cursor.skipLine();
  if (!cursor.atBreakOrEnd()) cursor.fail("something follows a block scalar's header on its line");
  cursor.takeBreak();
  return { chomping: header.replace(/[0-9]/, ""), increment: digit === undefined ? undefined : Number(digit) };
}

function givenIndent(cursor: Cursor, indent: number): { indent: number; empty: string } {
  return { indent, empty: blockBreaks(cursor, indent) };
}

/** By the first line that is not blank, or the widest blank one before it. */
function detectIndent(cursor: Cursor, minimum: number): { indent: number; empty: string } {
  let widest = 0;
  let empty = "";
  for (;;) {
    cursor.skipSpaces();
    widest = Math.max(widest, cursor.column);
    const next = cursor.takeBreak();
    if (next === "") return { indent: Math.max(minimum, widest), empty };
    empty += next;
  }
}

function blockBreaks(cursor: Cursor, indent: number): string {
  for (let empty = ""; ; ) {
    while (cursor.column < indent && cursor.code() === 0x20) cursor.position++;
    const next = cursor.takeBreak();
    if (next === "") return empty;
    empty += next;
  }
}
