import assert from "node:assert/strict";
import { behaviourOf, Budget, readYaml } from "./core";
import { type Document, readsAsPyYaml } from "./pyyaml";

describe("what PyYAML refuses, and where", () => {
  const refused: readonly (readonly [text: string, reason: RegExp, line: number])[] = [
    ["a: |x\n b", /block scalar.*header/, 1],
    ["\na: |1x\n b", /block scalar.*header/, 2],
    ["a: | x\n b", /follows a block scalar/, 1],
    ["a: |0\n b", /indented by 0/, 1],
    ["%YAML 1.1\na", /"---" is missing/, 2],
    ["a: 1\nb: &\n", /anchor or alias has no name/, 2],
    ["a: *\n", /anchor or alias has no name/, 1],
    ["a: !x!y 1", /tag's handle is not declared/, 1],
    ["a: !<\u00e9> 1", /tag is not a URI/, 1],
    ["%\n---\na", /directive has no name/, 1],
    ["%YAML 1.1 x\n---\na", /follows a directive/, 1],
    ["%YAML 2.0\n---\na", /only YAML 1/, 1],
    ["a: 1\n\nb: !!int x", /no number/, 3],
    ["a: !!float x", /no number/, 1],
    ["a: !!bool x", /no truth value/, 1],
    ["a: 2001-02-30", /no date that exists/, 1],
    ["a: 2001-02-01 25:00:00", /no time that exists/, 1],
    ["a: 2001-02-01 01:00:00+25:00", /no time zone/, 1],
    ["a: !!timestamp x", /no date/, 1],
    ["a: !!binary YQ", /not base64/, 1],
    ["a: !!binary \u00e9", /not ASCII/, 1],
    ['a: "\\xzz"', /escape lacks its hexadecimal/, 1],
    ['a: "\\q"', /escape is not known/, 1],
    ["a: - b", /no list may begin/, 1],
    ["a: b: c", /no key and no value/, 1],
    ["a\nb: 1", /no key and no value/, 2],
    ["a: 'x\n\n", /quoted scalar does not end/, 3],
    ["a: [", /value is missing/, 1],
    ["a: ]", /"\]" closes nothing/, 1],
    ["a: }", /"\}" closes nothing/, 1],
    ["a: @", /cannot begin anything/, 1],
    ["a: 1\nb: *x", /alias names no anchor/, 2],
    ["\n\n<<: [1]", /"<<" takes a mapping/, 3],
    ["a: !!foo 1", /tag is not known/, 1],
    ["a: !!seq 1", /does not go with its value/, 1],
    ["\n? {a: b}\n: c", /cannot be a key/, 2],
    ["a: 1\n---\nb: 1", /more than one document/, 2],
    ["a: !!omap [b]", /pairs are mappings/, 1],
    ["- a\nb: c", /indentation/, 2],
    ["a: [b: c: d]", /comma or a closing bracket/, 1],
    ["a: 1\nb\nc: 1", /":" is missing after a key/, 2],
  ];
  for (const [text, reason, line] of refused) {
    it(JSON.stringify(text), () => {
      const { error = "" } = readYaml(text, behaviourOf("22.4.2"), new Budget());
      assert.match(error, reason);
      assert.ok(error.endsWith(` (line ${line})`), error);
    });
  }

  it("may be a character alone, wherever it stands", () => {
    assert.match(readYaml("a: \x07", behaviourOf("22.4.2"), new Budget()).error ?? "", /character/);
  });
});

describe("a scalar with a tag, as Python's int and float read it", () => {
  const tagged: readonly Document[] = [
    ["a: !!int '_'", undefined],
    ["a: !!int ''", undefined],
    ["a: !!int '-'", undefined],
    ["a: !!int '0x'", undefined],
    ["a: !!int 0b2", undefined],
    ["a: !!int 1e5", undefined],
    ["a: !!int '08'", undefined],
    ["a: !!int '0B11'", undefined],
    ["a: !!int '0X1F'", undefined],
    ["a: !!int '00o7'", undefined],
    ["a: !!int ' 5 '", { a: 5 }],
    ["a: !!int '+5'", { a: 5 }],
    ["a: !!int '--5'", { a: 5 }],
    ["a: !!int '0o17'", { a: 15 }],
    ["a: !!int '0O17'", { a: 15 }],
    ["a: !!int '-0x1F'", { a: -31 }],
    ["a: !!int '0x_1'", { a: 1 }],
    ["a: !!int '0x0x1'", { a: 1 }],
    ["a: !!int '0b0b1'", { a: 1 }],
    ["a: !!int '0b-1'", { a: -1 }],
    ["a: !!int '-0b1'", { a: -1 }],
    ["a: !!int '+0b1'", { a: 1 }],
    ["a: !!int '1__0'", { a: 10 }],
    ["a: !!int '1:30'", { a: 90 }],
    ["a: !!int '-1:30'", { a: -90 }],
    ["a: !!int '1:-30'", { a: 30 }],
    ["a: !!float ''", undefined],
    ["a: !!float '.'", undefined],
    ["a: !!float '1:x'", undefined],
    ["a: !!float '-inf'", { a: { "!float": "-inf" } }],
    ["a: !!float '+inf'", { a: { "!float": "inf" } }],
    ["a: !!float infinity", { a: { "!float": "inf" } }],
    ["a: !!float nan", { a: { "!float": "nan" } }],
    ["a: !!float ' 1.5 '", { a: 1.5 }],
    ["a: !!float '+1.5'", { a: 1.5 }],
    ["a: !!float '1e5'", { a: 100000 }],
    ["a: !!float '.5'", { a: 0.5 }],
    ["a: !!float '5.'", { a: 5 }],
    ["a: !!float '1:30.5'", { a: 90.5 }],
    ["a: !!float '1:inf'", { a: { "!float": "inf" } }],
    ["a: !!float '1:nan'", { a: { "!float": "nan" } }],
    ["a: !!float '-1:-30'", { a: -30 }],
    ["a: !!float '1:+5'", { a: 65 }],
  ];
  readsAsPyYaml(tagged);
});
