import assert from "node:assert/strict";

/** Reads markup as XML does, and returns its text; it has no comments, no empty elements and no other entities. */
export function textOf(markup: string): string {
  const open: string[] = [];
  const text = markup.replace(/<[^>]*>/g, (tag) => {
    const [, close, name] = /^<(\/?)([a-z][a-z0-9]*)(?: [a-zA-Z-]+="[^"<>]*")*>$/.exec(tag) ?? assert.fail(tag);
    if (close === "/") assert.equal(open.pop(), name, `${tag} closes another`);
    else open.push(name ?? "");
    return "";
  });
  assert.deepEqual(open, []);
  assert.doesNotMatch(text, /[<>]|[^\P{C}\n\t]/u);
  return text.replace(/&(#?\w*;?)/g, (_, entity: string) => entities[entity] ?? assert.fail(`&${entity}`));
}

const entities: Readonly<Record<string, string>> = { "amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"', "#39;": "'" };
