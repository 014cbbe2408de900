import type { ParsedScript, Statement } from "unbash";

/** The first statement that dash cannot parse, of a script that bash can. */
export function firstOfBash({ commands }: ParsedScript, text: string): Statement | undefined {
  return hint.test(text) ? commands.find((statement) => holds(statement, text)) : undefined;
}

/** Most scripts have none of these letters, and are not looked through. */
const hint = /<<<|[<>@!?*+]\(|=\(|\bfunction\s|\bselect\s|\|&|;&|\bfor\s*\(\(/;

const refused: ReadonlySet<unknown> = new Set([
  "ArrayValue",
  "ArithmeticFor",
  "ExtendedGlob",
  "HereString",
  "ProcessSubstitution",
  "Select",
]);

interface Node {
  readonly type?: unknown;
  readonly pos?: number;
  readonly operators?: readonly unknown[];
  readonly terminator?: unknown;
  readonly parts?: unknown;
  readonly script?: unknown;
  readonly value?: unknown;
}

function holds(value: unknown, text: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { type, pos, operators, terminator, parts, script, value: assigned }: Node = value;
  if (refused.has(type) || operators?.includes("|&") === true) return true;
  if (terminator === ";&" || terminator === ";;&") return true;
  if (type === "Function" && text.startsWith("function", pos)) return true;
  const inside: readonly unknown[] = Object.values(value);
  // The parser makes the three only for whom asks for them.
  return [parts, script, assigned, ...inside].some((inner) => holds(inner, text));
}
