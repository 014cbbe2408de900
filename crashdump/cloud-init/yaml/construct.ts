import { checkNesting, type Budget } from "../limits";
import type { Behaviour } from "../version";
import { type Dict, isKey, type Key, setIn, Tuple, type Value } from "../value";
import { YamlError } from "./cursor";
import { type MappingNode, type Node, type ScalarNode, standard, tags } from "./node";
import { flatten } from "./merge-keys";
import { scalarTypes } from "./scalar-types";

/** The value of a document, as PyYAML's SafeLoader builds it. What is aliased is shared, and may hold itself. */
export function construct(root: Node, behaviour: Behaviour, budget: Budget): Value {
  return new Constructor(behaviour, budget).value(root, 0);
}

class Constructor {
  private readonly built = new Map<Node, Value>();

  constructor(
    private readonly behaviour: Behaviour,
    private readonly budget: Budget,
  ) {}

  value(node: Node, depth: number): Value {
    if (node.kind === "scalar") return this.scalar(node);
    const before = this.built.get(node);
    if (before !== undefined) return before;
    checkNesting(depth);
    return this.collection(node, depth);
  }

  private scalar(node: ScalarNode): Value {
    const build = scalarTypes[node.tag];
    if (build !== undefined) return build(node.value, node.line, this.behaviour);
    if (node.tag === `${standard}python/unicode` && this.behaviour.unicodeTag) return node.value;
    return fail(node, collectionTags.has(node.tag) ? "a tag does not go with its value" : "a tag is not known");
  }

  private collection(node: Exclude<Node, ScalarNode>, depth: number): Value {
    const build = collectionTypes[node.tag];
    if (build !== undefined) return build(this, node, depth);
    // A mapping with the key "=" stands for that key's value.
    if (scalarTypes[node.tag] !== undefined && node.kind === "mapping")
      return this.scalar(defaultValue(node, node.tag));
    return fail(node, "a tag is not known, or does not go with its value");
  }

  sequence(node: Node, depth: number): Value {
    if (node.kind !== "sequence") fail(node, "a tag does not go with its value");
    const items: Value[] = [];
    this.built.set(node, items);
    for (const item of node.items) items.push(this.value(item, depth + 1));
    return items;
  }

  mapping(node: Node, depth: number): Value {
    const dict: Dict = new Map();
    this.built.set(node, dict);
    this.fill(dict, node, depth);
    return dict;
  }

  set(node: Node, depth: number): Value {
    const set = new Set<Key>();
    this.built.set(node, set);
    const dict: Dict = new Map();
    this.fill(dict, node, depth);
    for (const key of dict.keys()) set.add(key);
    return set;
  }

  /** !!omap and !!pairs: a list of mappings with one key each. */
  pairs(node: Node, depth: number): Value {
    const items: Value[] = [];
    this.built.set(node, items);
    if (node.kind !== "sequence") fail(node, "a tag does not go with its value");
    for (const item of node.items) {
      const [pair] = item.kind === "mapping" && item.pairs.length === 1 ? item.pairs : [];
      if (pair === undefined) fail(item, "pairs are mappings with one key each");
      items.push(new Tuple([this.value(pair[0], depth + 1), this.value(pair[1], depth + 1)]));
    }
    return items;
  }

  private fill(dict: Dict, node: Node, depth: number): void {
    if (node.kind !== "mapping") fail(node, "a tag does not go with its value");
    flatten(node, this.budget, 0);
    for (const [keyNode, valueNode] of node.pairs) {
      const text = keyNode.kind === "scalar" && keyNode.tag === tags.value;
      const key = text ? keyNode.value : this.value(keyNode, depth + 1);
      if (!isKey(key)) fail(keyNode, "a list or a mapping cannot be a key");
      if (typeof key === "object" && key !== null) this.budget.spend("steps", dict.size);
      setIn(dict, key, this.value(valueNode, depth + 1));
    }
  }
}

type Build = (constructor: Constructor, node: Node, depth: number) => Value;

const collectionTypes: Readonly<Record<string, Build>> = {
  [tags.seq]: (constructor, node, depth) => constructor.sequence(node, depth),
  [tags.map]: (constructor, node, depth) => constructor.mapping(node, depth),
  [tags.set]: (constructor, node, depth) => constructor.set(node, depth),
  [tags.omap]: (constructor, node, depth) => constructor.pairs(node, depth),
  [tags.pairs]: (constructor, node, depth) => constructor.pairs(node, depth),
};

const collectionTags: ReadonlySet<string> = new Set(Object.keys(collectionTypes));

function defaultValue(node: MappingNode, tag: string, depth = 0): ScalarNode {
  checkNesting(depth);
  const value = node.pairs.find(([key]) => key.tag === tags.value)?.[1];
  if (value?.kind === "scalar") return { ...value, tag };
  return value?.kind === "mapping"
    ? defaultValue(value, tag, depth + 1)
    : fail(node, "a tag does not go with its value");
}

function fail(node: Node, message: string): never {
  throw new YamlError(message, node.line + 1);
}
