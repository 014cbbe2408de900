import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { HardenedVmScaleSet } from "azure-kdump";
import { requiredOfSet, refusesSets } from "./scale-set";

const rolling = "upgradePolicy.rollingUpgradePolicy";
/** A program without types may give it. */
const none = undefined as unknown as string;
const blank = { lun: 1, sizeGiB: 8 };

describe("HardenedVmScaleSet", () => {
  refusesSets([
    ["no subnet", { subnetId: none }, "subnetId", /there is none: give the subnet/],
    ["no key", { sshPublicKeys: [] }, "sshPublicKeys", /give at least one OpenSSH public key/],
    ["a release that is end of life", { release: "centos-7" }, "release", /set acceptEndOfLife/],
    ["a size of another architecture", { vmSize: "Standard_D2ps_v5" }, "vmSize", /arm64, and architecture is x64/],
    [
      "a dump path that does not outlive a reboot",
      { crashDump: { dumpPath: "/tmp" } },
      "crashDump.dumpPath",
      /"\/tmp"/,
    ],
    ["cloud-init that is none", { cloudInit: "packages: [nginx]\n" }, "cloudInit", /#cloud-config/],
    ["a patch mode that there is not", { patchMode: "Manual" as "ImageDefault" }, "patchMode", /ImageDefault/],
    ["half an instance", { capacity: 1.5 }, "capacity", /1\.5 is not allowed: give a whole number from 0 to 1000/],
    ["more instances than Azure makes", { capacity: 1001 }, "capacity", /from 0 to 1000/],
    [
      "a proximity placement group over zones",
      { zones: ["1", "2"], proximityPlacementGroupId: "/groups/near" },
      "proximityPlacementGroupId",
      /zones are 1, 2, and a group is in one at most/,
    ],
    [
      "reserved capacity in a proximity placement group",
      { capacityReservationGroupId: "/groups/reserved", proximityPlacementGroupId: "/groups/near" },
      "capacityReservationGroupId",
      /capacity is not reserved in proximity placement groups/,
    ],
    ["a price of one that is no spot VM", { maxPrice: 1 }, "maxPrice", /only a spot VM has one/],
    [
      "an identity of the system",
      { identity: { type: "SystemAssigned" } },
      "identity.type",
      /"SystemAssigned" is not allowed: flexible orchestration takes UserAssigned alone/,
    ],
    [
      "host names that begin with too much",
      { computerNamePrefix: "a-very-long-name" },
      "computerNamePrefix",
      /up to 15 letters, digits and -/,
    ],
    ["host names that begin with a -", { computerNamePrefix: "-web" }, "computerNamePrefix", /the first no -/],
    ["a mode that there is not", { upgradePolicy: { mode: "Slow" as "Rolling" } }, "upgradePolicy.mode", /Rolling, /],
    [
      "batches of upgrades by hand",
      { upgradePolicy: { mode: "Manual", rollingUpgradePolicy: {} } },
      rolling,
      /the mode is Manual, which has none/,
    ],
    [
      "batches of nobody",
      { upgradePolicy: { rollingUpgradePolicy: { maxBatchInstancePercent: 0 } } },
      `${rolling}.maxBatchInstancePercent`,
      /from 5 to 100/,
    ],
    [
      "more unhealthy instances than there are",
      { upgradePolicy: { rollingUpgradePolicy: { maxUnhealthyInstancePercent: 101 } } },
      `${rolling}.maxUnhealthyInstancePercent`,
      /from 5 to 100/,
    ],
    [
      "fewer unhealthy upgrades than none",
      { upgradePolicy: { rollingUpgradePolicy: { maxUnhealthyUpgradedInstancePercent: -1 } } },
      `${rolling}.maxUnhealthyUpgradedInstancePercent`,
      /from 0 to 100/,
    ],
    ...["5 minutes", "PT", "P", "P1DT"].map(
      (pause) =>
        [
          `a pause of ${pause}`,
          { upgradePolicy: { rollingUpgradePolicy: { pauseTimeBetweenBatches: pause } } },
          `${rolling}.pauseTimeBetweenBatches`,
          /as ISO 8601 has it, such as PT5M/,
        ] as const,
    ),
    ["a protocol that there is not", { health: { protocol: "udp" as "tcp" } }, "health.protocol", /tcp, http, https/],
    [
      "a path of tcp",
      { health: { requestPath: "/health" } },
      "health.requestPath",
      /tcp asks for none: leave it out, or set protocol/,
    ],
    ["http without a path", { health: { protocol: "http" } }, "health.requestPath", /there is none: .*\/health/],
    [
      "a path that is none",
      { health: { protocol: "https", requestPath: "health" } },
      "health.requestPath",
      /"health" is not allowed/,
    ],
    ["a port that there is not", { health: { port: 70_000 } }, "health.port", /from 1 to 65535/],
    ["questions without end", { health: { intervalInSeconds: 1 } }, "health.intervalInSeconds", /from 5 to 60/],
    ["answers without end", { health: { numberOfProbes: 25 } }, "health.numberOfProbes", /from 1 to 24/],
    ["a day of grace", { health: { gracePeriod: 86_400 } }, "health.gracePeriod", /from 5 to 14400/],
    [
      "a verification that there is not",
      { verification: { channel: "ssh" as "none" } },
      "verification.channel",
      /choose one of customScript, none/,
    ],
    ["a hasty verification", { verification: { timeoutSeconds: 5 } }, "verification.timeoutSeconds", /from 60 to 3600/],
    ["a dump disk that may not hold a dump", { dumpDisk: { sizeGiB: 6 } }, "dumpDisk.sizeGiB", /at least 7/],
    [
      "a fate of the dump disk that there is not",
      { dumpDisk: { deleteOption: "Keep" as "Detach" } },
      "dumpDisk.deleteOption",
      /choose one of Delete, Detach/,
    ],
    [
      "more disks than the size takes",
      { vmSize: "Standard_B1s", dumpDisk: {}, dataDisks: [blank, { ...blank, lun: 2 }] },
      "dataDisks",
      /3 disks are given, the dump disk included, and Standard_B1s takes 2/,
    ],
    [
      "accelerated networking of a size without it",
      { vmSize: "Standard_B2s", enableAcceleratedNetworking: true },
      "enableAcceleratedNetworking",
      /Standard_B2s has no accelerated networking/,
    ],
    ["two disks at one LUN", { dataDisks: [blank, blank] }, "dataDisks[1].lun", /1 is another disk's/],
    ["a disk at the dump disk's LUN", { dumpDisk: {}, dataDisks: [{ ...blank, lun: 0 }] }, "dataDisks[0].lun", /0 is/],
    [
      "a disk of no size",
      { dataDisks: [{ lun: 1 } as typeof blank] },
      "dataDisks[0].sizeGiB",
      /there is none: give sizeGiB$/,
    ],
    [
      "a cache that there is not",
      { dataDisks: [{ ...blank, caching: "Some" as "None" }] },
      "dataDisks[0].caching",
      /None/,
    ],
    [
      "a fate of a data disk that there is not",
      { dataDisks: [{ ...blank, deleteOption: "Keep" as "Detach" }] },
      "dataDisks[0].deleteOption",
      /choose one of Delete, Detach/,
    ],
  ]);

  it("names everything that is wrong, and itself, in one error", () => {
    assert.throws(
      () => new HardenedVmScaleSet("web", { ...requiredOfSet, release: "centos-7", capacity: -1, sshPublicKeys: [] }),
      (error: unknown) => {
        assert.ok(pulumi.InputPropertiesError.isInstance(error));
        assert.match(error.message, /^HardenedVmScaleSet "web" cannot be made:\n {2}release: /);
        const paths = error.errors.map(({ propertyPath }) => propertyPath);
        assert.deepEqual(paths.sort(), ["capacity", "release", "sshPublicKeys"]);
        return true;
      },
    );
  });
});
