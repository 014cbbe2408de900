import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { HardenedVmArgs } from "azure-kdump";
import { at, type Json, refuses, vmOf } from "./vm";

describe("HardenedVm's image and guest", () => {
  const gallery = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/galleries/own/images/golden";
  const [shared, community] = ["/SharedGalleries/own/Images/golden", "/CommunityGalleries/theirs/Images/golden"];
  const terms = { name: "golden", product: "linux", publisher: "vendor" };
  const image = "storageProfile.imageReference";
  const taken: readonly (readonly [string, Partial<HardenedVmArgs>, Json])[] = [
    ["a gallery's image", { imageId: gallery }, { [image]: { id: gallery } }],
    ["a shared gallery's image", { imageId: shared }, { [image]: { sharedGalleryImageId: shared } }],
    ["a community gallery's", { imageId: community }, { [image]: { communityGalleryImageId: community } }],
    ["an image that is made too", { imageId: pulumi.output(shared) }, { [image]: { sharedGalleryImageId: shared } }],
    ["terms of a custom image", { imageId: gallery, plan: terms }, { plan: terms }],
    ["a host name", { computerName: "web-01" }, { "osProfile.computerName": "web-01" }],
    [
      "Azure's patching",
      { patchMode: "AutomaticByPlatform" },
      { "osProfile.linuxConfiguration.patchSettings.patchMode": "AutomaticByPlatform" },
    ],
    [
      "a storage account for the serial console",
      { bootDiagnosticsStorageUri: "https://logs.example.net/" },
      { "diagnosticsProfile.bootDiagnostics": { enabled: true, storageUri: "https://logs.example.net/" } },
    ],
    [
      "NVMe where the size has both",
      { vmSize: "Standard_E4bds_v5", diskControllerType: "NVMe" },
      { "storageProfile.diskControllerType": "NVMe" },
    ],
    [
      "nothing of it all",
      {},
      {
        "osProfile.computerName": "web",
        "osProfile.linuxConfiguration.patchSettings": undefined,
        "diagnosticsProfile.bootDiagnostics": { enabled: true },
        "storageProfile.diskControllerType": undefined,
        plan: undefined,
      },
    ],
  ];
  for (const [what, args, expected] of taken) {
    it(`takes ${what}`, async () => {
      const vm = await vmOf(args);
      for (const [property, value] of Object.entries(expected)) assert.deepEqual(at(vm, property), value, property);
    });
  }

  refuses([
    ["terms of the marketplace's image", { plan: terms }, "plan", /leave it out, or give imageId/],
    ["a host name of digits", { computerName: "2026" }, "computerName", /not digits alone/],
    ["a host name with a dot", { computerName: "web.example" }, "computerName", /letters, digits and -/],
    ["a patch mode that there is not", { patchMode: "Manual" as "ImageDefault" }, "patchMode", /ImageDefault, Auto/],
    [
      "a controller that the size has not",
      { diskControllerType: "NVMe" },
      "diskControllerType",
      /Standard_D2s_v5 has no NVMe: choose SCSI/,
    ],
    [
      "a controller that the generation cannot boot from",
      { diskControllerType: "NVMe", vmSize: "Standard_E4bds_v5", generation: 1, imageId: gallery },
      "diskControllerType",
      /generation 1 cannot boot from NVMe/,
    ],
    [
      "a controller that there is not",
      { diskControllerType: "IDE" as "SCSI" },
      "diskControllerType",
      /choose one of SCSI, NVMe/,
    ],
  ]);
});
