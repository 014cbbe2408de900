import assert from "node:assert/strict";
import { configOf, multipart, part, partsOf, read } from "./messages";

/** Every result here is what the cloud-inits of Debian 11, 12 and 13 made of the same bytes. */
const archive = (yaml: string) => `#cloud-config-archive\n${yaml}`;

describe("a cloud-config-archive", () => {
  const readable: readonly (readonly [yaml: string, ...parts: readonly (readonly [string, string, string])[]])[] = [
    ["- '#!x'", ["text/x-shellscript", "part-001", "#!x"]],
    ["- 'a: 1'", ["text/cloud-config", "part-001", "a: 1"]],
    ["- ''", ["text/cloud-config", "part-001", ""]],
    ["- {content: 'a: 1'}", ["text/cloud-config", "part-001", "a: 1"]],
    ["- {content: '#!x', filename: n.sh}", ["text/x-shellscript", "n.sh", "#!x"]],
    ["- {content: '#!x', filename: 5}", ["text/x-shellscript", "5", "#!x"]],
    ["- {content: '#!x', filename: true}", ["text/x-shellscript", "True", "#!x"]],
    ["- {content: '#!x', filename: ~}", ["text/x-shellscript", "None", "#!x"]],
    ["- {content: '#!x', filename: 2001-12-14}", ["text/x-shellscript", "2001-12-14", "#!x"]],
    ["- {content: '#!x', filename: ''}", ["text/x-shellscript", "part-001", "#!x"]],
    ["- {content: '#!x', Filename: n}", ["text/x-shellscript", "part-001", "#!x"]],
    ["- {content: x, type: text/x-a}", ["text/x-a", "part-001", "x"]],
    ["- {content: '#!x', type: ~}", ["text/x-shellscript", "part-001", "#!x"]],
    ["- {content: '#!x', type: ''}", ["text/x-shellscript", "part-001", "#!x"]],
    ["- {content: '#!x', type: false}", ["text/x-shellscript", "part-001", "#!x"]],
    ["- {content: '#!x', type: 0}", ["text/x-shellscript", "part-001", "#!x"]],
    ["- {content: '#!x', type: []}", ["text/x-shellscript", "part-001", "#!x"]],
    ["- {content: '#!x', type: a/b/c}", ["text/plain", "part-001", "#!x"]],
    ["- {content: x, type: application/x-a}", ["application/x-a", "part-001", "x"]],
    ["- {content: é, type: application/x-a}", ["application/x-a", "part-001", "é"]],
    ["- {content: é, type: text/x-a}", ["text/x-a", "part-001", "Ã©"]],
    ["- {content: é}", ["text/cloud-config", "part-001", "Ã©"]],
    ["- {type: text/x-a}", ["text/x-a", "part-001", ""]],
    ["- {}", ["text/cloud-config", "part-001", ""]],
    ["- {content: !!binary IyF4}", ["text/x-shellscript", "part-001", "#!x"]],
    ["- {content: !!binary IyF4, type: text/x-a}", ["text/x-a", "part-001", "#!x"]],
    ["- {content: !!binary IyF4, type: application/x-a}", ["application/x-a", "part-001", "#!x"]],
    ["- {content: !!binary /w==}", ["application/octet-stream", "part-001", "ÿ"]],
    ["- {content: !!binary /w==, type: application/x-a}", ["application/x-a", "part-001", "ÿ"]],
    ["- {content: '#!x', launch-index: 1}", ["text/x-shellscript", "part-001", "#!x"]],
    ["- {content: 'a: 1', launch-index: ~}", ["text/cloud-config", "part-001", "a: 1"]],
    ["- {content: 'a: 1', X-Merge-Type: 'list()'}", ["text/cloud-config", "part-001", "a: 1"]],
    ["- {content: x, type: text/x-a, Content-Type: text/x-b}", ["text/x-a", "part-001", "x"]],
    ["- {content: x, type: text/x-a, CONTENT-DISPOSITION: 'attachment; filename=q'}", ["text/x-a", "part-001", "x"]],
    ["- {content: x, type: text/x-a, Number-Attachments: 5}", ["text/x-a", "part-001", "x"]],
    ["- {content: x, type: text/x-a, X-H: ~}", ["text/x-a", "part-001", "x"]],
    ["- {content: x, type: text/x-a, Content-Transfer-Encoding: base64}", ["text/x-a", "part-001", "x"]],
    ["- {content: eA==, type: text/x-a, content-transfer-encoding: base64}", ["text/x-a", "part-001", "eA=="]],
    ["- {content: '#include http://x'}", ["text/x-include-url", "part-001", "#include http://x"]],
    ["- {content: '#cloud-config-archive'}", ["text/cloud-config-archive", "part-001", "#cloud-config-archive"]],
    ["- {content: H4sI, type: application/gzip}", ["application/gzip", "part-001", "H4sI"]],
    [
      "- '#!a'\n- '#!b'\n- {content: 'c: 1'}",
      ["text/x-shellscript", "part-001", "#!a"],
      ["text/x-shellscript", "part-002", "#!b"],
      ["text/cloud-config", "part-003", "c: 1"],
    ],
    ["- {content: '#!x', filename: 'a\"b;c\\d'}", ["text/x-shellscript", 'a"b;c\\d', "#!x"]],
    ["- {content: ' #!x'}", ["text/x-shellscript", "part-001", " #!x"]],
    ["- {CONTENT: '#!x'}", ["text/cloud-config", "part-001", ""]],
  ];
  for (const [yaml, ...parts] of readable) {
    it(`holds parts in ${JSON.stringify(yaml)}`, () => {
      assert.deepEqual(partsOf(read(archive(yaml))), parts);
    });
  }

  /** Whether cloud-init says so in its log. */
  const nothing: readonly (readonly [yaml: string, warned: boolean])[] = [
    ["- 5", false],
    ["- ~", false],
    ["- [a]", false],
    ["- true", false],
    ["[]", false],
    ["~", false],
    ["", false],
    ["5", true],
    ["a", true],
    ["{a: b}", true],
    ["!!pairs [a: b]", false],
    ["[", true],
    ["- 2001-13-45", true],
  ];
  for (const [yaml, warned] of nothing) {
    it(`holds nothing in ${JSON.stringify(yaml)}`, () => {
      const { parts, dropped, fatal } = read(archive(yaml));
      assert.deepEqual([parts, fatal], [[], undefined]);
      assert.deepEqual(
        dropped.map(({ place }) => place),
        warned ? ["the customData"] : [],
      );
    });
  }

  const fatal: readonly string[] = [
    "- {content: '#!x', type: 5}",
    "- {content: '#!x', type: true}",
    "- {content: '#!x', type: text}",
    "- {content: ~}",
    "- {content: 5}",
    "- {content: [a]}",
    "- {content: !!binary /w==, type: text/x-a}",
    "- {content: 5, type: text/x-a}",
    '- {content: "\\ud800", type: text/x-a}',
    '- {content: "\\udce9", type: text/x-a}',
    '- {content: "\\udcc3\\udca9", type: text/x-a}',
    "- {content: x, type: text/x-a, X-H: 5}",
    "- {content: x, type: text/x-a, X-H: [a]}",
    "- {content: x, type: text/x-a, 5: a}",
  ];
  for (const yaml of fatal) {
    it(`loses all user-data by ${JSON.stringify(yaml)}`, () => {
      const userData = read(multipart(part("text/cloud-config-archive", yaml), part("text/cloud-config", "a: 1")));
      assert.ok(userData.fatal);
      assert.deepEqual(
        [userData.parts, userData.config, userData.scripts, userData.boothooks],
        [[], undefined, [], []],
      );
    });
  }

  it("that is a set has an order that only the guest knows", () => {
    assert.deepEqual(
      read(archive("!!set {a}")).opaque.map(({ place, losesAll }) => [place, losesAll]),
      [["the customData", false]],
    );
  });

  it("stands among other parts", () => {
    const userData = read(
      multipart(part("text/cloud-config-archive", "- '#!x'\n- 'b: 1'"), part("text/cloud-config", "a: 1")),
    );
    assert.deepEqual(
      userData.parts.map(({ type, place }) => [type, place]),
      [
        ["text/x-shellscript", "entry 1 of the archive in part 1 of the customData"],
        ["text/cloud-config", "entry 2 of the archive in part 1 of the customData"],
        ["text/cloud-config", "part 2 of the customData"],
      ],
    );
    assert.deepEqual(configOf(userData), { a: 1, b: 1 });
  });

  it("takes a text without a first line for a cloud-config, but on Python 2", () => {
    const types = (version: string) =>
      read(archive("- 'a: 1'\n- 'b: é'\n- '#!x'"), version).parts.map(({ type }) => type);
    assert.deepEqual(types("19.4"), ["text/cloud-config", "text/cloud-config", "text/x-shellscript"]);
    assert.deepEqual(types("19.4-py2.7"), ["application/octet-stream", "text/cloud-config", "text/x-shellscript"]);
  });
});
