import { checkNesting } from "../limits";
import { type MappingNode, type Node, type ScalarNode, type SequenceNode, standard, tags } from "./node";
import { implicitTag } from "./resolve";
import type { Token, TokenKind } from "./token";
import { TokenReader } from "./token-reader";

/** The only document of these tokens; undefined where there is none. Throws YamlError where there are two. */
export function parse(tokens: readonly Token[]): Node | undefined {
  return new Parser(tokens).document();
}

const defaultHandles = [
  ["!", "!"],
  ["!!", standard],
] as const;

class Parser extends TokenReader {
  private depth = 0;
  private readonly handles = new Map<string, string>();
  private readonly anchors = new Map<string, Node>();

  document(): Node | undefined {
    const explicit = this.atAny(["directive", "document-start", "end"]);
    if (this.at("end")) return undefined;
    if (explicit) this.directives();
    for (const [handle, prefix] of defaultHandles) if (!this.handles.has(handle)) this.handles.set(handle, prefix);
    const empty = explicit && this.atAny(["directive", "document-start", "document-end", "end"]);
    const root = empty ? this.emptyScalar() : this.node("block");
    while (this.at("document-end")) this.position++;
    if (!this.at("end")) this.fail("there is more than one document, or something that belongs to none");
    return root;
  }

  private directives(): void {
    let version = false;
    for (; this.at("directive"); this.position++) {
      const { handle, text } = this.token;
      if (handle !== undefined) {
        if (this.handles.has(handle)) this.fail("%TAG names a handle twice");
        this.handles.set(handle, text);
      } else if (text === "YAML") {
        if (version) this.fail("%YAML stands twice");
        version = true;
      }
    }
    if (!this.at("document-start")) this.fail('"---" is missing after the directives');
    this.position++;
  }

  /** "entry" is the value of a block mapping, whose list may stand at the column of its key. */
  private node(context: "block" | "flow" | "entry"): Node {
    checkNesting(++this.depth);
    const node = this.at("alias") ? this.alias() : this.content(context);
    this.depth--;
    return node;
  }

  private alias(): Node {
    return this.anchors.get(this.token.text) === undefined
      ? this.fail("an alias names no anchor before it")
      : (this.anchors.get(this.take().text) as Node);
  }

  private content(context: "block" | "flow" | "entry"): Node {
    const { line } = this.token;
    const { anchor, tag } = this.at("anchor") || this.at("tag") ? this.properties() : noProperties;
    if (anchor !== undefined && this.anchors.has(anchor)) this.fail("an anchor is named twice");
    const explicit = tag === "!" ? undefined : tag;
    const block = context !== "flow";
    if (this.at("scalar")) {
      const { text, plain } = this.take();
      const implicit = (plain && tag === undefined) || tag === "!";
      return this.remember(scalar(explicit ?? (implicit ? implicitTag(text) : tags.str), text, line), anchor);
    }
    const kind = this.token.kind;
    if (kind === "[" || (block && kind === "block-sequence") || (context === "entry" && kind === "-")) {
      const node: SequenceNode = { kind: "sequence", tag: explicit ?? tags.seq, items: [], line };
      this.remember(node, anchor);
      if (kind === "[") this.flowSequence(node.items);
      else this.blockSequence(node.items, kind === "-");
      return node;
    }
    if (kind === "{" || (block && kind === "block-mapping")) {
      const node: MappingNode = { kind: "mapping", tag: explicit ?? tags.map, pairs: [], line };
      this.remember(node, anchor);
      if (kind === "{") this.flowMapping(node.pairs);
      else this.blockMapping(node.pairs);
      return node;
    }
    if (anchor === undefined && tag === undefined) this.fail("a value is missing or not allowed here");
    return this.remember(explicit === undefined ? this.emptyScalar() : scalar(explicit, "", line), anchor);
  }

  private remember(node: Node, anchor: string | undefined): Node {
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return node;
  }

  /** An anchor and a tag, in any order. */
  private properties(): Properties {
    let anchor: string | undefined;
    let tag: string | undefined;
    for (let count = 0; count < 2; count++) {
      if (anchor === undefined && this.at("anchor")) anchor = this.take().text;
      else if (tag === undefined && this.at("tag")) tag = this.tag(this.take());
    }
    return { anchor, tag };
  }

  private tag({ handle, text }: Token): string {
    if (handle === undefined) return text;
    const prefix = this.handles.get(handle);
    return prefix === undefined ? this.fail("a tag's handle is not declared") : prefix + text;
  }

  /** A list at the column of its mapping's keys has no end of its own. */
  private blockSequence(items: Node[], indentless: boolean): void {
    if (!indentless) this.position++;
    while (this.at("-")) {
      this.position++;
      const empty = indentless ? this.atAny(["-", "?", ":", "block-end"]) : this.atAny(["-", "block-end"]);
      items.push(empty ? this.emptyScalar() : this.node("block"));
    }
    if (!indentless) this.expect("block-end");
  }

  private blockMapping(pairs: MappingNode["pairs"]): void {
    this.position++;
    // A value without a key is an error to PyYAML, where it is not inside braces nor after "?".
    while (this.at("?")) {
      const key = this.part("?", ["?", ":", "block-end"], "entry");
      pairs.push([key, this.part(":", ["?", ":", "block-end"], "entry")]);
    }
    this.expect("block-end");
  }

  private flowSequence(items: Node[]): void {
    for (this.position++; !this.at("]"); ) {
      if (this.at("?")) items.push(this.singlePair());
      else items.push(this.node("flow"));
      if (!this.at("]")) this.expect(",");
    }
    this.position++;
  }

  /** "key: value" in a list without braces. */
  private singlePair(): Node {
    const { line } = this.token;
    checkNesting(this.depth + 1);
    const key = this.part("?", [":", ",", "]"], "flow");
    return { kind: "mapping", tag: tags.map, pairs: [[key, this.part(":", [",", "]"], "flow")]], line };
  }

  private flowMapping(pairs: MappingNode["pairs"]): void {
    for (this.position++; !this.at("}"); ) {
      const keyed = this.at("?");
      const key = keyed ? this.part("?", [":", ",", "}"], "flow") : this.node("flow");
      pairs.push([key, keyed ? this.part(":", [",", "}"], "flow") : this.emptyScalar()]);
      if (!this.at("}")) this.expect(",");
    }
    this.position++;
  }

  /** What follows "?" or ":", which is nothing where the mark is missing or one of these comes next. */
  private part(mark: "?" | ":", empty: readonly TokenKind[], context: "flow" | "entry"): Node {
    if (!this.at(mark)) return this.emptyScalar();
    this.position++;
    return this.atAny(empty) ? this.emptyScalar() : this.node(context);
  }

  private emptyScalar(): ScalarNode {
    return scalar(tags.null, "", this.token.line);
  }
}

interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
}

const noProperties: Properties = { anchor: undefined, tag: undefined };

function scalar(tag: string, value: string, line: number): ScalarNode {
  return { kind: "scalar", tag, value, line };
}
