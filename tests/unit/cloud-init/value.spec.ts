import assert from "node:assert/strict";
import { equal, type Key, keyIn, pythonText, setIn, Timestamp, Tuple, type Value } from "#crashdump/cloud-init/value";

const date = (text: string) => new Timestamp("date", text);
const dict = (...entries: readonly (readonly [null | boolean | number | string, Value])[]): Value => new Map(entries);
const bytes = (text: string) => Buffer.from(text);

/** Each value is equal, as Python compares them, to those of its own row and to no other. */
const classes: readonly (readonly (() => Value)[])[] = [
  [() => null],
  [() => true, () => 1],
  [() => false, () => 0],
  [() => 2],
  [() => "1"],
  [() => ""],
  [() => bytes("ab"), () => new Uint8Array([97, 98])],
  [() => bytes("a")],
  [() => date("2001-01-01")],
  [() => date("2001-01-02")],
  [() => new Timestamp("datetime", "2001-01-01")],
  [() => "2001-01-01"],
  [() => [], () => []],
  [() => [null]],
  [() => [1, "a"], () => [true, "a"]],
  [() => [1, "a", null]],
  [() => new Tuple([1, "a"]), () => new Tuple([true, "a"])],
  [() => new Tuple([1])],
  [() => dict(), () => dict()],
  [() => dict(["a", 1]), () => dict(["a", true])],
  [() => dict(["a", 2])],
  [() => dict(["a", null])],
  [() => dict(["b", 1])],
  [() => dict(["a", 1], ["b", 1]), () => dict(["b", 1], ["a", 1])],
  [() => dict([1, "x"]), () => dict([true, "x"])],
  [() => dict([0, "x"]), () => dict([false, "x"])],
  [() => new Set(), () => new Set()],
  [() => new Set([1, "a"]), () => new Set(["a", true])],
  [() => new Set([1, "b"])],
  [() => new Set([1])],
];

describe("a value as Python has it", () => {
  it("equals what Python says it equals, and nothing else", () => {
    for (const [mine, values] of classes.entries()) {
      for (const [theirs, others] of classes.entries()) {
        for (const value of values) {
          for (const other of others) assert.equal(equal(value(), other()), mine === theirs, `${mine} and ${theirs}`);
        }
      }
    }
  });

  it("is one key of a mapping with its equals, by the name that came first", () => {
    const first = new Map<Key, string>([
      [1, "one"],
      [false, "no"],
      [null, "nothing"],
      ["1", "text"],
      [bytes("ab"), "bytes"],
      [date("2001-01-01"), "date"],
      [2, "two"],
    ]);
    const found = (key: Key) => first.get(keyIn(first, key));
    assert.deepEqual([true, 1, false, 0, null, "1", 2].map(found), [
      "one",
      "one",
      "no",
      "no",
      "nothing",
      "text",
      "two",
    ]);
    assert.deepEqual([bytes("ab"), date("2001-01-01")].map(found), ["bytes", "date"]);
    const strangers = [bytes("b"), date("2001-01-02"), new Timestamp("datetime", "2001-01-01"), 3, "", "None", "true"];
    assert.deepEqual(
      strangers.map(found),
      strangers.map(() => undefined),
    );
  });

  it("is set in the place of its equal", () => {
    const dict = new Map<Key, Value>([[true, "old"]]);
    setIn(dict, 1, "new");
    setIn(dict, 0, "zero");
    setIn(dict, false, "no");
    assert.deepEqual(
      [...dict],
      [
        [true, "new"],
        [0, "no"],
      ],
    );
  });

  it("is written as str() writes it", () => {
    const texts = [null, true, false, 12, 12n, "as it is", date("2001-01-01")].map(pythonText);
    assert.deepEqual(texts, ["None", "True", "False", "12", "12", "as it is", "2001-01-01"]);
  });
});
