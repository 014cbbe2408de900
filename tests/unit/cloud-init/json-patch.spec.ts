import assert from "node:assert/strict";
import { configOf, multipart, part, read } from "./messages";

/** Every result here is what the cloud-inits of Debian 11, 12 and 13 made of the same bytes. */
const before = {
  l: ["a", "b", "c"],
  d: { x: 1, y: { z: 2 }, "a/b": 3, "m~n": 4 },
  s: "text",
  n: 5,
  t: true,
  e: null,
  f: 1,
  d0: {},
};
const yaml = JSON.stringify(before).replace('"f":1,', '"f":1.0,');

function patched(patch: unknown, config = yaml): ReturnType<typeof read> {
  const text = typeof patch === "string" ? patch : JSON.stringify(patch);
  return read(
    multipart(part("text/cloud-config", config), part("text/cloud-config-jsonp", `#cloud-config-jsonp\n${text}`)),
  );
}

/** Where it stands in front of an operation, it shows whether the patch was taken. */
const mark = { op: "add", path: "/mark", value: 1 };
const gone = Symbol("a key that is removed");

describe("a JSON patch", () => {
  const applied: readonly (readonly [operation: object, changed: Readonly<Record<string, unknown>>])[] = [
    [{ op: "add", path: "/l/0", value: "x" }, { l: ["x", "a", "b", "c"] }],
    [{ op: "add", path: "/l/1", value: "x" }, { l: ["a", "x", "b", "c"] }],
    [{ op: "add", path: "/l/3", value: "x" }, { l: ["a", "b", "c", "x"] }],
    [{ op: "add", path: "/l/-", value: "x" }, { l: ["a", "b", "c", "x"] }],
    [{ op: "add", path: "/l/00", value: "x" }, { l: ["x", "a", "b", "c"] }],
    [{ op: "add", path: "/d/q", value: null }, { d: { "a/b": 3, "m~n": 4, q: null, x: 1, y: { z: 2 } } }],
    [{ op: "add", path: "/d/-", value: 1 }, { d: { "-": 1, "a/b": 3, "m~n": 4, x: 1, y: { z: 2 } } }],
    [{ op: "add", path: "/d/y/q", value: [1] }, { d: { "a/b": 3, "m~n": 4, x: 1, y: { q: [1], z: 2 } } }],
    [{ op: "add", path: "/", value: 1 }, { "": 1 }],
    [{ op: "add", path: "/d/a~1b", value: 9 }, { d: { "a/b": 9, "m~n": 4, x: 1, y: { z: 2 } } }],
    [{ op: "add", path: "/d/m~0n", value: 9 }, { d: { "a/b": 3, "m~n": 9, x: 1, y: { z: 2 } } }],
    [{ op: "add", path: "/d/~01", value: 9 }, { d: { "a/b": 3, "m~n": 4, x: 1, y: { z: 2 }, "~1": 9 } }],
    [{ op: "remove", path: "/l/0" }, { l: ["b", "c"] }],
    [{ op: "remove", path: "/l/2" }, { l: ["a", "b"] }],
    [{ op: "remove", path: "/d/x" }, { d: { "a/b": 3, "m~n": 4, y: { z: 2 } } }],
    [{ op: "remove", path: "/d/y/z" }, { d: { "a/b": 3, "m~n": 4, x: 1, y: {} } }],
    [{ op: "remove", path: "/l" }, { l: gone }],
    [{ op: "replace", path: "/l/0", value: "x" }, { l: ["x", "b", "c"] }],
    [{ op: "replace", path: "/l/2", value: "x" }, { l: ["a", "b", "x"] }],
    [{ op: "replace", path: "/d/x", value: 9 }, { d: { "a/b": 3, "m~n": 4, x: 9, y: { z: 2 } } }],
    [{ op: "replace", path: "/d/y/z", value: 9 }, { d: { "a/b": 3, "m~n": 4, x: 1, y: { z: 9 } } }],
    [{ op: "replace", path: "/e", value: 1 }, { e: 1 }],
    [{ op: "move", from: "/l/0", path: "/l/2" }, { l: ["b", "c", "a"] }],
    [{ op: "move", from: "/l/2", path: "/l/0" }, { l: ["c", "a", "b"] }],
    [
      { op: "move", from: "/l/0", path: "/d/q" },
      { l: ["b", "c"], d: { "a/b": 3, "m~n": 4, q: "a", x: 1, y: { z: 2 } } },
    ],
    [
      { op: "move", from: "/d/x", path: "/l/-" },
      { l: ["a", "b", "c", 1], d: { "a/b": 3, "m~n": 4, y: { z: 2 } } },
    ],
    [{ op: "move", from: "/d/x", path: "/d/x" }, {}],
    [{ op: "move", from: "/d/y", path: "/d" }, { d: { z: 2 } }],
    [
      { op: "move", from: "/d/x", path: "/x" },
      { d: { "a/b": 3, "m~n": 4, y: { z: 2 } }, x: 1 },
    ],
    [
      { op: "move", from: "/s", path: "/s2" },
      { s: gone, s2: "text" },
    ],
    [
      { op: "move", from: "/d", path: "/dd" },
      { d: gone, dd: { "a/b": 3, "m~n": 4, x: 1, y: { z: 2 } } },
    ],
    [{ op: "move", from: "/l/1", path: "/l/1" }, {}],
    [{ op: "copy", from: "/l", path: "/l2" }, { l2: ["a", "b", "c"] }],
    [{ op: "copy", from: "/l/0", path: "/l/3" }, { l: ["a", "b", "c", "a"] }],
    [{ op: "copy", from: "/d/y", path: "/y" }, { y: { z: 2 } }],
    [
      { op: "copy", from: "/d", path: "/d/y/d" },
      { d: { "a/b": 3, "m~n": 4, x: 1, y: { d: { "a/b": 3, "m~n": 4, x: 1, y: { z: 2 } }, z: 2 } } },
    ],
    [{ op: "copy", from: "/l", path: "/l/0" }, { l: [["a", "b", "c"], "a", "b", "c"] }],
    [{ op: "copy", from: "/s/1", path: "/y" }, { y: "e" }],
    [{ op: "copy", from: "/e", path: "/y" }, { y: null }],
    [{ op: "test", path: "/n", value: 5 }, {}],
    [{ op: "test", path: "/t", value: true }, {}],
    [{ op: "test", path: "/t", value: 1 }, {}],
    [{ op: "test", path: "/f", value: 1 }, {}],
    [{ op: "test", path: "/f", value: true }, {}],
    [{ op: "test", path: "/e", value: null }, {}],
    [{ op: "test", path: "/s", value: "text" }, {}],
    [{ op: "test", path: "/l", value: ["a", "b", "c"] }, {}],
    [{ op: "test", path: "/d/y", value: { z: 2 } }, {}],
    [{ op: "test", path: "/d0", value: {} }, {}],
    [{ op: "test", path: "/l/0", value: "a" }, {}],
    [{ op: "test", path: "/s/0", value: "t" }, {}],
  ];
  for (const [operation, changed] of applied) {
    it(`takes ${JSON.stringify(operation)}`, () => {
      const all = { ...before, ...changed, mark: 1 };
      const expected = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== gone));
      const userData = patched([mark, operation]);
      assert.deepEqual(configOf(userData), expected);
      assert.deepEqual(userData.dropped, []);
    });
  }

  const whole: readonly (readonly [operation: object, config: unknown])[] = [
    [{ op: "add", path: "", value: { a: 1 } }, { a: 1 }],
    [{ op: "add", path: "", value: [1] }, {}],
    [{ op: "add", path: "", value: null }, {}],
    [{ op: "replace", path: "", value: { a: 1 } }, { a: 1 }],
    [{ op: "replace", path: "", value: "t" }, {}],
    [{ op: "move", from: "/d/x", path: "" }, {}],
  ];
  for (const [operation, config] of whole) {
    it(`may be about the whole, ${JSON.stringify(operation)}`, () => {
      assert.deepEqual(configOf(patched([mark, operation])), config);
    });
  }

  const refused: readonly object[] = [
    { op: "add", path: "/l/4", value: "x" },
    { op: "add", path: "/l/-1", value: "x" },
    { op: "add", path: "/l/1e0", value: "x" },
    { op: "add", path: "/l/x", value: "x" },
    { op: "add", path: "/l/0/q", value: "x" },
    { op: "add", path: "/n/q", value: 1 },
    { op: "add", path: "/s/0", value: 1 },
    { op: "add", path: "/s/-", value: 1 },
    { op: "add", path: "/e/q", value: 1 },
    { op: "add", path: "/q/q", value: 1 },
    { op: "add", path: "/l" },
    { op: "add", path: "//x", value: 1 },
    { op: "add", value: 1 },
    { op: "add", path: 5, value: 1 },
    { op: "add", path: "x", value: 1 },
    { op: "add", path: "/d/m~2n", value: 9 },
    { op: "add", path: "/d/m~", value: 9 },
    { op: "remove", path: "/l/3" },
    { op: "remove", path: "/l/-" },
    { op: "remove", path: "/d/q" },
    { op: "remove", path: "/q/z" },
    { op: "remove", path: "" },
    { op: "remove", path: "/s/0" },
    { op: "remove", path: "/n/0" },
    { op: "replace", path: "/l/3", value: "x" },
    { op: "replace", path: "/l/-", value: "x" },
    { op: "replace", path: "/d/q", value: 9 },
    { op: "replace", path: "/s/0", value: "x" },
    { op: "replace", path: "/l" },
    { op: "replace", path: "/n/x", value: 1 },
    { op: "move", from: "/d", path: "/d/y" },
    { op: "move", from: "/l/0", path: "/l/0/q" },
    { op: "move", from: "/l/3", path: "/q" },
    { op: "move", from: "/l/-", path: "/q" },
    { op: "move", from: "/q", path: "/r" },
    { op: "move", from: "", path: "/q" },
    { op: "move", from: "", path: "" },
    { op: "move", path: "/q" },
    { op: "move", from: 5, path: "/q" },
    { op: "move", from: "/s/0", path: "/q" },
    { op: "move", from: "/q", path: "/q" },
    { op: "move", from: "/l/0", path: "/l/0/0" },
    { op: "move", from: "/n/0", path: "/q" },
    { op: "copy", from: "/q", path: "/y" },
    { op: "copy", from: "", path: "/y" },
    { op: "copy", from: "/l/-", path: "/y" },
    { op: "copy", from: "/l/9", path: "/y" },
    { op: "copy", path: "/y" },
    { op: "test", path: "/n", value: 6 },
    { op: "test", path: "/t", value: "true" },
    { op: "test", path: "/t", value: 2 },
    { op: "test", path: "/e", value: 0 },
    { op: "test", path: "/e", value: false },
    { op: "test", path: "/l", value: ["a", "b"] },
    { op: "test", path: "/l", value: ["a", "b", "d"] },
    { op: "test", path: "/l", value: {} },
    { op: "test", path: "/l", value: "abc" },
    { op: "test", path: "/d/y", value: { z: 3 } },
    { op: "test", path: "/d/y", value: { q: 2 } },
    { op: "test", path: "/d/y", value: { z: 2, q: 1 } },
    { op: "test", path: "/d/y", value: [] },
    { op: "test", path: "/d0", value: [] },
    { op: "test", path: "/q", value: null },
    { op: "test", path: "/l/-", value: "a" },
    { op: "test", path: "/s/4", value: "t" },
    { op: "test", path: "/n/0", value: "t" },
    { op: "test", path: "/n" },
    { op: "test", path: "", value: 1 },
    { op: "test", path: "/n", value: null },
    { op: "nope", path: "/n" },
    { path: "/n" },
    { op: 5, path: "/n" },
    { op: "ADD", path: "/n", value: 1 },
  ];
  for (const operation of refused) {
    it(`is dropped as a whole for ${JSON.stringify(operation)}`, () => {
      const userData = patched([mark, operation]);
      assert.deepEqual(configOf(userData), before);
      assert.deepEqual(
        userData.dropped.map(({ place }) => place),
        ["part 2 of the customData"],
      );
    });
  }

  const empty = ['""', "{}", "[]"];
  for (const patch of empty) {
    it(`has no operation in ${patch}`, () => {
      const userData = patched(patch);
      assert.deepEqual(configOf(userData), before);
      assert.deepEqual(userData.dropped, []);
    });
  }
  for (const patch of ['"x"', JSON.stringify(mark), "null", "5", '["x"]', "[[]]", ""]) {
    it(`is dropped where it is ${patch === "" ? "nothing" : patch}`, () => {
      const userData = patched(patch);
      assert.deepEqual(configOf(userData), before);
      assert.equal(userData.dropped.length, 1);
    });
  }

  /** [value in YAML, value in JSON, whether "test" finds them equal as Python's == does] */
  const compared: readonly (readonly [yaml: string, json: string, equal: boolean])[] = [
    ["!!binary YQ==", '"a"', false],
    ["2001-12-14", '"2001-12-14"', false],
    ["!!set {a, b}", '["a","b"]', false],
    ["!!set {a, b}", '{"a":null,"b":null}', false],
    ["!!pairs [a: 1]", '[["a",1]]', false],
    ["!!omap [a: 1]", '[["a",1]]', false],
    ["{1: a}", '{"1":"a"}', false],
    ["{true: a}", '{"true":"a"}', false],
    ["12345678901234567890", "12345678901234567890", true],
    ["12345678901234567890", "12345678901234567891", false],
    ["12345678901234567890", "1.2345678901234567e19", false],
    ["true", "1.0", true],
    ["false", "0", true],
    ["0", "false", true],
    ["''", "null", false],
    ["[true]", "[1]", true],
    ["{a: true}", '{"a":1}', true],
    ["[[]]", "[{}]", false],
    ["!!binary YQ==", "[97]", false],
    [".nan", "NaN", false],
    [".inf", "Infinity", true],
    [".inf", "-Infinity", false],
  ];
  for (const [value, json, equal] of compared) {
    it(`${equal ? "finds" : "does not find"} ${value} and ${json} equal`, () => {
      const { config } = patched(
        `[{"op": "test", "path": "/a", "value": ${json}}, {"op": "add", "path": "/c", "value": 1}]`,
        `a: ${value}`,
      );
      assert.equal(config?.has("c"), equal);
    });
  }

  const shared: readonly (readonly [what: string, config: string, patch: readonly object[], after: unknown])[] = [
    [
      "shows in all that an alias shares",
      "a: &a {}\nb: *a\n",
      [{ op: "add", path: "/a/x", value: 1 }],
      { a: { x: 1 }, b: { x: 1 } },
    ],
    [
      "does not show in what was copied from",
      "a: &a {}\nb: *a\n",
      [
        { op: "copy", from: "/a", path: "/c" },
        { op: "add", path: "/c/x", value: 1 },
      ],
      { a: {}, b: {}, c: { x: 1 } },
    ],
    [
      "finds what it has moved",
      "a: [0]\n",
      [
        { op: "move", from: "/a", path: "/c" },
        { op: "add", path: "/c/-", value: 1 },
      ],
      { c: [0, 1] },
    ],
    [
      "reaches into a pair",
      "a: !!pairs [x: [1]]\n",
      [{ op: "add", path: "/a/0/1/-", value: 1 }],
      { a: [["x", [1, 1]]] },
    ],
    ["adds nothing to a pair", "a: !!pairs [x: [1]]\n", [{ op: "add", path: "/a/0/-", value: 1 }], { a: [["x", [1]]] }],
    [
      "replaces nothing in a pair",
      "a: !!pairs [x: [1]]\n",
      [{ op: "replace", path: "/a/0/1", value: 1 }],
      { a: [["x", [1]]] },
    ],
    ["adds nothing to a set", "a: !!set {b}\n", [{ op: "add", path: "/a/x", value: 1 }], { a: { "!set": ["b"] } }],
    [
      "knows no key that is a number",
      "a: {1: x}\n",
      [{ op: "add", path: "/a/1", value: 1 }],
      { a: { "1": 1, "!int 1": "x" } },
    ],
    ["removes no key that is a number", "a: {1: x}\n", [{ op: "remove", path: "/a/1" }], { a: { "!int 1": "x" } }],
    [
      "goes by a list that holds itself",
      "a: &a [*a]\n",
      [{ op: "add", path: "/b", value: 1 }],
      { a: [{ "!cycle": true }], b: 1 },
    ],
  ];
  for (const [what, config, patch, after] of shared) {
    it(what, () => {
      assert.deepEqual(configOf(patched(patch, config)), after);
    });
  }

  const jsonp = (text: string) => part("text/cloud-config-jsonp", text);
  const add = '[{"op": "add", "path": "/q", "value": 1}]';
  const rooted = (value: string) => jsonp(`[{"op": "replace", "path": "", "value": ${value}}]`);
  const sequences: readonly (readonly [what: string, parts: readonly string[], config: unknown])[] = [
    ["may come first", [jsonp(add), part("text/cloud-config", "b: 1")], { q: 1, b: 1 }],
    [
      "that makes it a list loses what was before",
      [part("text/cloud-config", "a: 1"), rooted("[1]"), part("text/cloud-config", "b: 1")],
      { b: 1 },
    ],
    [
      "that makes it null loses what was before",
      [part("text/cloud-config", "a: 1"), rooted("null"), part("text/cloud-config", "b: 1")],
      { b: 1 },
    ],
    ["that makes it a list leaves nothing", [part("text/cloud-config", "a: 1"), rooted("[1]")], {}],
    [
      "applies to a list too",
      [rooted("[1]"), jsonp('[{"op": "add", "path": "/-", "value": 1}]'), rooted('{"c": 1}')],
      { c: 1 },
    ],
    [
      "may follow blanks",
      [part("text/cloud-config", "a: 1"), jsonp(`  \n#cloud-config-jsonp\n${add}`)],
      { a: 1, q: 1 },
    ],
    ["needs no marker where it is typed", [part("text/cloud-config", "a: 1"), jsonp(add)], { a: 1, q: 1 }],
    [
      "has its marker in lower case",
      [part("text/cloud-config", "a: 1"), jsonp(`#Cloud-Config-JSONP\n${add}`)],
      { a: 1 },
    ],
    [
      "may follow its marker at once",
      [part("text/cloud-config", "a: 1"), jsonp(`#cloud-config-jsonp ${add}`)],
      { a: 1, q: 1 },
    ],
    [
      "has one marker",
      [part("text/cloud-config", "a: 1"), jsonp(`#cloud-config-jsonp\n#cloud-config-jsonp\n${add}`)],
      { a: 1 },
    ],
  ];
  for (const [what, parts, config] of sequences) {
    it(what, () => {
      assert.deepEqual(configOf(read(multipart(...parts))), config);
    });
  }

  it("is named as the source of each key that it touches", () => {
    const patch = [
      { op: "add", path: "/new", value: 1 },
      { op: "replace", path: "/l/0", value: "x" },
      { op: "move", from: "/n", path: "/moved" },
      { op: "test", path: "/s", value: "text" },
    ];
    const places = [...(patched(patch).config ?? [])].map(([key, { place }]) => [key, place.slice(0, 6)]);
    assert.deepEqual(Object.fromEntries(places), {
      l: "part 2",
      new: "part 2",
      moved: "part 2",
      s: "part 2",
      d: "part 1",
      t: "part 1",
      e: "part 1",
      f: "part 1",
      d0: "part 1",
    });
  });

  it("of the whole is named as the source of every key", () => {
    const { config } = patched([{ op: "replace", path: "", value: { a: 1, n: 2 } }]);
    assert.deepEqual(
      [...(config ?? [])].map(([key, { place }]) => [key, place]),
      [
        ["a", "part 2 of the customData"],
        ["n", "part 2 of the customData"],
      ],
    );
  });
});
