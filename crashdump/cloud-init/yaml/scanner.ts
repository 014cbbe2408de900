import type { Budget } from "../limits";
import { blockScalar } from "./block-scalar";
import type { Cursor } from "./cursor";
import { Indentation } from "./indentation";
import { fetchOf } from "./indicators";
import { anchorName, readDirective, readTag } from "./properties";
import { plainScalar, quotedScalar, startsPlain } from "./scalars";
import { type SimpleKey, SimpleKeys } from "./simple-keys";
import { token, type Token, type TokenKind } from "./token";

/** Finds tokens one after the other. What begins with which character is in `indicators`. */
export class Scanner {
  readonly tokens: Token[] = [];
  private flowLevel = 0;
  private readonly indentation = new Indentation();
  private keyAllowed = true;
  private readonly keys: SimpleKeys;

  constructor(
    private readonly cursor: Cursor,
    private readonly oldYaml: boolean,
    private readonly budget: Budget,
  ) {
    this.keys = new SimpleKeys(cursor);
  }

  next(): void {
    const { cursor } = this;
    this.skipToToken();
    this.keys.forgetStale();
    this.unwind(cursor.column);
    const code = cursor.code();
    const atStart = cursor.column === 0;
    if (code === 0) this.leaveDocument("end");
    else if (atStart && code === 0x25) this.directive();
    else if (atStart && cursor.atDocumentMarker()) this.documentMarker();
    else if (fetchOf(code)?.(this) !== true) this.plain();
  }

  openFlow(kind: "[" | "{"): true {
    this.saveKey();
    this.flowLevel++;
    this.keyAllowed = true;
    return this.indicator(kind);
  }

  closeFlow(kind: "]" | "}"): true {
    this.keys.forget(this.flowLevel);
    if (--this.flowLevel < 0) this.cursor.fail(`"${kind}" closes nothing`);
    this.keyAllowed = false;
    return this.indicator(kind);
  }

  flowEntry(): true {
    this.keyAllowed = true;
    this.keys.forget(this.flowLevel);
    return this.indicator(",");
  }

  blockEntry(): boolean {
    if (!this.cursor.atSpaceOrEnd(1)) return false;
    if (this.flowLevel === 0) this.openBlock("block-sequence");
    this.keyAllowed = true;
    this.keys.forget(this.flowLevel);
    return this.indicator("-");
  }

  explicitKey(): boolean {
    if (this.flowLevel === 0) {
      if (!this.cursor.atSpaceOrEnd(1)) return false;
      this.openBlock("block-mapping");
    }
    this.keyAllowed = this.flowLevel === 0;
    this.keys.forget(this.flowLevel);
    return this.indicator("?");
  }

  value(): boolean {
    if (this.flowLevel === 0 && !this.cursor.atSpaceOrEnd(1)) return false;
    const key = this.keys.take(this.flowLevel);
    if (key !== undefined) this.makeKey(key);
    else {
      if (this.flowLevel === 0) this.openBlock("block-mapping");
      this.keyAllowed = this.flowLevel === 0;
      this.keys.forget(this.flowLevel);
    }
    return this.indicator(":");
  }

  /** An anchor, alias or tag, or a scalar: each may begin a key. */
  property(kind: "anchor" | "alias" | "tag"): true {
    this.saveKey();
    this.keyAllowed = false;
    const line = this.cursor.line;
    if (kind !== "tag") this.push(token(kind, anchorName(this.cursor), line));
    else {
      const { text, handle } = readTag(this.cursor);
      this.push(token(kind, text, line, false, handle));
    }
    return true;
  }

  quoted(): true {
    this.saveKey();
    this.keyAllowed = false;
    const line = this.cursor.line;
    this.push(token("scalar", quotedScalar(this.cursor, this.oldYaml), line));
    return true;
  }

  block(): boolean {
    if (this.flowLevel > 0) return false;
    this.keyAllowed = true;
    this.keys.forget(0);
    const line = this.cursor.line;
    this.push(token("scalar", blockScalar(this.cursor, this.indentation.column + 1), line));
    return true;
  }

  private plain(): void {
    const { cursor } = this;
    const flow = this.flowLevel > 0;
    if (!startsPlain(cursor, flow)) cursor.fail("a character cannot begin anything here");
    this.saveKey();
    const line = cursor.line;
    const { text, multiline } = plainScalar(cursor, this.indentation.column + 1, flow, this.oldYaml);
    // One that went over a line end stands at the beginning of a line.
    this.keyAllowed = multiline;
    this.push(token("scalar", text, line, true));
  }

  private skipToToken(): void {
    for (;;) {
      this.cursor.skipSpaces();
      if (this.cursor.code() === 0x23) this.cursor.skipLine();
      if (this.cursor.takeBreak() === "") return;
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
  }

  private directive(): void {
    this.leaveDocument();
    const { text, handle } = readDirective(this.cursor);
    this.push(token("directive", text, this.cursor.line, false, handle));
  }

  private documentMarker(): void {
    this.leaveDocument(this.cursor.startsWith("---") ? "document-start" : "document-end");
    this.cursor.position += 3;
  }

  private leaveDocument(mark?: TokenKind): void {
    this.unwind(-1);
    this.keys.forget(this.flowLevel);
    this.keyAllowed = false;
    if (mark !== undefined) this.mark(mark);
  }

  private unwind(column: number): void {
    if (this.flowLevel > 0) return;
    for (let count = this.indentation.leave(column); count > 0; count--) this.mark("block-end");
  }

  private openBlock(kind: "block-sequence" | "block-mapping"): void {
    if (!this.keyAllowed) {
      this.cursor.fail(kind === "block-sequence" ? "no list may begin here" : "no key and no value may stand here");
    }
    if (this.indentation.enter(this.cursor.column)) this.mark(kind);
  }

  private saveKey(): void {
    const required = this.flowLevel === 0 && this.indentation.column === this.cursor.column;
    if (this.keyAllowed) this.keys.save(this.flowLevel, this.tokens.length, required);
  }

  private makeKey({ token: index, column, line }: SimpleKey): void {
    const key = token("?", "", line);
    const begins = this.flowLevel === 0 && this.indentation.enter(column);
    if (begins) this.tokens.splice(index, 0, token("block-mapping", "", line), key);
    else this.tokens.splice(index, 0, key);
    this.keyAllowed = false;
  }

  private indicator(kind: TokenKind): true {
    this.mark(kind);
    this.cursor.position++;
    return true;
  }

  private mark(kind: TokenKind): void {
    this.push(token(kind, "", this.cursor.line));
  }

  private push(next: Token): void {
    this.budget.spend("values", 1);
    this.tokens.push(next);
  }
}
