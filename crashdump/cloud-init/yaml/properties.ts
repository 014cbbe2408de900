import type { Cursor } from "./cursor";

/** The name of the anchor or alias that begins here. */
export function anchorName(cursor: Cursor): string {
  cursor.position++;
  const name = cursor.take(/[0-9A-Za-z_-]+/y);
  if (name === "") cursor.fail("an anchor or alias has no name");
  if (!cursor.atSpaceOrEnd() && !"?:,]}%@`".includes(cursor.peek()))
    cursor.fail("an anchor's name holds a bad character");
  return name;
}

/** The tag that begins here: its handle, undefined where it is written out, and the rest. */
export function readTag(cursor: Cursor): { handle: string | undefined; text: string } {
  const tag = readTagParts(cursor);
  if (!endsHere(cursor)) cursor.fail("a tag holds a bad character");
  return tag;
}

/** %YAML is checked and means nothing, %TAG names a prefix, any other is left out as a whole. */
export function readDirective(cursor: Cursor): { text: string; handle?: string } {
  cursor.position++;
  const name = cursor.take(/[0-9A-Za-z_-]+/y);
  if (name === "" || !endsHere(cursor)) cursor.fail("a directive has no name");
  const directive = name === "TAG" ? readTagDirective(cursor) : { text: name };
  if (name === "YAML") readYamlDirective(cursor);
  else if (name !== "TAG") cursor.skipLine();
  cursor.skipSpaces();
  if (cursor.peek() === "#") cursor.skipLine();
  if (!cursor.atBreakOrEnd()) cursor.fail("something follows a directive on its line");
  cursor.takeBreak();
  return directive;
}

function readTagParts(cursor: Cursor): { handle: string | undefined; text: string } {
  if (cursor.peek(1) === "<") {
    cursor.position += 2;
    const text = readUri(cursor);
    if (cursor.peek() !== ">") cursor.fail('">" is missing after a tag');
    cursor.position++;
    return { handle: undefined, text };
  }
  if (cursor.atSpaceOrEnd(1)) {
    cursor.position++;
    return { handle: undefined, text: "!" };
  }
  const handle = hasHandle(cursor) ? readHandle(cursor) : cursor.take(/!/y);
  return { handle, text: readUri(cursor) };
}

/** Whether there is another "!" in this word. */
function hasHandle(cursor: Cursor): boolean {
  const start = cursor.position;
  cursor.position++;
  const word = cursor.take(/[^\0 \r\n\x85\u2028\u2029]*/y);
  cursor.position = start;
  return word.includes("!");
}

function readHandle(cursor: Cursor): string {
  const handle = cursor.take(/!(?:[0-9A-Za-z_-]*!)?/y);
  if (handle === "" || (handle === "!" && cursor.peek() !== " "))
    cursor.fail("a tag's handle is not in the right form");
  return handle;
}

function readTagDirective(cursor: Cursor): { text: string; handle: string } {
  cursor.skipSpaces();
  const handle = readHandle(cursor);
  if (cursor.peek() !== " ") cursor.fail("a blank is missing after a tag's handle");
  cursor.skipSpaces();
  const text = readUri(cursor);
  if (!endsHere(cursor)) cursor.fail("a tag's prefix holds a bad character");
  return { text, handle };
}

function readYamlDirective(cursor: Cursor): void {
  cursor.skipSpaces();
  const [major] = cursor.take(/[0-9]+\.[0-9]+/y).split(".");
  if (major === "" || !endsHere(cursor)) cursor.fail("%YAML has no version");
  if (Number(major) !== 1) cursor.fail("only YAML 1 is read");
}

function readUri(cursor: Cursor): string {
  const raw = cursor.take(/(?:[0-9A-Za-z\-;/?:@&=+$,_.!~*'()[\]]|%[0-9A-Fa-f]{2})+/y);
  if (raw === "" || cursor.peek() === "%") cursor.fail("a tag is not a URI");
  try {
    return raw.replace(/(?:%[0-9A-Fa-f]{2})+/g, decodeURIComponent);
  } catch {
    return cursor.fail("a tag is not a URI");
  }
}

/** A tab does not end these. */
function endsHere(cursor: Cursor): boolean {
  return cursor.peek() === " " || cursor.atBreakOrEnd();
}
