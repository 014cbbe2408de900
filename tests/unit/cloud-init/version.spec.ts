import assert from "node:assert/strict";
import { type Behaviour, takesUserData } from "#crashdump/cloud-init/version";
import { behaviourOf } from "./core";

const ends: readonly (keyof Behaviour)[] = ["upstartJobs", "unicodeTag", "basicTemplates"];

/** Release of cloud-init in which each came or, of `ends`, went, as its change log has it. */
const since: readonly (readonly [release: string, behaviour: keyof Behaviour])[] = [
  ["20.3", "failureLosesAll"],
  ["20.3", "sniffsScripts"],
  ["21.4", "defersWrites"],
  ["22.1", "frequencyScripts"],
  ["22.2", "dumpsSafely"],
  ["22.2", "upstartJobs"],
  ["22.4", "basicTemplates"],
  ["23.4", "packagesByManager"],
  ["24.1", "unicodeTag"],
  ["24.4", "jinjaBoothooks"],
];

function before(release: string): string {
  const [year = 0, quarter = 0] = release.split(".").map(Number);
  return quarter === 1 ? `${year - 1}.4` : `${year}.${quarter - 1}`;
}

describe("a version of cloud-init", () => {
  for (const [release, behaviour] of since) {
    it(`${release} ${ends.includes(behaviour) ? "is the first without" : "brings"} ${behaviour}`, () => {
      const versions = [`${before(release)}.9`, release, `${release}.1`, `${Number(release.split(".")[0]) + 1}.1`];
      const came = versions.map((version) => behaviourOf(version)[behaviour] !== ends.includes(behaviour));
      assert.deepEqual(came, [false, true, true, true]);
    });
  }

  it("knows YAML and text by its Python", () => {
    const of = (version: string) => [behaviourOf(version).python2, behaviourOf(version).oldYaml];
    assert.deepEqual(["19.4-py2.7", "23.4.4-py3.6", "23.4.4-py3.12", "24.4"].map(of), [
      [true, true],
      [false, true],
      [false, false],
      [false, false],
    ]);
  });

  it("that is none has nothing that came later", () => {
    assert.equal(behaviourOf("").failureLosesAll, false);
    assert.equal(behaviourOf("unknown").dumpsSafely, false);
  });

  it("takes the VM's userData since 21.2", () => {
    assert.deepEqual(
      ["18.5", "20.4", "21.1", "21.1.9", "21.2", "21.2.1", "21.4", "22.1", "unknown"].map(takesUserData),
      [false, false, false, false, true, true, true, true, false],
    );
  });
});
