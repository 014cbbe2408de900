import assert from "node:assert/strict";
import { evidenceTable } from "azure-kdump-sandbox/bin/documentation/evidence";
import { crash, hostile, passed } from "../evidence/results";

const cells = (row: string): readonly string[] => row.split(/(?<!\\)\|/).map((cell) => cell.trim());

describe("the table of evidence", () => {
  it("says that there is none", () => {
    assert.equal(evidenceTable([]), "Nothing has been recorded yet.\n");
  });

  it("has a row for each result", () => {
    const [titles = "", , row = "", ...rest] = evidenceTable([passed]).split("\n");
    assert.deepEqual(rest, [""]);
    assert.deepEqual(Object.fromEntries(cells(titles).map((title, index) => [title, cells(row)[index]])), {
      "": "",
      Release: "debian-12",
      Case: "dump",
      Guest: "BIOS, IDE, 1 GiB",
      Kernel: "6.1.0-56-cloud-amd64",
      "kdump-tools": "1:1.8.1",
      "cloud-init": "22.4.2-1+deb12u3",
      Armed: "119.0 s",
      "Capture kernel": "1.4 s",
      "Dump written": "45.6 s",
      SSH: "95.3 s",
      Dump: "23.9 MB",
      Verdict: "passed",
      Day: "2026-01-02",
    });
  });

  it("shows what did not happen as a dash", () => {
    const row = evidenceTable([{ ...passed, arming: [], crash: crash.slice(0, 1), dumps: hostile.dumps }]);
    assert.match(row, /\| – \| – \| – \| – \| – \| passed \|/);
  });

  it("shows the dump written last of those that are complete", () => {
    const dumps = [
      ...passed.dumps,
      { ...passed.dumps[0], path: "/b", bytes: 5e6 },
      ...hostile.dumps,
    ] as typeof passed.dumps;
    assert.match(evidenceTable([{ ...passed, dumps }]), /\| 5\.0 MB \|/);
  });

  it("is one row and no Markdown whatever a guest said", () => {
    const [titles = "", , row = "", ...rest] = evidenceTable([hostile]).split("\n");
    assert.deepEqual(rest, [""]);
    assert.equal(cells(row).length, cells(titles).length);
    assert.match(row, /failed: no SSH \\<b\\>\\\|\\<\/b\\> \\& \ufffd+ \\`x\\`\. Its console ends: \|/);
  });
});
