import { Regex } from "./regex";

export type SedAddress = number | "$" | { readonly regex: Regex };

export interface SedCommand {
  readonly kind: "substitute" | "delete" | "print" | "append" | "insert" | "change";
  readonly from: SedAddress | undefined;
  readonly to: SedAddress | undefined;
  readonly negated: boolean;
  /** Of a substitution. */
  readonly regex: Regex | undefined;
  /** A substitution's replacement, or the line of `a`, `i` and `c`. */
  readonly text: string;
  readonly flags: { readonly global: boolean; readonly print: boolean; readonly nth: number };
  /** As it was written. */
  readonly source: string;
}

/** The commands of a sed script; undefined where it uses more of sed than is understood here. */
export function parseSed(script: string, extended: boolean): readonly SedCommand[] | undefined {
  const parser = new Parser(script, extended);
  const commands: SedCommand[] = [];
  for (;;) {
    parser.skip(/[\s;]*(#[^\n]*\n?)?[\s;]*/y);
    if (parser.atEnd) return commands;
    const command = parser.command();
    if (command === undefined) return undefined;
    commands.push(command);
  }
}

const kinds = { s: "substitute", d: "delete", p: "print", a: "append", i: "insert", c: "change" } as const;

class Parser {
  private at = 0;

  constructor(
    private readonly script: string,
    private readonly extended: boolean,
  ) {}

  get atEnd(): boolean {
    return this.at >= this.script.length;
  }

  skip(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.script)?.[0] ?? "";
    this.at += text.length;
    return text;
  }

  command(): SedCommand | undefined {
    const start = this.at;
    const from = this.address();
    const to = from !== undefined && this.skip(/\s*,\s*/y) !== "" ? this.address() : undefined;
    if (from === null || to === null) return undefined;
    const negated = this.skip(/\s*!\s*/y) !== "";
    this.skip(/\s*/y);
    const letter = this.script.charAt(this.at++);
    if (!Object.hasOwn(kinds, letter)) return undefined;
    const kind = kinds[letter as keyof typeof kinds];
    const base = {
      kind,
      from,
      to,
      negated,
      regex: undefined,
      text: "",
      flags: { global: false, print: false, nth: 1 },
    };
    const rest = kind === "substitute" ? this.substitution() : this.text(kind);
    return rest && { ...base, ...rest, source: this.script.slice(start, this.at) };
  }

  /** Null for an address that is not understood, undefined where there is none. */
  private address(): SedAddress | undefined | null {
    const number = this.skip(/\d+/y);
    if (number !== "") return Number(number);
    if (this.skip(/\$/y) !== "") return "$";
    let delimiter = "/";
    if (this.script[this.at] === "\\") delimiter = this.script.charAt(++this.at);
    else if (this.script[this.at] !== "/") return undefined;
    const pattern = this.delimited(delimiter);
    const ignoreCase = this.skip(/I/y) !== "";
    const regex = pattern === undefined ? undefined : this.regex(pattern, ignoreCase);
    return regex === undefined ? null : { regex };
  }

  private substitution(): Pick<SedCommand, "regex" | "text" | "flags"> | undefined {
    const delimiter = this.script.charAt(this.at);
    const pattern = this.delimited(delimiter);
    this.at--;
    const text = this.delimited(delimiter, false);
    const flags = this.skip(/[gpI0-9]*/iy);
    // `e` runs a command and `w` writes a file.
    if (pattern === undefined || text === undefined || /[ewm]/i.test(this.script.charAt(this.at))) return undefined;
    // What makes other letters of letters, or letters of numbers.
    if (!/^(?:[^\\]|\\[^LUEluacdforvx])*$/.test(text)) return undefined;
    const regex = this.regex(pattern, /i/i.test(flags));
    if (regex === undefined) return undefined;
    const nth = Number(/\d+/.exec(flags)?.[0] ?? 1);
    return { regex, text, flags: { global: flags.includes("g"), print: flags.includes("p"), nth } };
  }

  private text(kind: SedCommand["kind"]): Pick<SedCommand, "text"> | undefined {
    if (kind === "delete" || kind === "print") {
      const end = this.skip(/[ \t]*(?=[;\n#}]|$)/y);
      return this.atEnd || end !== "" || /[;\n#]/.test(this.script.charAt(this.at)) ? { text: "" } : undefined;
    }
    this.skip(/[ \t]*(\\([ \t]*\n)?)?/y);
    const text = this.skip(/(?:\\[^]|[^\\\n])*/y);
    return { text: text.replace(/\\([^])/g, (_, letter: string) => ({ n: "\n", t: "\t" })[letter] ?? letter) };
  }

  /** The text up to the next delimiter; the cursor stands on the delimiter that opens it, and ends behind the other. */
  private delimited(delimiter: string, brackets = true): string | undefined {
    let text = "";
    for (let at = this.at + 1; at < this.script.length; at++) {
      const letter = this.script.charAt(at);
      if (letter === delimiter) {
        this.at = at + 1;
        return text;
      }
      if (letter === "\\") {
        const next = this.script.charAt(++at);
        text += next === delimiter ? next : `\\${next}`;
      } else if (letter === "[" && brackets) {
        // A delimiter inside a bracket expression does not end the pattern.
        const bracket = /^\[\^?\]?(\[:\w+:\]|[^\]\n])*\]/.exec(this.script.slice(at, at + 200))?.[0] ?? "[";
        text += bracket;
        at += bracket.length - 1;
      } else text += letter;
    }
    return undefined;
  }

  private regex(pattern: string, ignoreCase: boolean): Regex | undefined {
    // An empty pattern is the last one that was used, whichever that was.
    if (pattern === "") return undefined;
    return Regex.of(pattern, this.extended ? "extended" : "basic", ignoreCase);
  }
}
