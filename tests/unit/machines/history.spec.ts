import { deepStrictEqual, strictEqual } from "node:assert";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type Entry, History } from "azure-kdump-sandbox/bin/guest/machine/history";

describe("the history of a machine", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "history-"));
  const file = path.join(folder, "history.jsonl");
  beforeEach(() => rmSync(file, { force: true }));
  after(() => rmSync(folder, { recursive: true }));

  const add = (...entries: readonly object[]): void => {
    for (const entry of entries) appendFileSync(file, `${JSON.stringify({ at: 1, ...entry })}\n`);
  };
  const says = (line: string) => (entry: Entry) => "line" in entry && entry.line === line;

  it("is empty before its supervisor writes", () => {
    deepStrictEqual(new History(file).read(), []);
  });

  it("grows as the machine speaks, in whole lines only", () => {
    const history = new History(file);
    add({ line: "one" });
    strictEqual(history.read().length, 1);
    appendFileSync(file, '{"at":1,"line":"tw');
    strictEqual(history.read().length, 1);
    appendFileSync(file, 'ö"}\n');
    deepStrictEqual(history.read()[1], { at: 1, line: "twö" });
  });

  it("finds what was there before, and what comes later", async () => {
    const history = new History(file);
    add({ line: "one" }, { line: "two" });
    strictEqual((await history.find(says("two"), 0, Date.now()))?.index, 1);
    setTimeout(() => add({ line: "three" }), 200);
    strictEqual((await history.find(says("three"), 0, Date.now() + 5000))?.index, 2);
  });

  it("does not wait for a machine that has ended, nor beyond the deadline", async () => {
    const history = new History(file);
    strictEqual(await history.find(says("one"), 0, Date.now() + 200), undefined);
    add({ event: "died", detail: "no such disk" }, { line: "one" });
    strictEqual(await history.find(says("two"), 0, Date.now() + 60_000), undefined);
    strictEqual((await history.find(says("one"), 1, Date.now()))?.index, 1);
  });
});
