import assert from "node:assert/strict";
import { imageTraits, releases } from "azure-kdump-core";

const traitsOf = (urn: string) => {
  const [publisher = "", offer = "", sku = ""] = urn.split(":");
  return imageTraits({ publisher, offer, sku });
};

describe("the traits of a marketplace image", () => {
  it("are the catalogue's own, however the reference is spelled", () => {
    for (const { images } of Object.values(releases)) {
      for (const { reference, generation, architecture } of images) {
        const { publisher, offer, sku } = reference;
        const shouted = { publisher: publisher.toUpperCase(), offer: offer.toUpperCase(), sku: sku.toUpperCase() };
        assert.deepEqual(imageTraits(shouted), { generation, architecture });
      }
    }
  });

  const generations: Readonly<Record<string, 1 | 2>> = {
    "Canonical:ubuntu-24_04-lts:minimal": 2,
    "Canonical:ubuntu-24_04-lts:minimal-gen1": 1,
    "Canonical:0001-com-ubuntu-server-focal:20_04-lts": 1,
    "Canonical:0001-com-ubuntu-server-focal:20_04-lts-gen2": 2,
    "OpenLogic:CentOS:8_4": 1,
    "OpenLogic:CentOS:8_4-gen2": 2,
    "RedHat:RHEL:9_3": 1,
    "RedHat:RHEL:93-gen2": 2,
    "resf:rockylinux-x86_64:9-lvm": 2,
    "Oracle:Oracle-Linux:ol92-lvm": 1,
    "Oracle:Oracle-Linux:ol92-lvm-gen2": 2,
    "almalinux:almalinux-x86_64:9-gen1": 1,
  };
  for (const [urn, generation] of Object.entries(generations)) {
    it(`take ${urn} for generation ${generation}`, () => {
      assert.equal(traitsOf(urn).generation, generation);
    });
  }

  it("know an arm64 image by its name", () => {
    assert.deepEqual(traitsOf("RedHat:rhel-arm64:9_2-arm64"), { generation: 2, architecture: "arm64" });
    assert.equal(traitsOf("resf:rockylinux-aarch64:9-lvm").architecture, "arm64");
  });

  for (const urn of [
    "OpenLogic:CentOS:6.10",
    "OpenLogic:CentOS:7.6",
    "OpenLogic:CentOS:7_4",
    "RedHat:RHEL:6.9",
    "RedHat:RHEL:76-gen2",
    "RedHat:RHEL:8",
    "RedHat:RHEL:8.0",
    "Oracle:Oracle-Linux:76-gen2",
    "credativ:Debian:9",
    "Debian:debian-10:10",
  ]) {
    const [, , sku = ""] = urn.split(":");
    const lacks = sku !== "8";
    it(`${lacks ? "say that nothing reads" : "say nothing against"} the customData of ${urn}`, () => {
      assert.equal(traitsOf(urn).cloudInit, lacks ? false : undefined);
    });
  }

  for (const urn of [
    "OpenLogic:CentOS:7_9",
    "OpenLogic:CentOS:7.7",
    "RedHat:RHEL:7-LVM",
    "RedHat:RHEL:7.8",
    "RedHat:RHEL:810-gen2",
    "RedHat:RHEL:8_1",
    "Oracle:Oracle-Linux:ol810-lvm-gen2",
    "Debian:debian-11:11",
    "Debian:debian-10:10-cloudinit",
  ]) {
    it(`say nothing against cloud-init in ${urn}`, () => {
      assert.equal(traitsOf(urn).cloudInit, undefined);
    });
  }

  for (const [offer, sku, version, lacks] of [
    ["RHEL", "7-LVM", "7.4.2018010506", true],
    ["RHEL", "7lvm-gen2", "7.6.2019072418", true],
    ["RHEL", "7-LVM", "7.7.2019090418", false],
    ["RHEL", "8-lvm-gen2", "8.0.2019050711", true],
    ["RHEL", "8-lvm-gen2", "8.10.2024061909", false],
    ["RHEL", "7-LVM", "latest", false],
  ] as const) {
    it(`say ${lacks ? "that nothing reads" : "nothing against"} the customData of ${sku} pinned at ${version}`, () => {
      const { cloudInit } = imageTraits({ publisher: "RedHat", offer, sku, version });
      assert.equal(cloudInit, lacks ? false : undefined);
    });
  }

  it("are empty for an image that is not known", () => {
    assert.deepEqual(traitsOf("contoso:linux:gen2"), {});
    assert.deepEqual(imageTraits({}), {});
  });
});
