import assert from "node:assert/strict";
import { configOf, multipart, part, read } from "./messages";

const template = (text: string, version?: string) => {
  const body = Buffer.from(text).toString("base64");
  return read(multipart(part("text/jinja2", body, "Content-Transfer-Encoding: base64")), version);
};

/** Every result here is what the cloud-inits of Debian 11, 12 and 13 made of the same bytes. */
describe("a template with nothing to render", () => {
  const configs = [
    "## template: jinja\n#cloud-config\na: 1",
    "## template: jinja\n#cloud-config\r\na: 1\r\n",
    "## template: jinja \n#cloud-config\na: 1",
    "## TEMPLATE: JINJA\n#cloud-config\na: 1",
    "## template: jinja\r\n#cloud-config\na: 1",
    "## template: jinja\n#cloud-config\na: 1 # { {",
  ];
  for (const text of configs) {
    it(`may be a cloud-config, ${JSON.stringify(text)}`, () => {
      assert.deepEqual(configOf(template(text)), { a: 1 });
    });
  }

  const scripts: readonly (readonly [text: string, content: string])[] = [
    ["## template: jinja\n#!x\r\ny\r\n", "#!x\ny\n"],
    ["## template: jinja\n#!x\r\ny", "#!x\ny"],
    ["## template: jinja\n#!x\n\n", "#!x\n\n"],
    ["## template: jinja\n#!x\ry\r\n", "#!x\ny\n"],
  ];
  for (const [text, content] of scripts) {
    it(`may be a script, ${JSON.stringify(text)}`, () => {
      const found = template(text).scripts;
      assert.deepEqual(
        found.map((script) => [script.type, script.content]),
        [["text/x-shellscript", content]],
      );
    });
  }

  it("may be a boothook from 24.4 on", () => {
    const text = "## template: jinja\n#cloud-boothook\n#!x";
    assert.deepEqual(
      template(text, "24.4").boothooks.map(({ content }) => content),
      ["#!x"],
    );
    assert.deepEqual([template(text, "24.3").boothooks, template(text, "24.3").dropped.length], [[], 1]);
  });

  const dropped = [
    "## template: jinja\n#cloud-config-jsonp\n[]",
    "## template: jinja\n#include http://x",
    "## template: jinja\nhello",
    "## template: jinja\n#cloud-config-archive\n- a",
    "## template: jinja2\n#cloud-config\na: 1",
    "## template: jinja: x\n#cloud-config\na: 1",
    "##template: none\n#cloud-config\na: 1",
    "\n## template: jinja\n#cloud-config\na: 1",
    "#cloud-config\na: 1",
    "",
  ];
  for (const text of dropped) {
    it(`is left out where it is ${JSON.stringify(text)}`, () => {
      const userData = template(text);
      assert.deepEqual([configOf(userData), userData.scripts, userData.boothooks, userData.opaque], [{}, [], [], []]);
      assert.equal(userData.dropped.length, 1);
    });
  }

  for (const text of ["## template: jinja\n", "## template: jinja"]) {
    it(`may be nothing, ${JSON.stringify(text)}`, () => {
      assert.deepEqual(template(text).dropped, []);
    });
  }
});

describe("a template of the time before Jinja", () => {
  const basic = [
    "##template:cheetah\n#cloud-config\na: 1",
    "##template: basic\n#cloud-config\na: 1",
    "#cloud-config\na: 1",
    "#cloud-config\na: 1 # $, ${} and ${ x}",
  ];
  for (const text of basic) {
    it(`is rendered up to 22.3 alone, ${JSON.stringify(text)}`, () => {
      assert.deepEqual(configOf(template(text, "22.3")), { a: 1 });
      assert.deepEqual(configOf(template(text, "22.4")), {});
    });
  }
});

describe("a template with something to render", () => {
  const rendered: readonly (readonly [text: string, version: string])[] = [
    ["## template: jinja\n#cloud-config\na: {{ 1 }}", "22.4.2"],
    ["## template: jinja\n#cloud-config\n{% set x = 1 %}", "22.4.2"],
    ["## template: jinja\n#cloud-config\n{# no #}", "22.4.2"],
    ["#cloud-config\na: $name", "20.4.1"],
    ["#cloud-config\na: ${na.me}", "20.4.1"],
    ["#cloud-config\na: $5", "20.4.1"],
  ];
  for (const [text, version] of rendered) {
    it(`is known to the guest alone, ${JSON.stringify(text)}`, () => {
      const { opaque, dropped } = template(text, version);
      assert.deepEqual(
        [opaque.map(({ place, losesAll }) => [place, losesAll]), dropped],
        [[["part 1 of the customData", false]], []],
      );
    });
  }
});
