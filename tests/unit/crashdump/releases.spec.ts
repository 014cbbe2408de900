import assert from "node:assert/strict";
import { imageOf, releaseNames, releaseOf, releases } from "azure-kdump-core";

describe("releases", () => {
  for (const name of releaseNames) {
    it(`knows every image of ${name} by its reference, in any case`, () => {
      for (const { reference } of releases[name].images) {
        assert.equal(releaseOf(reference), name);
        const { publisher, offer, sku } = reference;
        const upper = {
          publisher: publisher.toUpperCase(),
          offer: offer.toUpperCase(),
          sku: sku.toUpperCase(),
        };
        assert.equal(releaseOf(upper), name);
      }
    });
  }

  it("has an image of generation 2 for each release, and of generation 1 for centos-7", () => {
    for (const name of releaseNames) assert.ok(imageOf(name, "x64", 2), name);
    assert.equal(imageOf("centos-7", "x64", 1)?.reference.sku, "7_9");
    assert.equal(imageOf("debian-12", "x64", 1), undefined);
  });

  const others: readonly (readonly [string, string, string])[] = [
    ["Canonical", "UbuntuServer", "18.04-LTS"],
    ["OpenLogic", "CentOS", "6.10"],
    ["OpenLogic", "CentOS", "8_5-gen2"],
    ["Debian", "debian-11", "11-gen2"],
    ["MicrosoftWindowsServer", "WindowsServer", "2022-datacenter"],
    ["almalinux", "almalinux-x86_64", "10-gen2"],
  ];
  for (const [publisher, offer, sku] of others) {
    it(`does not take ${publisher}:${offer}:${sku} for one of them`, () => {
      assert.equal(releaseOf({ publisher, offer, sku }), undefined);
    });
  }

  it("does not know an image without a name", () => {
    assert.equal(releaseOf({}), undefined);
  });
});
