import assert from "node:assert/strict";
import { imageOf, type ReleaseName, releaseNames, releaseOf, releases } from "azure-kdump-core";

describe("releases", () => {
  it("are the ones that the catalogue promises", () => {
    assert.deepEqual(releaseNames, [
      "centos-6",
      "centos-7",
      "centos-8",
      "rhel-7",
      "rhel-8",
      "rhel-9",
      "rhel-10",
      "almalinux-8",
      "almalinux-9",
      "almalinux-10",
      "rocky-8",
      "rocky-9",
      "rocky-10",
      "oracle-8",
      "oracle-9",
      "ubuntu-20.04",
      "ubuntu-22.04",
      "ubuntu-24.04",
      "ubuntu-26.04",
      "debian-11",
      "debian-12",
      "debian-13",
    ]);
  });

  for (const name of releaseNames) {
    const release = releases[name];

    it(`knows every image of ${name} by its reference, in any case`, () => {
      for (const { reference } of release.images) {
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

    it(`has one image of ${name} at most for each architecture and generation, and a recipe for it`, () => {
      for (const image of release.images) {
        assert.equal(imageOf(name, image.architecture, image.generation), image);
        assert.ok(release.generations[image.architecture]?.includes(image.generation));
      }
    });

    it(`gives ${name} Secure Boot and NVMe on generation 2 alone, and Secure Boot not on arm64`, () => {
      for (const { architecture, generation, trustedLaunch, diskControllers } of release.images) {
        if (generation === 1 || architecture === "arm64") assert.equal(trustedLaunch, false);
        if (generation === 1) assert.deepEqual(diskControllers, ["SCSI"]);
      }
    });

    it(`dates the end of life of ${name} if, and only if, it is reached`, () => {
      assert.equal(release.endOfLife === undefined, release.status === "current");
      assert.match(release.endOfLife ?? "2000-01-01", /^\d{4}-\d\d-\d\d$/);
    });
  }

  it("has an image of generation 2 for each release but centos-6, which no Azure image can be hardened of", () => {
    for (const name of releaseNames.slice(1)) assert.ok(imageOf(name, "x64", 2), name);
    assert.deepEqual(releases["centos-6"].images, []);
    assert.equal(releases["centos-6"].status, "retired");
  });

  it("has a plan for Rocky's images, and for no others", () => {
    assert.deepEqual(imageOf("rocky-9", "x64", 2)?.plan, {
      publisher: "resf",
      product: "rockylinux-x86_64",
      name: "9-base",
    });
    for (const name of releaseNames) {
      for (const { plan } of releases[name].images) assert.equal(plan !== undefined, name.startsWith("rocky-"));
    }
  });

  it("knows what each image is before it is hardened", () => {
    const panic = (name: ReleaseName) => releases[name].stock.panicTimeoutSeconds;
    for (const name of releaseNames) assert.equal(panic(name), name.startsWith("ubuntu-") ? -1 : 0);
    assert.equal(releases["rhel-8"].stock.crashkernel, "auto");
    assert.equal(releases["rhel-9"].stock.crashkernel, undefined);
  });

  it("says which SKUs nobody has verified", () => {
    const unverified = releaseNames.flatMap((name) =>
      releases[name].images
        .filter(({ evidence }) => evidence === "derived" || evidence === "own")
        .map(({ reference }) => reference.sku),
    );
    assert.deepEqual(unverified, [
      "8_10-arm64",
      "8-arm-gen2",
      "8-base",
      "10-base",
      "ol94-lvm",
      "20_04-lts-arm64",
      "13-arm64",
    ]);
  });
});
