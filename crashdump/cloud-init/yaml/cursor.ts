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

  /** What `peek` gives, as a number, which is quicker to compare; NaN beyond the end. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.position + ahead);
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
    while (this.code() === 0x20) this.position++;
  }

  /** Spaces and tabs. */
  skipBlanks(): void {
    while (isBlank(this.code())) this.position++;
  }

  skipLine(): void {
    let at = this.position;
    while (!isBreakOrEnd(this.text.charCodeAt(at))) at++;
    this.position = at;
  }

  atBreak(): boolean {
    return isBreak(this.code());
  }

  atBreakOrEnd(): boolean {
    return isBreakOrEnd(this.code());
  }

  atSpaceOrEnd(ahead = 0): boolean {
    const code = this.code(ahead);
    return isBlank(code) || isBreakOrEnd(code);
  }

  /** The break that is here as YAML sees it, which is then behind; empty where there is none. */
  takeBreak(): string {
    const code = this.code();
    if (!isBreak(code)) return "";
    this.position += code === 0x0d && this.code(1) === 0x0a ? 2 : 1;
    this.line++;
    this.lineStart = this.position;
    return code > 0xff ? String.fromCharCode(code) : "\n";
  }

  /** At "---" or "..." as the whole of a line's first word. */
  atDocumentMarker(): boolean {
    const code = this.code();
    if (code !== 0x2d && code !== 0x2e) return false;
    return this.startsWith(code === 0x2d ? "---" : "...") && this.atSpaceOrEnd(3);
  }

  fail(message: string): never {
    throw new YamlError(message, this.line + 1);
  }
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

export function isBreakOrEnd(code: number): boolean {
  return !isInLine(code) && (code === 0 || isBreak(code) || Number.isNaN(code));
}

/** The line breaks of YAML 1.1, of which CRLF is one. */
export function isBreak(code: number): boolean {
  return !isInLine(code) && (code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029);
}

/** Nearly every character is one of these: one look rules out all ends. */
function isInLine(code: number): boolean {
  return code > 0x0d && code < 0x85;
}
