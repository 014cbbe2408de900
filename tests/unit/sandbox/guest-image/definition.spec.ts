import assert from "node:assert/strict";
import { digest, imageDefinition } from "azure-kdump-sandbox/bin/guest/image/definition";
import { type GuestRelease, guestReleases } from "azure-kdump-sandbox/bin/guest/releases";

const releases = Object.keys(guestReleases) as GuestRelease[];

describe("what a guest image is kept under", () => {
  it("is the same for the same definition", () => {
    for (const release of releases) assert.equal(digest(imageDefinition(release)), digest(imageDefinition(release)));
  });

  it("is another for each release", () => {
    assert.equal(new Set(releases.map((release) => digest(imageDefinition(release)))).size, releases.length);
  });

  for (const part of Object.keys(imageDefinition("debian-12"))) {
    it(`is another when the definition's ${part} changes`, () => {
      const definition = imageDefinition("debian-12");
      assert.notEqual(digest({ ...definition, [part]: "changed" }), digest(definition));
    });
  }
});

describe("a guest image's definition", () => {
  const text = JSON.stringify(imageDefinition("debian-12"));

  const holds: readonly (readonly [string, string])[] = [
    ["the packages", "linux-image-cloud-amd64"],
    ["the kernel's arguments", "earlyprintk=ttyS0,115200"],
    ["the packages a guest may install", "install kdump-tools makedumpfile"],
    ["the boot loader's configuration", "configfile $prefix/grub.cfg"],
    ["what cloud-init is told", "datasource_list: [NoCloud, None]"],
    ["the file system's options", "metadata_csum"],
  ];
  for (const [what, part] of holds) it(`holds ${what}`, () => assert.ok(text.includes(part), part));

  it("leaves the guest as unhardened as Azure's image", () => {
    assert.doesNotMatch(text, /crashkernel|panic|--include=[^"]*kdump/);
  });
});
