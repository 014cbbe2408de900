import assert from "node:assert/strict";
import { harden, toCustomData } from "azure-kdump-core";
import { debian, platforms, titleOf } from "../platforms";

describe("toCustomData", () => {
  for (const platform of platforms) {
    it(`is ASCII and far below Azure's limit for ${titleOf(platform)}`, () => {
      const bytes = Buffer.from(toCustomData(harden(platform)), "base64");
      assert.match(bytes.toString("latin1"), /^MIME-Version: 1\.0\n/);
      assert.ok(bytes.every((byte) => byte < 128));
      assert.ok(bytes.length < 16_384, String(bytes.length));
    });
  }

  it("takes what fits, to the byte, and refuses what does not, with both sizes", () => {
    const hardening = harden(debian);
    const fits = (length: number) => {
      try {
        return Buffer.from(toCustomData(hardening, `#!/bin/sh\n${"#".repeat(length)}`), "base64").length;
      } catch {
        return undefined;
      }
    };
    let [low, high] = [0, 65_535];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (fits(middle) === undefined) high = middle;
      else low = middle;
    }
    assert.ok((fits(low) ?? 0) > 65_500);
    assert.throws(
      () => toCustomData(hardening, `#!/bin/sh\n${"#".repeat(high)}`),
      /^Error: customData would be 655\d\d bytes, and Azure takes 65535: the cloud-init given is \d+ bytes/,
    );
  });

  it("treats an empty or blank cloud-init as none", () => {
    const hardening = harden(debian);
    assert.equal(toCustomData(hardening, " \n"), toCustomData(hardening));
  });
});
