/** Why a document cannot be read, without its content. */
export class YamlError extends Error {
  constructor(
    message: string,
    readonly line: number,
    /** Python raises something else than a YAMLError, TypeError or ValueError, which cloud-init does not catch here. */
    readonly escapes = false,
  ) {
    super(message);
  }
}

/** The line breaks of YAML 1.1, of which CRLF is one, and the characters after which a token may end. */
export const breaks = "\\r\\n\\x85\\u2028\\u2029";
const toLineEnd = new RegExp(`[^\\0${breaks}]*`, "y");

/** A place in a text that ends in NUL, which no YAML text holds otherwise. */
export class Cursor {
  position: number;
  line = 0;
  private lineStart: number;

  constructor(readonly text: string) {
    // PyYAML skips a byte order mark, and does not count it as a column.
    this.position = this.lineStart = text.startsWith("\ufeff") ? 1 : 0;
  }

  get column(): number {
    return this.position - this.lineStart;
  }

  peek(ahead = 0): string {
    return this.text[this.position + ahead] ?? "\0";
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.position);
  }

  /** What a sticky expression matches here, which is then behind; empty where it does not. */
  take(pattern: RegExp): string {
    const start = this.position;
    pattern.lastIndex = start;
    if (!pattern.test(this.text)) return "";
    this.position = pattern.lastIndex;
    return this.text.slice(start, this.position);
  }

  skipSpaces(): void {
    while (this.text.charCodeAt(this.position) === 0x20) this.position++;
  }

  skipLine(): void {
    this.take(toLineEnd);
  }

  atBreak(): boolean {
    return isBreak(this.text.charCodeAt(this.position));
  }

  atBreakOrEnd(): boolean {
    return isBreakOrEnd(this.text.charCodeAt(this.position));
  }

  atSpaceOrEnd(ahead = 0): boolean {
    const code = this.text.charCodeAt(this.position + ahead);
    return code === 0x20 || code === 0x09 || isBreakOrEnd(code);
  }

  /** The break that is here as YAML sees it, which is then behind; empty where there is none. */
  takeBreak(): string {
    if (!this.atBreak()) return "";
    const character = this.peek();
    this.position += this.startsWith("\r\n") ? 2 : 1;
    this.line++;
    this.lineStart = this.position;
    return character === "\u2028" || character === "\u2029" ? character : "\n";
  }

  /** At "---" or "..." as the whole of a line's first word. */
  atDocumentMarker(marker?: "---" | "..."): boolean {
    const found = this.startsWith("---") ? "---" : this.startsWith("...") ? "..." : undefined;
    return found !== undefined && (marker ?? found) === found && this.atSpaceOrEnd(3);
  }

  fail(message: string): never {
    throw new YamlError(message, this.line + 1);
  }
}

function isBreakOrEnd(code: number): boolean {
  // Beyond the end there is no code: NaN.
  return code === 0 || isBreak(code) || Number.isNaN(code);
}

function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}
