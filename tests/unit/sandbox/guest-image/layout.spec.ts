import assert from "node:assert/strict";
import { layout, sectorSize } from "azure-kdump-sandbox/bin/guest/image/layout";

describe("a guest's disk", () => {
  const { biosBoot, esp, root, disk } = layout;
  const tableSectors = 34;

  it("has its partitions one after the other, between the two tables", () => {
    const ends = [biosBoot, esp, root].map(({ first, count }) => first + count);
    assert.ok(biosBoot.first >= tableSectors);
    assert.deepEqual([esp.first, root.first], ends.slice(0, 2));
    assert.ok((ends[2] ?? 0) <= disk.count - tableSectors);
  });

  it("begins every partition at a whole mebibyte", () => {
    for (const { first } of [biosBoot, esp, root]) assert.equal((first * sectorSize) % 2 ** 20, 0);
  });
});
