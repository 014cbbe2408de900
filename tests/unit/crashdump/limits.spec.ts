import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { assess } from "azure-kdump-core";
import { debian } from "../platforms";

describe("the limits of assess", () => {
  it("does not expand a gzip bomb", () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024)).toString("base64");
    const before = process.memoryUsage().rss;
    assert.ok(assess(debian, bomb).length > 0);
    assert.ok(process.memoryUsage().rss - before < 64 * 1024 * 1024);
  });
});
