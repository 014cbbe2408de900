import { type Budget, checkNesting } from "../limits";
import { YamlError } from "./cursor";
import { type MappingNode, type Node, tags } from "./node";

/**
 * Follows the "<<" keys of a mapping, once: what they bring stands before its own keys, which win, and of a list of
 * mappings the first one wins.
 */
export function flatten(node: MappingNode, budget: Budget, depth: number): void {
  if (!node.pairs.some(isMerge)) return;
  checkNesting(depth);
  const merged: MappingNode["pairs"] = [];
  for (let index = node.pairs.findIndex(isMerge); index >= 0; index = node.pairs.findIndex(isMerge)) {
    // Gone before its value is looked at, which may hold this very mapping.
    const [[, value] = fail(node)] = node.pairs.splice(index, 1);
    budget.spend("steps", node.pairs.length + 1);
    for (const source of sourcesOf(value)) {
      flatten(source, budget, depth + 1);
      budget.spend("steps", source.pairs.length);
      merged.push(...source.pairs);
    }
  }
  node.pairs = [...merged, ...node.pairs];
}

function isMerge([key]: MappingNode["pairs"][number]): boolean {
  return key.tag === tags.merge;
}

/** Last first, because later pairs win. */
function sourcesOf(value: Node): readonly MappingNode[] {
  if (value.kind === "mapping") return [value];
  if (value.kind === "scalar") return fail(value);
  return value.items.map((item) => (item.kind === "mapping" ? item : fail(item))).reverse();
}

function fail(node: Node): never {
  throw new YamlError('"<<" takes a mapping or a list of mappings', node.line + 1);
}
