import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { limits } from "./core";
import { configOf, multipart, part, read } from "./messages";

const cloudConfig = (yaml: string, ...headers: readonly string[]) => part("text/cloud-config", yaml, ...headers);
const base64 = (bytes: Buffer) => bytes.toString("base64");
const patch = (text: string) => part("text/cloud-config-jsonp", text);
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const zeros = (length: number) => gzipSync(Buffer.alloc(length, "#"));

describe("what costs more than it may", () => {
  /** [what, blob, place that is reported, part of the reason] */
  const beyond: readonly (readonly [what: string, blob: string | Buffer, place: string, reason: RegExp])[] = [
    ["a gzip", zeros(limits.expandedBytes + 1), "the customData", /expands/],
    [
      "a gzip of many members",
      Buffer.concat(Array.from({ length: 1001 }, () => gzipSync(""))),
      "the customData",
      /multiply/,
    ],
    [
      "a gzip part",
      multipart(part("application/gzip", base64(zeros(limits.expandedBytes + 1)), "Content-Transfer-Encoding: base64")),
      "part 1 of the customData",
      /expands/,
    ],
    [
      "lists inside each other",
      multipart(cloudConfig(`a: ${nested(limits.nesting + 1)}`)),
      "part 1 of the customData",
      /nests/,
    ],
    [
      "mappings inside each other",
      multipart(cloudConfig(`${"{a: ".repeat(limits.nesting + 2)}${"}".repeat(limits.nesting + 2)}`)),
      "part 1 of the customData",
      /nests/,
    ],
    [
      "a patch's lists inside each other",
      multipart(patch(nested(limits.nesting + 2))),
      "part 1 of the customData",
      /nests/,
    ],
    ["values", multipart(cloudConfig(`a: [${"1,".repeat(limits.values)}]`)), "part 1 of the customData", /values/],
    [
      "values that aliases stand for",
      `#cloud-config\n${Array.from({ length: 20 }, (_, index) => `a${index}: &a${index} [${index === 0 ? "x" : `*a${index - 1}, *a${index - 1}`}]\n`).join("")}`,
      "the merged cloud-config",
      /values/,
    ],
    [
      "messages inside each other",
      `MIME-Version: 1.0\n${"Content-Type: message/rfc822\n\n".repeat(limits.mimeDepth + 1)}x`,
      "the customData",
      /nested/,
    ],
    [
      "a patch that copies into itself",
      multipart(
        cloudConfig("a: [1]"),
        patch(JSON.stringify(Array.from({ length: 40 }, () => ({ op: "copy", from: "/a", path: "/a/-" })))),
      ),
      "part 2 of the customData",
      /multiply|values/,
    ],
  ];
  for (const [what, blob, place, reason] of beyond) {
    it(`is opaque: ${what}`, () => {
      const { opaque } = read(blob);
      assert.deepEqual(
        opaque.slice(0, 1).map((found) => [found.place, found.losesAll]),
        [[place, false]],
      );
      assert.match(opaque[0]?.reason ?? "", reason);
    });
  }

  const within: readonly (readonly [what: string, blob: string | Buffer])[] = [
    ["a gzip", zeros(limits.expandedBytes)],
    ["lists inside each other", multipart(cloudConfig(`a: ${nested(limits.nesting - 1)}`))],
    ["messages inside each other", `MIME-Version: 1.0\n${"Content-Type: message/rfc822\n\n".repeat(12)}x`],
  ];
  for (const [what, blob] of within) {
    it(`is read up to there: ${what}`, () => assert.deepEqual(read(blob).opaque, []));
  }

  it("does not keep what follows from being read", () => {
    const userData = read(
      multipart(
        cloudConfig(`a: ${nested(limits.nesting + 1)}`),
        cloudConfig("b: 1"),
        part("text/x-shellscript", "#!x"),
      ),
    );
    assert.deepEqual(configOf(userData), { b: 1 });
    assert.equal(userData.scripts.length, 1);
  });
});

describe("a launch index", () => {
  const index = (value: string, ...headers: readonly string[]) =>
    read(multipart(cloudConfig(`launch-index: ${value}`, ...headers)));
  for (const value of [".inf", "-.inf"]) {
    it(`that is ${value} loses all user-data`, () => {
      assert.match(index(value).fatal ?? "", /launch-index/);
      assert.equal(index(value, "Launch-Index: 1").fatal, undefined);
    });
  }
  for (const value of ["5", ".nan", "x", "inf", "Infinity", "[.inf]", "{a: .inf}"]) {
    it(`that is ${value} is a key as any other`, () => {
      const { fatal, config } = index(value);
      assert.deepEqual([fatal, [...(config?.keys() ?? [])]], [undefined, ["launch-index"]]);
    });
  }
  it("of something else than a cloud-config is no business of cloud-init's", () => {
    assert.equal(read(multipart(part("text/x-a", "launch-index: .inf"))).fatal, undefined);
    assert.equal(read(multipart(cloudConfig("a: {launch-index: .inf}"))).fatal, undefined);
    assert.equal(read(multipart(cloudConfig("- launch-index"))).fatal, undefined);
  });
});

describe("a part's name in the merged cloud-config", () => {
  const named = (name: string) =>
    read(multipart(cloudConfig("a: 1", `Content-Disposition: attachment; filename*=utf-8''${name}`)));
  for (const name of ["a", "%c3%a9", "a%0Ab", "a%09b", "~", "a%20b"]) {
    it(`may be ${name}`, () => assert.deepEqual(configOf(named(name)), { a: 1 }));
  }
  for (const name of ["a%c2%85b", "a%07b", "a%e2%80%a8b", "%07"]) {
    it(`makes it unreadable where it is ${name}`, () => {
      const userData = named(name);
      assert.deepEqual(configOf(userData), {});
      assert.deepEqual(
        userData.dropped.map(({ place }) => place),
        ["the merged cloud-config"],
      );
    });
  }
});

describe("pairs in the merged cloud-config", () => {
  for (const yaml of ["a: !!pairs [b: 1]", "a: [{b: !!omap [c: 1]}]", "a: {b: [!!pairs []], c: !!omap [d: 1]}"]) {
    it(`cannot be read again before 22.2, ${yaml}`, () => {
      assert.deepEqual(configOf(read(`#cloud-config\n${yaml}`, "22.1")), {});
      assert.equal(read(`#cloud-config\n${yaml}`, "22.1").dropped.length, 1);
      assert.deepEqual(read(`#cloud-config\n${yaml}`, "22.2").dropped, []);
    });
  }
  it("are no lists, which can", () => {
    assert.deepEqual(configOf(read("#cloud-config\na: &x [[b, 1], *x]", "22.1")), {
      a: [["b", 1], { "!cycle": true }],
    });
  });
});
