import assert from "node:assert/strict";
import { multipart, part, read } from "./messages";

/** Every result here is what the cloud-inits of Debian 11 and 12 made of the same bytes. */
describe("a first line", () => {
  /** [line, type that 20.4.1 sees, that 22.4.2 sees, and that 22.4.2 sees in a part typed text/x-shellscript] */
  const lines: readonly (readonly [line: string, before: string, now: string, script: string])[] = [
    ["#cloud-config", "text/cloud-config", "text/cloud-config", "text/cloud-config"],
    ["#CLOUD-CONFIG", "text/cloud-config", "text/cloud-config", "text/cloud-config"],
    ["#cloud-configx", "text/cloud-config", "text/cloud-config", "text/cloud-config"],
    [" #cloud-config", "text/cloud-config", "text/cloud-config", "text/cloud-config"],
    ["\n\n#cloud-config", "text/cloud-config", "text/cloud-config", "text/cloud-config"],
    ["\u00a0#cloud-config", "text/cloud-config", "text/cloud-config", "text/x-shellscript"],
    ["\u2003#cloud-config", "text/cloud-config", "text/cloud-config", "text/x-shellscript"],
    ["\ufeff#cloud-config", "text/x-not-multipart", "text/x-not-multipart", "text/x-shellscript"],
    ["\u001c#cloud-config", "text/cloud-config", "text/cloud-config", "text/cloud-config"],
    ["\u0085#cloud-config", "text/cloud-config", "text/cloud-config", "text/x-shellscript"],
    ["# cloud-config", "text/x-not-multipart", "text/x-not-multipart", "text/x-shellscript"],
    ["#cloud-boothook", "text/cloud-boothook", "text/cloud-boothook", "text/cloud-boothook"],
    ["#Cloud-Boothook", "text/cloud-boothook", "text/cloud-boothook", "text/cloud-boothook"],
    ["#!x", "text/x-shellscript", "text/x-shellscript", "text/x-shellscript"],
    ["# !x", "text/x-not-multipart", "text/x-not-multipart", "text/x-shellscript"],
    ["!x", "text/x-not-multipart", "text/x-not-multipart", "text/x-shellscript"],
    ["#part-handler\nx", "text/part-handler", "text/part-handler", "text/part-handler"],
    ["#upstart-job\nx", "text/upstart-job", "text/x-not-multipart", "text/x-shellscript"],
    ["## template: jinja\n#cloud-config", "text/jinja2", "text/jinja2", "text/jinja2"],
    ["##template: jinja", "text/x-not-multipart", "text/x-not-multipart", "text/x-shellscript"],
    ["## template: jinja2", "text/jinja2", "text/jinja2", "text/jinja2"],
    ["## Template: Jinja", "text/jinja2", "text/jinja2", "text/jinja2"],
    [
      "text/x-shellscript-per-boot",
      "text/x-not-multipart",
      "text/x-shellscript-per-boot",
      "text/x-shellscript-per-boot",
    ],
    [
      "text/x-shellscript-per-instance",
      "text/x-not-multipart",
      "text/x-shellscript-per-instance",
      "text/x-shellscript-per-instance",
    ],
    [
      "text/x-shellscript-per-once",
      "text/x-not-multipart",
      "text/x-shellscript-per-once",
      "text/x-shellscript-per-once",
    ],
    ["text/x-shellscript", "text/x-not-multipart", "text/x-not-multipart", "text/x-shellscript"],
    ["text/x-shellscript-per-never", "text/x-not-multipart", "text/x-not-multipart", "text/x-shellscript"],
  ];
  const typesOf = (blob: string, version?: string) => read(blob, version).parts.map(({ type }) => type);
  for (const [line, before, now, script] of lines) {
    it(JSON.stringify(line), () => {
      const text = `${line}\na: 1\n`;
      assert.deepEqual(typesOf(text, "20.4.1"), [before]);
      assert.deepEqual(typesOf(text, "22.4.2"), [now]);
      assert.deepEqual(typesOf(multipart(part("text/x-shellscript", text))), [script]);
      assert.deepEqual(typesOf(multipart(part("text/x-shellscript", text)), "19.4"), ["text/x-shellscript"]);
      assert.deepEqual(typesOf(multipart(part("text/x-a", text))), ["text/x-a"]);
    });
  }

  it("follows ASCII white space alone on Python 2", () => {
    assert.deepEqual(typesOf(" \t\v#!x", "19.4-py2.7"), ["text/x-shellscript"]);
    assert.deepEqual(typesOf("\u00a0#!x", "19.4-py2.7"), ["text/x-not-multipart"]);
    assert.deepEqual(typesOf("\u00a0#!x", "19.4"), ["text/x-shellscript"]);
  });

  it("of a MIME message is among the first 4096 bytes", () => {
    const at = (bytes: number) => `say\n${"#".repeat(bytes - 5)}\nMIME-Version: 1.0\n`;
    assert.deepEqual(typesOf(at(4096 - 13)), ["text/plain"]);
    assert.deepEqual(typesOf(at(4096 - 12)), ["text/x-not-multipart"]);
    assert.deepEqual(typesOf("mime-VERSION: 1.0\nContent-Type: text/x-a\n\n"), ["text/x-a"]);
  });
});

describe("an include", () => {
  const fetched = [
    "#include http://x",
    "#include\nhttp://x\n",
    "#include-once\nhttp://x",
    "#INCLUDE http://x",
    "#include\n http://x",
    "#include\n#includehttp://x",
    "#includes",
  ];
  for (const text of fetched) {
    it(`fetches in ${JSON.stringify(text)}`, () => {
      const opaque = (version: string) => read(text, version).opaque.map(({ place, losesAll }) => [place, losesAll]);
      assert.deepEqual(opaque("20.3"), [["the customData", true]]);
      assert.deepEqual(opaque("19.4"), [["the customData", false]]);
    });
  }

  const nothing = [
    "#include",
    "#include\n",
    "#include\n# x\n\n",
    "#include-once",
    "#include\n  \n",
    "#include-once #x",
  ];
  for (const text of nothing) {
    it(`fetches nothing in ${JSON.stringify(text)}`, () => {
      const { opaque, parts, dropped } = read(text);
      assert.deepEqual([opaque, parts, dropped], [[], [], []]);
    });
  }
});
