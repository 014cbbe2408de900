import { parseBracket } from "./regex-bracket";

export type RegexSyntax = "basic" | "extended" | "glob";

export interface Char {
  readonly kind: "char";
  readonly accepts: (letter: string, same: (one: string, other: string) => boolean) => boolean;
}

export type RegexNode =
  | Char
  | { readonly kind: "start" | "end" }
  | { readonly kind: "boundary"; readonly side: "start" | "end" | "either" }
  | { readonly kind: "sequence" | "choice"; readonly nodes: readonly RegexNode[] }
  | { readonly kind: "group"; readonly index: number; readonly node: RegexNode }
  | { readonly kind: "back"; readonly index: number }
  | { readonly kind: "repeat"; readonly node: RegexNode; readonly least: number; readonly most: number };

/** GNU's basic and extended regular expressions (sed, grep), and shell patterns; undefined for what they refuse. */
export function parseRegex(
  pattern: string,
  syntax: RegexSyntax,
): { readonly node: RegexNode; readonly groups: number } | undefined {
  if (pattern.length > 2000) return undefined;
  if (syntax === "glob") return { node: parseGlob(pattern), groups: 0 };
  const parser = new Parser(pattern, syntax === "extended");
  const node = parser.choice(0);
  return node === undefined || !parser.atEnd ? undefined : { node, groups: parser.groups };
}

const any: Char = { kind: "char", accepts: () => true };

function literal(wanted: string): Char {
  return { kind: "char", accepts: (letter, same) => same(letter, wanted) };
}

function parseGlob(pattern: string): RegexNode {
  const nodes: RegexNode[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern.charAt(at);
    const bracket = letter === "[" ? parseBracket(pattern, at) : undefined;
    if (letter === "*") nodes.push({ kind: "repeat", node: any, least: 0, most: Number.POSITIVE_INFINITY });
    else if (letter === "?") nodes.push(any);
    else if (bracket !== undefined) {
      nodes.push(bracket.node);
      at = bracket.end - 1;
    } else nodes.push(literal(letter === "\\" ? (pattern[++at] ?? "\\") : letter));
  }
  return { kind: "sequence", nodes };
}

class Parser {
  at = 0;
  groups = 0;

  constructor(
    private readonly pattern: string,
    private readonly extended: boolean,
  ) {}

  get atEnd(): boolean {
    return this.at >= this.pattern.length;
  }

  choice(depth: number): RegexNode | undefined {
    if (depth > 20) return undefined;
    const nodes: RegexNode[] = [];
    do {
      const sequence = this.sequence(depth);
      if (sequence === undefined) return undefined;
      nodes.push(sequence);
    } while (this.take(this.extended ? "|" : "\\|"));
    return nodes.length === 1 ? nodes[0] : { kind: "choice", nodes };
  }

  private sequence(depth: number): RegexNode | undefined {
    const nodes: RegexNode[] = [];
    while (!this.atEnd && !this.sees(this.extended ? "|" : "\\|") && !(depth > 0 && this.sees(this.close))) {
      const atom = this.atom(nodes.length === 0, depth);
      if (atom === undefined) return undefined;
      // POSIX: in a basic expression a star behind "^" is a star.
      const repeated = !this.extended && atom.kind === "start" ? atom : this.repeated(atom);
      if (repeated === undefined) return undefined;
      nodes.push(repeated);
    }
    return { kind: "sequence", nodes };
  }

  private get close(): string {
    return this.extended ? ")" : "\\)";
  }

  private atom(first: boolean, depth: number): RegexNode | undefined {
    if (this.take(this.extended ? "(" : "\\(")) {
      const index = ++this.groups;
      const node = this.choice(depth + 1);
      return node === undefined || !this.take(this.close) ? undefined : { kind: "group", index, node };
    }
    const letter = this.pattern.charAt(this.at);
    if (letter === "[") {
      const bracket = parseBracket(this.pattern, this.at);
      if (bracket === undefined) return undefined;
      this.at = bracket.end;
      return bracket.node;
    }
    this.at++;
    if (letter === "\\") return this.escape();
    if (letter === ".") return any;
    if (letter === "^" && (this.extended || first)) return { kind: "start" };
    if (letter === "$" && (this.extended || this.atEnd || this.sees("\\)") || this.sees("\\|"))) return { kind: "end" };
    if (this.extended && (letter === "*" || letter === "+" || letter === "?"))
      return first ? literal(letter) : undefined;
    return literal(letter);
  }

  private escape(): RegexNode | undefined {
    const letter = this.pattern[this.at++];
    if (letter === undefined) return undefined;
    if (/[1-9]/.test(letter)) return { kind: "back", index: Number(letter) };
    return escapes[letter] ?? (/[`'BdDxoc]/.test(letter) ? undefined : literal(letter));
  }

  private repeated(node: RegexNode): RegexNode | undefined {
    let result = node;
    for (;;) {
      const bounds = this.bounds();
      if (bounds === undefined) return result;
      if (bounds === "bad") return undefined;
      result = { kind: "repeat", node: result, ...bounds };
    }
  }

  private bounds(): { readonly least: number; readonly most: number } | "bad" | undefined {
    const most = Number.POSITIVE_INFINITY;
    if (this.take("*")) return { least: 0, most };
    if (this.take(this.extended ? "+" : "\\+")) return { least: 1, most };
    if (this.take(this.extended ? "?" : "\\?")) return { least: 0, most: 1 };
    if (!this.take(this.extended ? "{" : "\\{")) return undefined;
    const match = /^(\d*)(,?)(\d*)/.exec(this.pattern.slice(this.at));
    this.at += match?.[0].length ?? 0;
    if (!this.take(this.extended ? "}" : "\\}")) return "bad";
    const least = Number(match?.[1] ?? 0);
    if (match?.[2] !== ",") return { least, most: least };
    return { least, most: match[3] === "" ? most : Number(match[3]) };
  }

  private sees(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  private take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }
}

const escapes: Readonly<Record<string, RegexNode>> = {
  n: literal("\n"),
  t: literal("\t"),
  s: { kind: "char", accepts: (letter) => /\s/.test(letter) },
  S: { kind: "char", accepts: (letter) => /\S/.test(letter) },
  w: { kind: "char", accepts: (letter) => /\w/.test(letter) },
  W: { kind: "char", accepts: (letter) => /\W/.test(letter) },
  b: { kind: "boundary", side: "either" },
  "<": { kind: "boundary", side: "start" },
  ">": { kind: "boundary", side: "end" },
};
