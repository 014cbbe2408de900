import assert from "node:assert/strict";
import { multipart, part, read } from "./messages";

const config = (yaml: string, ...headers: readonly string[]) => part("text/cloud-config", yaml, ...headers);
const patch = (operations: string) => part("text/cloud-config-jsonp", operations);
const named = (name: string) => config("a: 1", `Content-Disposition: attachment; filename*=utf-8''${name}`);
const cannotBeRead = ["the merged cloud-config: a part's file name, which is written into it, makes it unreadable"];
const takenOut = ["part 2 of the customData: it takes all that came before it out of the cloud-config"];

type Case = readonly [
  what: string,
  parts: readonly string[],
  /** Key → the numbers of the parts that it comes from. */
  places: Readonly<Record<string, readonly number[]>>,
  dropped?: readonly string[],
];

const cases: readonly Case[] = [
  ["of keys that one part has", [config("a: 1"), config("b: 2")], { a: [1], b: [2] }],
  [
    "of a key that a later part gives again",
    [config("a: 1\nb: 1"), config("a: 2", "Merge-Type: dict(replace)")],
    { a: [2], b: [1] },
  ],
  [
    "of a key that a later part cannot change",
    [config("a: 1"), config("a: 2", "Merge-Type: dict(no_replace)")],
    { a: [1] },
  ],
  [
    "of a list and a mapping that two parts make",
    [config("l: [1]\nm: {x: 1}"), config("l: [2]\nm: {y: 1}", "Merge-Type: dict(recurse_list)+list(append)")],
    { l: [1, 2], m: [1, 2] },
  ],
  [
    "of what three parts make",
    [1, 2, 3].map((item) => config(`l: [${item}]`, "Merge-Type: dict(recurse_list)+list(append)")),
    { l: [1, 2, 3] },
  ],
  [
    "of keys that a patch touches",
    [config("a: 1\nb: 1"), patch('[{"op":"replace","path":"/a","value":2},{"op":"add","path":"/c","value":3}]')],
    { a: [2], b: [1], c: [2] },
  ],
  [
    "of a patch that has its first line still",
    [config("a: 1"), patch('\n#cloud-config-jsonp\n[{"op":"add","path":"/c","value":3}]')],
    { a: [1], c: [2] },
  ],
  [
    "of a patch that puts another config in its place",
    [config("a: 1"), patch('[{"op":"replace","path":"","value":{"z":1}}]')],
    { z: [2] },
  ],
  ["that a patch took out", [config("a: 1"), patch('[{"op":"remove","path":"/a"}]')], {}, takenOut],
  ["that a patch made a list", [config("a: 1"), patch('[{"op":"replace","path":"","value":[]}]')], {}, takenOut],
  ["that a patch took nothing from", [patch('[{"op":"replace","path":"","value":{}}]')], {}],
  [
    "with parts that cannot be read",
    [config("a: [1"), config("b: 1"), config("- 1"), patch("[{"), patch('[{"op":"test","path":"/b","value":2}]')],
    { b: [2] },
    [
      "part 1 of the customData: a comma or a closing bracket is missing (line 1)",
      "part 3 of the customData: it is not a mapping of keys",
      "part 4 of the customData: a text is missing or wrong in the JSON",
      "part 5 of the customData: an operation cannot be applied",
    ],
  ],
  ["of parts with a name beyond ASCII", [named("x%C3%A9%20y"), named("z")], { a: [1] }],
  ["of a part whose name ends a line of YAML", [named("x%C2%85a%3A%20b"), named("z")], {}, cannotBeRead],
  ["of a last part whose name holds a bell", [named("z"), named("x%07y")], {}, cannotBeRead],
];

describe("the merged cloud-config", () => {
  for (const [what, parts, places, dropped = []] of cases) {
    it(`${what} says where each key comes from`, () => {
      const userData = read(multipart(...parts));
      const found = [...(userData.config ?? [])].map(([key, { place }]) => [key, place]);
      const expected = Object.entries(places).map(([key, numbers]) => [
        key,
        numbers.map((number) => `part ${number} of the customData`).join(" and "),
      ]);
      assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
      assert.deepEqual(
        userData.dropped.map(({ place, reason }) => `${place}: ${reason}`),
        dropped,
      );
    });
  }
});
