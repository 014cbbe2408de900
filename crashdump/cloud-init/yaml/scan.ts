import type { Budget } from "../limits";
import { Cursor } from "./cursor";
import { Scanner } from "./scanner";
import type { Token } from "./token";

/**
 * The tokens of a text as PyYAML's scanner finds them. Its rules are not YAML's to the letter: a tab never separates
 * tokens, a comment needs no blank before it, and "key:" may stand at most 1024 characters from where its key began.
 */
export function scan(text: string, oldYaml: boolean, budget: Budget): readonly Token[] {
  // Joined, not added: what "+" makes stays a tree, in which each look at a character takes a step more.
  const scanner = new Scanner(new Cursor([text, "\0"].join("")), oldYaml, budget);
  while (scanner.tokens.at(-1)?.kind !== "end") scanner.next();
  return scanner.tokens;
}
