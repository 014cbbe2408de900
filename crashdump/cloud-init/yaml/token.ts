export type TokenKind =
  | "end"
  | "directive"
  | "document-start"
  | "document-end"
  | "block-sequence"
  | "block-mapping"
  | "block-end"
  | "["
  | "]"
  | "{"
  | "}"
  | ","
  | "-"
  | "?"
  | ":"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

export interface Token {
  readonly kind: TokenKind;
  /** A scalar's value; the name of an anchor, alias or directive; what follows a tag's handle. */
  readonly text: string;
  /** The handle of a tag or of a %TAG directive; undefined for a tag that is written out. */
  readonly handle: string | undefined;
  /** A scalar without quotes, whose value decides about its type. */
  readonly plain: boolean;
  /** From 0. */
  readonly line: number;
}

/** Every token in one shape, which is what makes reading them fast. */
export function token(kind: TokenKind, text: string, line: number, plain = false, handle?: string): Token {
  return { kind, text, handle, plain, line };
}
