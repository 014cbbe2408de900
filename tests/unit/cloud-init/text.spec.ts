import assert from "node:assert/strict";
import { dosToUnix, strip } from "#crashdump/cloud-init/text";
import { fromUtf8, toBytes } from "./core";

/** What Python's bytes.decode("utf-8", "surrogateescape") makes of them. */
const decoded: readonly (readonly [bytes: string, text: string])[] = [
  ["41c3a9e282acf09f9880", "Aé€😀"],
  ["c280dfbf", "\u0080\u07ff"],
  ["e0a080ed9fbfee8080efbfbf", "\u0800\ud7ff\ue000\uffff"],
  ["f0908080f48fbfbf", "\u{10000}\u{10ffff}"],
  // No character begins so, ends here, or is as long as that.
  ["80", "\udc80"],
  ["c3", "\udcc3"],
  ["c341", "\udcc3A"],
  ["e28241", "\udce2\udc82A"],
  ["f09f9841", "\udcf0\udc9f\udc98A"],
  ["c0af", "\udcc0\udcaf"],
  ["c1bf", "\udcc1\udcbf"],
  ["e09fbf", "\udce0\udc9f\udcbf"],
  ["f08fbfbf", "\udcf0\udc8f\udcbf\udcbf"],
  // Surrogates, and what lies beyond Unicode.
  ["eda080", "\udced\udca0\udc80"],
  ["edbfbf", "\udced\udcbf\udcbf"],
  ["f4908080", "\udcf4\udc90\udc80\udc80"],
  ["f8888080", "\udcf8\udc88\udc80\udc80"],
  ["ff41fe", "\udcffA\udcfe"],
];

describe("text", () => {
  for (const [hex, text] of decoded) {
    it(`of the bytes ${hex} is what Python reads, alone and among others`, () => {
      // Bytes that are no UTF-8 have all of a text read one by one.
      for (const around of ["", "ff"]) {
        const bytes = Buffer.from(hex + around, "hex");
        const whole = around === "" ? text : `${text}\udcff`;
        assert.equal(fromUtf8(bytes), whole);
        assert.deepEqual(Buffer.from(toBytes(whole)), bytes);
      }
    });
  }

  it("of DOS is taken for such by its first line", () => {
    const texts = ["a\r\nb\r\n", "a\nb\r\n", "\na\r\n", "\r\na", "a\r\nb\n", "a\r"];
    assert.deepEqual(texts.map(dosToUnix), ["a\nb\n", "a\nb\r\n", "\na\r\n", "\na", "a\nb\n", "a\r"]);
  });

  it("is stripped of what Python takes for white space", () => {
    assert.equal(strip(" \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u2028 a b \u3000\x85\x1f\n"), "a b");
    assert.equal(strip("\ufeffa\ufeff"), "\ufeffa\ufeff");
    assert.equal(strip(" \n "), "");
  });
});
