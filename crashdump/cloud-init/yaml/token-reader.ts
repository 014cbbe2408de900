import { YamlError } from "./cursor";
import { token, type Token, type TokenKind } from "./token";

/** Tokens, and where among them a parser is. */
export class TokenReader {
  protected position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  protected get token(): Token {
    return this.tokens[this.position] ?? token("end", "", 0);
  }

  protected take(): Token {
    const { token } = this;
    this.position++;
    return token;
  }

  protected at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  protected atAny(kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.token.kind);
  }

  protected expect(kind: TokenKind): void {
    if (!this.at(kind)) this.fail(expectations[kind] ?? "the nesting is not in order");
    this.position++;
  }

  protected fail(message: string): never {
    throw new YamlError(message, this.token.line + 1);
  }
}

const expectations: { readonly [kind in TokenKind]?: string } = {
  "block-end": "the indentation does not match anything before it",
  ",": "a comma or a closing bracket is missing",
};
