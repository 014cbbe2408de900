import assert from "node:assert/strict";
import { at, diskType, madeOf, named, refuses, vmOf } from "./vm";

describe("HardenedVm's OS disk", () => {
  it("is Azure's choice but for what is given", async () => {
    const [plain, chosen] = [
      await vmOf({}),
      await vmOf({
        osDisk: {
          sizeGiB: 64,
          storageAccountType: "Premium_LRS",
          caching: "ReadOnly",
          diskEncryptionSetId: "/sets/keys",
        },
      }),
    ];
    const always = { createOption: "FromImage", deleteOption: "Delete", osType: "Linux" };
    assert.deepEqual(at(plain, "storageProfile.osDisk"), always);
    assert.deepEqual(at(chosen, "storageProfile.osDisk"), {
      ...always,
      diskSizeGB: 64,
      caching: "ReadOnly",
      managedDisk: { storageAccountType: "Premium_LRS", diskEncryptionSet: { id: "/sets/keys" } },
    });
  });

  it("may be smaller than the marketplace's where the image is a custom one", async () => {
    const vm = await vmOf({ imageId: "/images/golden", osDisk: { sizeGiB: 8 } });
    assert.equal(at(vm, "storageProfile.osDisk.diskSizeGB"), 8);
  });

  refuses([
    ["less than the image has", { osDisk: { sizeGiB: 20 } }, "osDisk.sizeGiB", /20 is not allowed: .* from 30 to 4095/],
    ["more than a BIOS boots from", { osDisk: { sizeGiB: 4095 }, generation: 1 }, "osDisk.sizeGiB", /from 30 to 2048/],
    [
      "Premium SSD v2, which Azure has for data alone",
      { osDisk: { storageAccountType: "PremiumV2_LRS" } },
      "osDisk.storageAccountType",
      /choose one of Standard_LRS, StandardSSD_LRS/,
    ],
    [
      "Premium SSD on a size without it",
      { osDisk: { storageAccountType: "Premium_LRS" }, vmSize: "Standard_D2a_v4" },
      "osDisk.storageAccountType",
      /Standard_D2a_v4 takes no Premium_LRS: choose a size with an s in its name, or one of Standard_LRS, StandardSSD_LRS, /,
    ],
    ["a cache that there is not", { osDisk: { caching: "Some" as "None" } }, "osDisk.caching", /choose one of None, /],
  ]);
});

describe("HardenedVm's data disks", () => {
  it("are blank managed disks of their own, which stay when the VM goes and nobody reads by a link", async () => {
    const dataDisks = [{ name: "data", lun: 3, sizeGiB: 256, sku: "Premium_LRS", caching: "ReadOnly" } as const];
    const made = await madeOf({ dataDisks, zones: ["3"], tags: { team: "kernel" } });
    assert.deepEqual(named(made, "web-disk-data"), {
      resourceGroupName: "group",
      tags: { team: "kernel" },
      zones: ["3"],
      sku: { name: "Premium_LRS" },
      diskSizeGB: 256,
      creationData: { createOption: "Empty" },
      networkAccessPolicy: "DenyAll",
      publicNetworkAccess: "Disabled",
    });
    assert.deepEqual(at(named(made, "web-vm"), "storageProfile.dataDisks"), [
      {
        lun: 3,
        caching: "ReadOnly",
        createOption: "Attach",
        deleteOption: "Detach",
        managedDisk: { id: "/ids/web-disk-data" },
      },
    ]);
  });

  it("may exist already, and stand beside the dump disk without changing what the guest is told", async () => {
    const made = await madeOf({ dumpDisk: {}, dataDisks: [{ name: "old", lun: 1, id: "/disks/old" }] });
    assert.deepEqual(
      (at(named(made, "web-vm"), "storageProfile.dataDisks") as object[]).map((disk) => at(disk, "managedDisk.id")),
      ["/ids/web-dumps", "/disks/old"],
    );
    assert.equal(made.filter(({ type }) => type === diskType).length, 1);
    const alone = await vmOf({ dumpDisk: {} });
    assert.equal(at(named(made, "web-vm"), "osProfile.customData"), at(alone, "osProfile.customData"));
  });

  const blank = { name: "data", lun: 1, sizeGiB: 8 };

  it("are as many as the VM size takes, and any number of them on a size that is not known", async () => {
    const four = [1, 2, 3, 4].map((lun) => ({ ...blank, lun, name: `data-${lun}` }));
    await vmOf({ dataDisks: four });
    await vmOf({
      dataDisks: [...four, blank].map((disk, lun) => ({ ...disk, lun })),
      vmSize: "Standard_Z2s_v9",
      memoryMiB: 8192,
    });
  });

  refuses([
    ["a name with capitals", { dataDisks: [{ ...blank, name: "Data" }] }, "dataDisks[0].name", /lower-case letters/],
    ["two of one name", { dataDisks: [blank, { ...blank, lun: 2 }] }, "dataDisks[1].name", /another's/],
    ["two at one LUN", { dataDisks: [blank, { ...blank, name: "log" }] }, "dataDisks[1].lun", /1 is another disk's/],
    [
      "one at the dump disk's LUN",
      { dumpDisk: {}, dataDisks: [{ ...blank, lun: 0 }] },
      "dataDisks[0].lun",
      /0 is .*the dump disk's/,
    ],
    ["a LUN that no VM has", { dataDisks: [{ ...blank, lun: -1 }] }, "dataDisks[0].lun", /from 0 to 63/],
    [
      "more of them than the VM size takes",
      { dumpDisk: {}, dataDisks: [1, 2, 3, 4].map((lun) => ({ ...blank, lun, name: `data-${lun}` })) },
      "dataDisks",
      /5 disks are given, the dump disk included, and Standard_D2s_v5 takes 4/,
    ],
    [
      "neither a size nor an id",
      { dataDisks: [{ name: "data", lun: 1 }] },
      "dataDisks[0].sizeGiB",
      /give sizeGiB of a blank disk, or the id/,
    ],
    [
      "a size of one that exists",
      { dataDisks: [{ ...blank, id: "/disks/old" }] },
      "dataDisks[0].sizeGiB",
      /the disk exists/,
    ],
    [
      "Premium SSD on a size without it",
      { dataDisks: [{ ...blank, sku: "Premium_LRS" }], vmSize: "Standard_D2a_v4" },
      "dataDisks[0].sku",
      /takes no Premium_LRS/,
    ],
    [
      "a host cache of Premium SSD v2",
      { dataDisks: [{ ...blank, sku: "PremiumV2_LRS", caching: "ReadOnly" }] },
      "dataDisks[0].caching",
      /has no host cache/,
    ],
  ]);
});

describe("HardenedVm's encryption at host", () => {
  it("is off unless asked for, and goes with Trusted Launch and without", async () => {
    assert.equal(at(await vmOf({}), "securityProfile.encryptionAtHost"), undefined);
    const vm = await vmOf({ encryptionAtHost: true });
    assert.equal(at(vm, "securityProfile.encryptionAtHost"), true);
    assert.equal(at(vm, "securityProfile.securityType"), "TrustedLaunch");
    assert.deepEqual((await vmOf({ encryptionAtHost: true, trustedLaunch: false }))["securityProfile"], {
      encryptionAtHost: true,
    });
  });
});
