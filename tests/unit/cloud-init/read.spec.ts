import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { harden, toCustomData } from "azure-kdump-core";
import fc from "fast-check";
import { debian, encoded, platforms } from "../platforms";
import { fromUtf8, readUserData, toBytes } from "./core";
import { runs } from "../runs";

describe("readUserData", () => {
  const versions = ["19.4-py2.7", "19.4", "22.4.2", "25.1", "", "nonsense"];

  it("never throws, whatever the bytes", () => {
    const starts = [
      "",
      "#cloud-config\n",
      "#cloud-config-archive\n",
      "#cloud-config-jsonp\n",
      "MIME-Version: 1.0\n",
      "\x1f\x8b\x08",
    ];
    const blob = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 })).map(([start, bytes]) => {
      return Buffer.concat([Buffer.from(start, "latin1"), bytes]).toString("base64");
    });
    fc.assert(
      fc.property(
        fc.oneof(blob, fc.string({ unit: "binary" })),
        fc.constantFrom(...versions),
        (customData, version) => {
          readUserData(customData, version);
        },
      ),
      { numRuns: runs(2000) },
    );
  });

  it("finds our scripts, and the user's text between them, to the byte", () => {
    const user = fc.string({ unit: "grapheme", maxLength: 200 }).map((text) => `#!/bin/sh\n${text}`);
    fc.assert(
      fc.property(fc.constantFrom(...platforms), user, (platform, script) => {
        fc.pre(!script.toLowerCase().includes("mime-version:"));
        const hardening = harden(platform);
        const { parts, fatal } = readUserData(toCustomData(hardening, script), "25.1");
        assert.equal(fatal, undefined);
        assert.deepEqual(
          parts.map(({ content }) => content),
          [hardening.reserve, script, hardening.configure],
        );
      }),
      { numRuns: runs(50) },
    );
  });

  it("runs our boothook first and our script last", () => {
    const { boothooks, scripts } = readUserData(toCustomData(harden(debian), "#!/bin/sh\nls\n"), "22.4.2");
    assert.deepEqual(
      boothooks.map(({ filename }) => filename),
      ["azure-kdump-reserve"],
    );
    assert.deepEqual(
      scripts.map(({ filename }) => filename),
      ["part-002", "zz-azure-kdump"],
    );
  });

  it("says the same of a blob and of its gzip", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        fc.pre(bytes[0] !== 0x1f);
        const plain = readUserData(Buffer.from(bytes).toString("base64"), "25.1");
        assert.deepEqual(readUserData(gzipSync(bytes).toString("base64"), "25.1"), plain);
      }),
    );
  });

  it("keeps every byte of a part that is no UTF-8", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        assert.deepEqual(Buffer.from(toBytes(fromUtf8(bytes))), Buffer.from(bytes));
      }),
      { numRuns: runs(1000) },
    );
  });

  it("names the parts that a key comes from", () => {
    const parts = ["a: 1\nb: [1]\nc: 1", "merge_how: dict(recurse_list)+list(append)\nb: [2]\nc: 2\nd: 1"];
    const message = parts.map((yaml) => `--b\nContent-Type: text/cloud-config\n\n${yaml}\n`).join("");
    const userData = readUserData(
      encoded(`MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n${message}`),
      "22.4.2",
    );
    assert.deepEqual(
      [...(userData.config ?? [])],
      [
        ["a", { value: 1, place: "part 1 of the customData" }],
        ["b", { value: [1, 2], place: "part 1 of the customData and part 2 of the customData" }],
        ["c", { value: 1, place: "part 1 of the customData" }],
        ["d", { value: 1, place: "part 2 of the customData" }],
      ],
    );
  });

  it("takes base64 with white space, and no other text", () => {
    const { config } = readUserData(` ${encoded("#cloud-config\na: 1\n").replace(/(.{4})/g, "$1\n")}`, "25.1");
    assert.deepEqual([...(config?.keys() ?? [])], ["a"]);
    assert.equal(readUserData("abcde", "25.1").fatal, "it is not base64");
  });

  it("quotes nothing of what it cannot read", () => {
    const secrets = ["#cloud-config\npassword: [hunter2", "#cloud-config\nmerge_how: hunter2\n", "#hunter2\n"];
    for (const text of secrets)
      assert.doesNotMatch(JSON.stringify(readUserData(encoded(text), "25.1").dropped), /hunter2/);
  });
});
