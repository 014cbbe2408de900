import type { Budget } from "../limits";
import { Cursor } from "./cursor";
import { Scanner } from "./scanner";
import type { Token } from "./token";

/**
 * The tokens of a text as PyYAML's scanner finds them. Its rules are not YAML's to the letter: a tab never separates
 * tokens, a comment needs no blank before it, and "key:" may stand at most 1024 characters from where its key began.
 */
export function scan(text: string, oldYaml: boolean, budget: Budget): readonly Token[] {
  const scanner = new Scanner(new Cursor(`${text}\0`), oldYaml, budget);
  while (scanner.tokens.at(-1)?.kind !== "end") scanner.next();
  return scanner.tokens;
}
