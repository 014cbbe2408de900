import assert from "node:assert/strict";
import { harden, hardenedPlatform, toCustomData } from "azure-kdump-core";
import { debian } from "../platforms";

/** [what, the second line of the boothook] */
const forged: readonly (readonly [string, string])[] = [
  ["that is another comment", "# somebody else's"],
  ["without JSON", "# azure-kdump at your service"],
  ["that is cut short", '# azure-kdump {"revision":1'],
  ["that is null", "# azure-kdump null"],
  ["that is a number", "# azure-kdump 1"],
  ["that is a list", "# azure-kdump []"],
  ["without a platform", '# azure-kdump {"revision":1,"settings":{}}'],
  ["with null for a platform", '# azure-kdump {"revision":1,"platform":null,"settings":{}}'],
  ["with a word for a platform", '# azure-kdump {"revision":1,"platform":"debian-12","settings":{}}'],
  ["without settings", '# azure-kdump {"revision":1,"platform":{"release":"debian-12"}}'],
  ["with null for settings", '# azure-kdump {"revision":1,"platform":{"release":"debian-12"},"settings":null}'],
  ["of an unknown release", '# azure-kdump {"revision":1,"platform":{"release":"debian-99"},"settings":{}}'],
  [
    "of a release that every object has",
    '# azure-kdump {"revision":1,"platform":{"release":"toString"},"settings":{}}',
  ],
];

describe("hardenedPlatform", () => {
  const withRecord = (line: string) => ({
    ...harden(debian),
    reserve: harden(debian).reserve.replace(/^# azure-kdump .*$/m, line),
  });

  it("knows our own by rebuilding it", () => {
    assert.deepEqual(hardenedPlatform(toCustomData(harden(debian))), debian);
  });

  for (const [what, line] of forged) {
    it(`is nothing, without an error, for a record ${what}`, () => {
      assert.equal(hardenedPlatform(toCustomData(withRecord(line))), undefined);
    });
  }

  it("is nothing for a record of another revision", () => {
    const [line = ""] = /^# azure-kdump .*$/m.exec(harden(debian).reserve) ?? [];
    assert.equal(hardenedPlatform(toCustomData(withRecord(line.replace('"revision":1', '"revision":2')))), undefined);
  });

  it("is nothing for half a hardening", () => {
    assert.equal(hardenedPlatform(toCustomData({ ...harden(debian), configure: "#!/bin/sh\n" })), undefined);
  });

  it("is nothing for a customData without a script", () => {
    assert.equal(hardenedPlatform(""), undefined);
  });
});
