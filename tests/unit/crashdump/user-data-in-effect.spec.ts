import assert from "node:assert/strict";
import { type ReleaseName, releaseNames, releases, userDataInEffect } from "azure-kdump-core";

const both = { customData: "Y3VzdG9t", userData: "dXNlcg==" };

describe("of a VM's two fields, cloud-init", () => {
  it("reads customData where there is any, on every release", () => {
    for (const release of releaseNames) {
      assert.equal(userDataInEffect(release, both), both.customData);
      assert.equal(userDataInEffect(release, { customData: both.customData }), both.customData);
    }
  });

  for (const customData of [undefined, "", " \n"]) {
    it(`reads userData where customData is ${JSON.stringify(customData)}, since 21.2`, () => {
      const readers = releaseNames.filter(
        (release) => userDataInEffect(release, { ...both, customData }) === both.userData,
      );
      const since = ([year = 0, quarter = 0]: readonly number[]) => year > 21 || (year === 21 && quarter >= 2);
      const known = releaseNames.filter((release) =>
        since(releases[release].cloudInit.split(".").map(Number.parseFloat)),
      );
      assert.deepEqual(readers, known);
      assert.equal(userDataInEffect("debian-12", { customData }), undefined);
    });
  }

  const versions: readonly (readonly [release: ReleaseName, reads: boolean])[] = [
    ["centos-7", false],
    ["centos-8", false],
    ["debian-11", false],
    ["debian-12", true],
    ["almalinux-8", true],
    ["ubuntu-24.04", true],
  ];
  for (const [release, reads] of versions) {
    it(`of ${release} (${releases[release].cloudInit}) ${reads ? "knows" : "does not know"} of userData`, () => {
      assert.equal(userDataInEffect(release, { userData: both.userData }), reads ? both.userData : undefined);
    });
  }
});
