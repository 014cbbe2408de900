import assert from "node:assert/strict";
import { notProved } from "azure-kdump-sandbox/bin/guest/evidence/description";
import { evidencePage } from "azure-kdump-sandbox/bin/guest/evidence/page";
import { hostile, passed } from "./results";
import { textOf } from "./well-formed";

/** Without what only HTML has. */
function text(page: string): string {
  return textOf(
    page
      .replace(/^<!doctype html>\n/, "")
      .replace(/<meta [^>]*>/g, "")
      .replaceAll("&nbsp;", " "),
  );
}

describe("the page of a drill", () => {
  it("holds verdict, dumps, boot ids, observations and versions", () => {
    const shown = text(evidencePage([passed]));
    const dump = passed.dumps[0] ?? assert.fail();
    const facts = [
      "1 of 1 passed.",
      `Passed: ${passed.promise}`,
      "BIOS, IDE, 1 GiB",
      ...passed.bootIds,
      ...passed.observations,
      ...Object.entries(passed.versions).flat(),
      "2026-01-02",
      dump.path,
      "23.9 MB",
      "complete",
      dump.panicLine ?? assert.fail(),
    ];
    for (const fact of facts) assert.ok(shown.includes(fact), fact);
  });

  it("holds what went wrong, and what a dump lacks", () => {
    const shown = text(evidencePage([passed, hostile]));
    for (const fact of ["1 of 2 passed.", "Failed: no SSH <b>|</b> &", "Promised: <i>promise</i>", "<u>cut off</u>"]) {
      assert.ok(shown.includes(fact), fact);
    }
  });

  it("says what it does not prove, whatever it holds", () => {
    for (const item of notProved) assert.ok(text(evidencePage([])).includes(item), item);
  });

  it("is well-formed whatever a guest said, and runs nothing", () => {
    assert.match(text(evidencePage([hostile])), /<\/pre><script>alert\(1\)<\/script>/);
    assert.doesNotMatch(evidencePage([hostile]), /<script|<img|href|url\(|@import|\son\w+=/);
  });

  it("has no id twice", () => {
    const others = [hostile, { ...passed, firmware: "uefi" }, { ...passed, diskController: "nvme" }] as const;
    const ids = [...evidencePage([passed, ...others]).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(ids.length, 8);
    assert.equal(new Set(ids).size, ids.length);
  });

  it("is the same for the same results", () => {
    assert.equal(evidencePage(structuredClone([passed])), evidencePage([passed]));
  });
});
