import type { Scanner } from "./scanner";

/** What begins with each character; false where it is none of it and may be the start of a plain scalar. */
export const indicators: Readonly<Record<string, (scanner: Scanner) => boolean>> = {
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
