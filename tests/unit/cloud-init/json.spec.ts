import assert from "node:assert/strict";
import { configOf, multipart, part, read } from "./messages";

/** Every result here is what Python's json made of the same text, in the cloud-inits of Debian 11, 12 and 13. */
function withValue(json: string): ReturnType<typeof read> {
  const patch = `#cloud-config-jsonp\n[{"op":"add","path":"/v","value":${json}}]`;
  return read(multipart(part("text/cloud-config", "a: 1"), part("text/cloud-config-jsonp", patch)));
}

describe("a patch's JSON", () => {
  const values: readonly (readonly [json: string, value: unknown])[] = [
    ["1", 1],
    ["-1", -1],
    ["0.5", 0.5],
    ["1.50", 1.5],
    ["1e3", 1000],
    ["1E+3", 1000],
    ["1e-3", 0.001],
    ["-1.5e2", -150],
    ["9007199254740991", 9007199254740991],
    ["1.0", 1],
    ["true", true],
    ["false", false],
    ["null", null],
    ['""', ""],
    ['"a\\nb"', "a\nb"],
    ['"a\\/b"', "a/b"],
    ['"\\b\\f\\r\\t\\\\\\""', '\b\f\r\t\\"'],
    ['"\\u00e9"', "é"],
    ['"\\u00E9"', "é"],
    ['"\\ud83d\\ude00"', "😀"],
    ['""', ""],
    ["[]", []],
    ["[ ]", []],
    ["[1]", [1]],
    ["[1,2]", [1, 2]],
    ["{}", {}],
    ["{ }", {}],
    ['{"a":1}', { a: 1 }],
    ['{"a" : 1 , "b":2}', { a: 1, b: 2 }],
    ['{"a":1,"a":2}', { a: [1, 2] }],
    ['{"a":1,"a":2,"a":3}', { a: [1, 2, 3] }],
    ["\t1\n\r ", 1],
    ["[[[]]]", [[[]]]],
    ['{"a":{"b":[{}]}}', { a: { b: [{}] } }],
    ["NaN", { "!float": "nan" }],
    ["Infinity", { "!float": "inf" }],
    ["-Infinity", { "!float": "-inf" }],
    ["1e400", { "!float": "inf" }],
    ["-1e400", { "!float": "-inf" }],
  ];
  for (const [json, value] of values) {
    it(`may hold ${JSON.stringify(json)}`, () => {
      assert.deepEqual(configOf(withValue(json)), { a: 1, v: value });
    });
  }

  const whole: readonly (readonly [json: string, value: number | bigint])[] = [
    ["9007199254740991", 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    ["9007199254740993", 9007199254740993n],
    ["-9007199254740993", -9007199254740993n],
    ["123456789012345678901234567890", 123456789012345678901234567890n],
    ["9007199254740993.0", 9007199254740992],
  ];
  for (const [json, value] of whole) {
    it(`keeps all digits of ${json} that Python keeps`, () => {
      assert.equal(withValue(json).config?.get("v")?.value, value);
    });
  }

  it("keeps 4300 digits, and no more", () => {
    assert.equal(withValue("1".repeat(4300)).config?.get("v")?.value, BigInt("1".repeat(4300)));
    assert.equal(withValue("1".repeat(4301)).config?.get("v"), undefined);
  });

  const refused: readonly string[] = [
    "01",
    "1.",
    ".5",
    "+1",
    "- 1",
    "1e",
    "1e+",
    "0x1",
    "-NaN",
    "+Infinity",
    "Inf",
    "True",
    "nul",
    "nulll",
    "tru",
    "''",
    '"\\u12"',
    '"\\x41"',
    '"a\nb"',
    '"a\tb"',
    '"open',
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1",
    '{"a":1,}',
    '{"a"}',
    "{a:1}",
    '{"a":}',
    '{"a":1 "b":2}',
    "{1:2}",
    '{"a":1',
    " 1",
    "\f1",
    "/*x*/1",
    "1]",
  ];
  for (const json of refused) {
    it(`may not hold ${JSON.stringify(json)}`, () => {
      const userData = withValue(json);
      assert.deepEqual(configOf(userData), { a: 1 });
      assert.equal(userData.dropped.length, 1);
    });
  }

  const texts: readonly (readonly [text: string, taken: boolean])[] = [
    ["[]", true],
    [" \t\r\n[] \t\r\n", true],
    ["[] x", false],
    ["[]\f", false],
    ["[]]", false],
  ];
  for (const [text, taken] of texts) {
    it(`is ${taken ? "" : "not "}${JSON.stringify(text)}`, () => {
      const blob = multipart(part("text/cloud-config", "a: 1"), part("text/cloud-config-jsonp", text));
      assert.equal(read(blob).dropped.length, taken ? 0 : 1);
    });
  }
});
