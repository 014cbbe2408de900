import { type Budget, LimitExceeded, limits } from "./limits";
import { contentType, isMultipart, type Message } from "./message";
import { boundaryOf } from "./parameters";

/** A message taken apart as Python's email.feedparser does it. Throws LimitExceeded when it is nested too deep. */
export function parseMessage(text: string, place: string, budget: Budget): Message {
  return readMessage(new Lines(text, budget), "text/plain", place, 0);
}

/** The lines of a text, and the boundaries of the multiparts around the one that is being read, innermost last. */
class Lines {
  readonly boundaries: string[] = [];
  private position = 0;
  /** A line that stands in front of what is left; never an empty one or a boundary. */
  private unread = "";
  private readonly lineEnd = /\r\n|\r|\n/g;

  constructor(
    readonly text: string,
    readonly budget: Budget,
  ) {}

  /** The next line with its end; undefined at the end of the text or before a boundary of what is around. */
  peek(): string | undefined {
    if (this.unread !== "") return this.unread;
    if (this.position >= this.text.length) return undefined;
    this.lineEnd.lastIndex = this.position;
    const line = this.text.slice(this.position, this.lineEnd.test(this.text) ? this.lineEnd.lastIndex : undefined);
    // Most lines end here; a boundary of an outer multipart ends the inner ones too (RFC 2046, 5.1.2).
    if (!line.startsWith("--")) return line;
    return this.boundaries.some((boundary) => boundaryIn(line, boundary) !== undefined) ? undefined : line;
  }

  skip(line: string): void {
    if (this.unread === "") this.position += line.length;
    this.unread = "";
  }

  putBack(line: string): void {
    this.unread = line;
  }

  rest(): string {
    return this.upTo(() => false);
  }

  upTo(ends: (line: string) => boolean): string {
    const { unread, position } = this;
    this.unread = "";
    for (let line = this.peek(); line !== undefined && !ends(line); line = this.peek()) this.skip(line);
    return unread + this.text.slice(position, this.position);
  }
}

/** In values: a part is named, typed, handed on and reported. */
const partCost = 50;

const headerLine = /^(?:From |[!-9;-~]*:|[\t ])/;

function readMessage(lines: Lines, defaultType: string, place: string, depth: number): Message {
  if (depth > limits.mimeDepth) throw new LimitExceeded(`its parts are nested more than ${limits.mimeDepth} deep`);
  lines.budget.spend("values", partCost);
  const message: Message = { headers: readHeaders(lines), payload: "", defaultType, place };
  if (isMultipart(message)) readMultipart(lines, message, depth);
  else if (contentType(message) === "message/delivery-status") message.payload = readStatus(lines, place, depth);
  else if (contentType(message).startsWith("message/")) {
    message.payload = [readMessage(lines, "text/plain", place, depth + 1)];
  } else message.payload = lines.rest();
  return message;
}

function readHeaders(lines: Lines): Message["headers"] {
  const raw: string[] = [];
  for (let line = lines.peek(); line !== undefined; line = lines.peek()) {
    if (!headerLine.test(line)) {
      if (/^[\r\n]/.test(line)) lines.skip(line);
      break;
    }
    lines.budget.spend("values", 1);
    raw.push(line);
    lines.skip(line);
  }
  const headers: [string, string[]][] = [];
  let last: string[] | undefined;
  for (const [index, line] of raw.entries()) {
    if (/^[\t ]/.test(line)) last?.push(line);
    else if (line.startsWith("From ")) {
      last = undefined;
      // One at the end may well be the first line of the body.
      if (index > 0 && index === raw.length - 1) lines.putBack(line);
    } else {
      const colon = line.indexOf(":");
      last = [line.slice(colon + 1).replace(/^[\t ]+/, "")];
      if (colon > 0) headers.push([line.slice(0, colon), last]);
      else last = undefined;
    }
  }
  return headers.map(([name, value]) => [name, value.join("").replace(/[\r\n]+$/, "")] as const);
}

/** A multipart without a boundary, or whose boundary never comes, has no children and is ignored without a warning. */
function readMultipart(lines: Lines, message: Message, depth: number): void {
  const boundary = boundaryOf(message);
  const type = contentType(message) === "multipart/digest" ? "message/rfc822" : "text/plain";
  const parts: Message[] = [];
  for (let line = lines.peek(); line !== undefined && boundary !== undefined; line = lines.peek()) {
    const found = boundaryIn(line, boundary);
    lines.skip(line);
    if (found === "end") break;
    if (found !== "between") continue;
    skipBoundaries(lines, boundary);
    lines.boundaries.push(boundary);
    const place = `part ${parts.length + 1} of ${message.place}`;
    const part = readMessage(lines, type, place, depth + 1);
    lines.boundaries.pop();
    withoutLastLineEnd(part);
    parts.push(part);
  }
  lines.rest();
  if (parts.length > 0) message.payload = parts;
}

/** Several boundary lines in a row delimit nothing. */
function skipBoundaries(lines: Lines, boundary: string): void {
  for (let line = lines.peek(); line !== undefined && boundaryIn(line, boundary) !== undefined; line = lines.peek()) {
    lines.skip(line);
  }
}

/** The line end before a boundary belongs to the boundary. */
function withoutLastLineEnd(part: Message): void {
  let last = part;
  while (!isMultipart(last) && Array.isArray(last.payload)) last = (last.payload as Message[]).at(-1) ?? last;
  if (typeof last.payload === "string" && !isMultipart(last))
    last.payload = last.payload.replace(/(?:\r\n|\r|\n)$/, "");
}

/** Blocks of headers with blank lines between them. */
function readStatus(lines: Lines, place: string, depth: number): readonly Message[] {
  const blocks: Message[] = [];
  while (lines.peek() !== undefined) {
    const block = lines.upTo((next) => /^[\r\n]/.test(next));
    blocks.push(readMessage(new Lines(block, lines.budget), "text/plain", place, depth + 1));
    const blank = lines.peek();
    if (blank !== undefined) lines.skip(blank);
  }
  return blocks;
}

function boundaryIn(line: string, boundary: string): "between" | "end" | undefined {
  if (!line.startsWith("--") || !line.startsWith(boundary, 2)) return undefined;
  const match = /^(--)?[ \t]*(?:\r\n|\r|\n)?$/.exec(line.slice(2 + boundary.length));
  if (!match) return undefined;
  return match[1] === undefined ? "between" : "end";
}
