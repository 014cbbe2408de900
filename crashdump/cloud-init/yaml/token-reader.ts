import { YamlError } from "./cursor";
import type { Token, TokenKind } from "./token";

/** Tokens, and where among them a parser is. */
export class TokenReader {
  protected position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  protected get token(): Token {
    return this.tokens[this.position] ?? { kind: "end", text: "", line: 0 };
  }

  protected take(): Token {
    const { token } = this;
    this.position++;
    return token;
  }

  protected at(...kinds: readonly TokenKind[]): boolean {
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
