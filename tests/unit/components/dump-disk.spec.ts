import assert from "node:assert/strict";
import { HardenedVm } from "azure-kdump";
import { assess, harden, toCustomData } from "azure-kdump-core";
import { debian } from "../platforms";
import { goodGuest } from "./guest";
import { register, valueOf } from "./stack";
import { at, diskType, find, madeOf, named, refuses, required, vmOf, vmType } from "./vm";

describe("HardenedVm's dump disk", () => {
  it("is a managed disk of its own, which nobody reads by a link", async () => {
    const made = await madeOf({ dumpDisk: {}, zones: ["2"], tags: { team: "kernel" }, location: "westeurope" });
    assert.deepEqual(named(made, "web-dumps"), {
      resourceGroupName: "group",
      location: "westeurope",
      tags: { team: "kernel" },
      zones: ["2"],
      sku: { name: "StandardSSD_LRS" },
      diskSizeGB: 16,
      creationData: { createOption: "Empty" },
      networkAccessPolicy: "DenyAll",
      publicNetworkAccess: "Disabled",
    });
  });

  it("is attached under the LUN that the guest is told, and detached when the VM goes", async () => {
    const vm = await vmOf({ dumpDisk: { lun: 5 } });
    assert.deepEqual(at(vm, "storageProfile.dataDisks"), [
      {
        lun: 5,
        caching: "None",
        createOption: "Attach",
        deleteOption: "Detach",
        managedDisk: { id: "/ids/web-dumps" },
      },
    ]);
    const customData = at(vm, "osProfile.customData");
    assert.equal(customData, toCustomData(harden(debian, { dumpDisk: { lun: 5 } })));
    assert.deepEqual(assess(debian, customData), []);
  });

  it("has LUN 0 unless told otherwise, and the other crash-dump options beside it", async () => {
    const vm = await vmOf({ dumpDisk: {}, crashDump: { dumpPath: "/srv/dumps" } });
    const options = { dumpDisk: { lun: 0 }, dumpPath: "/srv/dumps" };
    assert.equal(at(vm, "osProfile.customData"), toCustomData(harden(debian, options)));
  });

  const sizes: readonly (readonly [vmSize: string, gib: number])[] = [
    ["Standard_B1s", 4],
    ["Standard_D2s_v5", 16],
    ["Standard_E16s_v5", 256],
    ["Standard_M128s", 4096],
    ["Standard_M416ms_v2", 32767],
  ];
  for (const [vmSize, gib] of sizes) {
    it(`has ${gib} GiB for a ${vmSize}`, async () => {
      assert.equal(find(await madeOf({ vmSize, dumpDisk: {} }), diskType).inputs["diskSizeGB"], gib);
    });
  }

  it("is as large as it is asked to be, or as the memory that is given asks for", async () => {
    const [asked, computed] = [
      await madeOf({ dumpDisk: { sizeGiB: 7 } }),
      await madeOf({ vmSize: "Standard_New", memoryMiB: 64 * 1024, dumpDisk: {} }),
    ];
    assert.equal(named(asked, "web-dumps")["diskSizeGB"], 7);
    assert.equal(named(computed, "web-dumps")["diskSizeGB"], 128);
  });

  it("takes a customer's key, and in a zone-redundant disk names no zone", async () => {
    const dumpDisk = { sku: "StandardSSD_ZRS", diskEncryptionSetId: "/sets/keys" } as const;
    const disk = named(await madeOf({ dumpDisk, zones: ["1"] }), "web-dumps");
    assert.equal(at(disk, "encryption.diskEncryptionSetId"), "/sets/keys");
    assert.equal(at(disk, "encryption.type"), "EncryptionAtRestWithCustomerKey");
    assert.equal(disk["zones"], undefined);
  });

  it("is not there unless asked for", async () => {
    const made = await madeOf({});
    assert.equal(at(find(made, vmType).inputs, "storageProfile.dataDisks"), undefined);
    assert.ok(!made.some(({ type }) => type === diskType));
  });

  it("is among the outputs", async () => {
    let vm: HardenedVm | undefined;
    await register(
      () => {
        vm = new HardenedVm("web", { ...required, dumpDisk: {} });
      },
      "update",
      goodGuest,
    );
    assert.equal(await valueOf(vm?.dumpDiskId ?? assert.fail("no dumpDiskId")), "/ids/web-dumps");
  });

  refuses([
    [
      "one that may not hold a dump",
      { dumpDisk: { sizeGiB: 6 } },
      "dumpDisk.sizeGiB",
      /6 GiB may not hold a dump of the 8192 MiB of Standard_D2s_v5: give at least 7/,
    ],
    [
      "one of unknown size for unknown memory",
      { vmSize: "Standard_New", dumpDisk: {} },
      "dumpDisk.sizeGiB",
      /nothing tells how much memory Standard_New has: give sizeGiB, or memoryMiB/,
    ],
    ["half a GiB", { dumpDisk: { sizeGiB: 16.5 } }, "dumpDisk.sizeGiB", /whole number of GiB from 1 to 32767/],
    ["more than Azure has", { dumpDisk: { sizeGiB: 40_000 } }, "dumpDisk.sizeGiB", /from 1 to 32767/],
    ["a LUN that no VM has", { dumpDisk: { lun: 64 } }, "dumpDisk.lun", /from 0 to 63/],
    [
      "a kind of disk that there is not",
      { dumpDisk: { sku: "Premium" as "Premium_LRS" } },
      "dumpDisk.sku",
      /"Premium" is not allowed: choose one of Standard_LRS, /,
    ],
    [
      "Premium SSD on a size without it",
      { dumpDisk: { sku: "PremiumV2_LRS" }, vmSize: "Standard_D2a_v4" },
      "dumpDisk.sku",
      /takes no PremiumV2_LRS/,
    ],
    [
      "one on CentOS 6",
      { dumpDisk: {}, release: "centos-6", generation: 1, acceptEndOfLife: true, imageId: "/images/old" },
      "dumpDisk",
      /no recipe for it on centos-6: leave it out/,
    ],
    [
      "memory that the size has not",
      { memoryMiB: 4096 },
      "memoryMiB",
      /4096 is given, and Standard_D2s_v5 has 8192 MiB/,
    ],
    ["half a MiB of memory", { vmSize: "Standard_New", memoryMiB: 8192.5 }, "memoryMiB", /whole number of MiB/],
  ]);
});
