import assert from "node:assert/strict";
import type { UserData } from "./core";
import { configOf, multipart, part, read } from "./messages";

function script(filename: string, content = "#!x", type = "text/x-shellscript"): string {
  return part(type, content, `Content-Disposition: attachment; filename="${filename}"`);
}

function written(parts: UserData["scripts"]): readonly (readonly [filename: string, content: string])[] {
  return parts.map(({ filename, content }) => [filename, content]);
}

describe("a script's file", () => {
  const names: readonly (readonly [filename: string, onDisk: string | undefined])[] = [
    ["a.sh", "a.sh"],
    ["a/b", "a_b"],
    ["../a", ".._a"],
    ["a b", "ab"],
    ["a\u0001b", "ab"],
    ["-_().", "-_()."],
    ["...", "..."],
    [".", undefined],
    ["..", undefined],
    ["#", undefined],
    ["x".repeat(255), "x".repeat(255)],
    ["x".repeat(256), undefined],
  ];
  for (const [filename, onDisk] of names) {
    it(`of the part ${filename.slice(0, 20)}, ${filename.length} long, is ${onDisk === undefined ? "not written" : onDisk.slice(0, 20)}`, () => {
      const userData = read(multipart(script(filename)));
      assert.deepEqual(written(userData.scripts), onDisk === undefined ? [] : [[onDisk, "#!x"]]);
      assert.equal(userData.dropped.length, onDisk === undefined ? 1 : 0);
    });
  }

  it("takes the place of an earlier one of its name", () => {
    const { scripts } = read(multipart(script("a b", "#!1"), script("c", "#!2"), script("ab", "#!3")));
    assert.deepEqual(written(scripts), [
      ["ab", "#!3"],
      ["c", "#!2"],
    ]);
    assert.equal(scripts[0]?.place, "part 3 of the customData");
  });

  it("runs in byte order of the names, per once before per boot before per instance before the others", () => {
    const types = ["", "-per-instance", "-per-boot", "-per-once"].map((suffix) => `text/x-shellscript${suffix}`);
    const parts = types.flatMap((type, index) =>
      ["b", "B", "a", "_"].map((name) => script(`${name}${index}`, "#!x", type)),
    );
    const { scripts } = read(multipart(...parts), "22.1");
    assert.deepEqual(
      scripts.map(({ filename }) => filename),
      [3, 2, 1, 0].flatMap((index) => ["B", "_", "a", "b"].map((name) => `${name}${index}`)),
    );
    assert.deepEqual(
      scripts.map(({ type }) => type),
      types.toReversed().flatMap((type) => [type, type, type, type]),
    );
  });

  it("of a frequency is ignored before 22.1", () => {
    const { scripts, dropped } = read(multipart(script("a", "x", "text/x-shellscript-per-boot")), "21.4");
    assert.deepEqual([scripts.length, dropped.length], [0, 1]);
  });

  const lineEnds: readonly (readonly [content: string, onDisk: string])[] = [
    ["#!x\r\ny\r\n", "#!x\ny\n"],
    ["#!x\r\ny\n", "#!x\ny\n"],
    ["#!x\ny\r\n", "#!x\ny\r\n"],
    ["#!x\r", "#!x\r"],
    ["\n#!x\r\n", "\n#!x\r\n"],
  ];
  for (const [content, onDisk] of lineEnds) {
    it(`holds ${JSON.stringify(onDisk)} for ${JSON.stringify(content)}`, () => {
      const body = Buffer.from(content).toString("base64");
      const blob = multipart(part("text/x-shellscript", body, "Content-Transfer-Encoding: base64"));
      assert.deepEqual(written(read(blob).scripts), [["part-001", onDisk]]);
    });
  }

  it("is not written for other bytes than UTF-8, but on Python 2", () => {
    const blob = multipart(part("text/x-shellscript", "IyHp", "Content-Transfer-Encoding: base64"));
    assert.deepEqual([read(blob).scripts, read(blob).dropped.length], [[], 1]);
    assert.deepEqual(written(read(blob, "19.4-py2.7").scripts), [["part-001", "#!\udce9"]]);
  });
});

describe("a boothook's file", () => {
  const contents: readonly (readonly [content: string, onDisk: string])[] = [
    ["#cloud-boothook\n#!x\ny\n", "#!x\ny\n"],
    ["#cloud-boothook\r\n#!x\r\ny\r\n", "#!x\ny\n"],
    ["#cloud-boothook  #!x", "#!x"],
    ["#Cloud-Boothook\n#!x", "#Cloud-Boothook\n#!x"],
    ["#!x\n#cloud-boothook\n", "#!x\n#cloud-boothook\n"],
    [" #cloud-boothook\n#!x", "#cloud-boothook\n#!x"],
    ["\n\t#!x ", "#!x "],
  ];
  for (const [content, onDisk] of contents) {
    it(`holds ${JSON.stringify(onDisk)} for ${JSON.stringify(content)}`, () => {
      const body = Buffer.from(content).toString("base64");
      const { boothooks, scripts } = read(
        multipart(part("text/cloud-boothook", body, "Content-Transfer-Encoding: base64")),
      );
      assert.deepEqual(written(boothooks), [["part-001", onDisk]]);
      assert.deepEqual([boothooks[0]?.type, scripts], ["text/cloud-boothook", []]);
    });
  }

  it("stays beside another of its name, both being run", () => {
    const parts = ["#!1", "#!2"].map((content) => script("a", content, "text/cloud-boothook"));
    assert.deepEqual(written(read(multipart(...parts)).boothooks), [
      ["a", "#!1"],
      ["a", "#!2"],
    ]);
  });

  it("is not written without a name", () => {
    const { boothooks, dropped } = read(multipart(script("..", "#!x", "text/cloud-boothook")));
    assert.deepEqual([boothooks, dropped.length], [[], 1]);
  });
});

describe("a part that no handler takes", () => {
  /** [type, content, version, whether cloud-init warns of it] */
  const cases: readonly (readonly [type: string, content: string, version: string, warned: boolean])[] = [
    ["text/x-a", "x", "22.4.2", true],
    ["text/x-a", "", "22.4.2", false],
    ["text/upstart-job", "x", "22.1", false],
    ["text/upstart-job", "x", "22.2", true],
    ["text/upstart-job", "", "22.2", false],
    ["text/cloud-config-archived", "x", "22.4.2", true],
  ];
  for (const [type, content, version, warned] of cases) {
    it(`of type ${type} with "${content}" is ${warned ? "" : "not "}reported in ${version}`, () => {
      const { dropped, parts } = read(multipart(part(type, content)), version);
      assert.deepEqual(
        dropped.map(({ place }) => place),
        warned ? ["part 1 of the customData"] : [],
      );
      assert.ok(dropped.every(({ reason }) => reason.includes(type)));
      assert.equal(parts.length, 1);
    });
  }

  it("does not stop the ones after it", () => {
    const userData = read(
      multipart(part("text/x-a", "x"), part("text/part-handler", "x"), part("text/cloud-config", "a: 1")),
    );
    assert.deepEqual(configOf(userData), { a: 1 });
    assert.deepEqual(
      userData.opaque.map(({ place, losesAll }) => [place, losesAll]),
      [["part 2 of the customData", false]],
    );
  });
});
