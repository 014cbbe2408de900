import type { Scanner } from "./scanner";

type Fetch = (scanner: Scanner) => boolean;

/** What begins with the character of this code; false where it is none of it and may be the start of a plain scalar. */
export function fetchOf(code: number): Fetch | undefined {
  return byCode[code];
}

const indicators: Readonly<Record<string, Fetch>> = {
  "[": (scanner) => scanner.openFlow("["),
  "{": (scanner) => scanner.openFlow("{"),
  "]": (scanner) => scanner.closeFlow("]"),
  "}": (scanner) => scanner.closeFlow("}"),
  ",": (scanner) => scanner.flowEntry(),
  "-": (scanner) => scanner.blockEntry(),
  "?": (scanner) => scanner.explicitKey(),
  ":": (scanner) => scanner.value(),
  "*": (scanner) => scanner.property("alias"),
  "&": (scanner) => scanner.property("anchor"),
  "!": (scanner) => scanner.property("tag"),
  "|": (scanner) => scanner.block(),
  ">": (scanner) => scanner.block(),
  "'": (scanner) => scanner.quoted(),
  '"': (scanner) => scanner.quoted(),
};

const byCode: readonly (Fetch | undefined)[] = Array.from(
  { length: 128 },
  (_, code) => indicators[String.fromCharCode(code)],
);
