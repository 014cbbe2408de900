import assert from "node:assert/strict";
import { type Deployment, deploymentOf, notOnAzure } from "azure-kdump-sandbox/bin/guest/drill/cases";
import type { GuestRelease } from "azure-kdump-sandbox/bin/guest/releases";

describe("a drill's case", () => {
  const arm: Deployment = { generation: 1, trustedLaunch: false, vmSize: "Standard_D2ps_v6" };
  const table: readonly [title: string, release: GuestRelease, deployment: Deployment, reason: RegExp | undefined][] = [
    ["is played from a SCSI disk", "debian-11", deploymentOf("uefi"), undefined],
    ["is played under Secure Boot", "debian-11", deploymentOf("secure-boot"), undefined],
    ["is played from an NVMe disk where the image boots by NVMe", "debian-12", deploymentOf("nvme"), undefined],
    ["is left out where it does not", "debian-11", deploymentOf("nvme"), /debian-11 does not boot by NVMe/],
    ["is left out on a size by whose controller nothing boots so", "debian-12", arm, /does not boot by NVMe/],
  ];
  for (const [title, release, deployment, reason] of table) {
    it(title, () => {
      const found = notOnAzure(release, deployment);
      if (reason === undefined) assert.equal(found, undefined);
      else assert.match(found ?? "", reason);
    });
  }
});
