import assert from "node:assert/strict";
import { type VmSize, vmSizeOf } from "azure-kdump-core";

type Known = Pick<
  VmSize,
  "vCPUs" | "temporaryDisk" | "acceleratedNetworking" | "maxDataDisks" | "maxNetworkInterfaces"
>;
type Row = readonly [
  name: string,
  vCPUs: VmSize["vCPUs"],
  temporaryDisk: VmSize["temporaryDisk"],
  acceleratedNetworking: VmSize["acceleratedNetworking"],
  maxDataDisks: VmSize["maxDataDisks"],
  maxNetworkInterfaces: VmSize["maxNetworkInterfaces"],
];

function knownOf(name: string): Row {
  const size: Known = vmSizeOf(name) ?? assert.fail(name);
  return [
    name,
    size.vCPUs,
    size.temporaryDisk,
    size.acceleratedNetworking,
    size.maxDataDisks,
    size.maxNetworkInterfaces,
  ];
}

describe("vmSizeOf, of vCPUs, disks and interfaces", () => {
  const rows: readonly Row[] = [
    ["Basic_A3", 4, "SCSI", false, undefined, undefined],
    ["Standard_A8m_v2", 8, "SCSI", false, 16, 8],
    ["Standard_B2s", 2, "SCSI", false, 4, 3],
    ["Standard_B12ms", 12, "SCSI", true, 16, 6],
    ["Standard_B2ts_v2", 2, "none", true, 4, 2],
    ["Standard_B16ps_v2", 16, "none", true, 32, 4],
    ["Standard_D2", 2, "SCSI", false, undefined, undefined],
    ["Standard_DS1_v2", 1, "SCSI", false, 4, 2],
    ["Standard_DS13-4_v2", 4, "SCSI", true, 32, undefined],
    ["Standard_D15_v2", 20, "SCSI", true, 64, 8],
    ["Standard_D4s_v3", 4, "SCSI", true, 8, 2],
    ["Standard_D4s_v4", 4, "none", true, 8, 2],
    ["Standard_D4as_v4", 4, "SCSI", true, 8, 2],
    ["Standard_D4ds_v5", 4, "SCSI", true, 8, 2],
    ["Standard_D16ps_v5", 16, "none", true, 32, 4],
    ["Standard_D16s_v5", 16, "none", true, 32, 8],
    ["Standard_D2s_v6", 2, "none", true, 8, 2],
    ["Standard_D2as_v6", 2, "none", true, 4, 2],
    ["Standard_D2pds_v6", 2, "NVMe", true, 8, 2],
    // The page of the series was not read.
    ["Standard_D2nds_v6", 2, "NVMe", true, undefined, undefined],
    ["Standard_D2ds_v7", 2, "NVMe", true, 10, 3],
    ["Standard_D160ads_v7", 160, "NVMe", true, 64, 15],
    ["Standard_E80ids_v4", 80, "SCSI", true, 64, 8],
    ["Standard_E104is_v5", 104, "none", true, 64, 8],
    ["Standard_E16-4s_v5", 4, "none", true, 32, undefined],
    ["Standard_E20ds_v6", 20, "NVMe", true, 48, 8],
    ["Standard_E20pds_v5", 20, "SCSI", true, 32, 8],
    ["Standard_DC1s_v2", 1, "SCSI", false, 1, 1],
    // Azure's own pages and its API disagree.
    ["Standard_DC8s_v3", 8, "none", undefined, 32, 8],
    ["Standard_F16s_v2", 16, "SCSI", true, 32, 4],
    ["Standard_F64as_v6", 64, "none", true, 32, 8],
    ["Standard_F1ads_v7", 1, "NVMe", true, 10, 2],
    ["Standard_FX12mds", 12, "SCSI", true, 24, 4],
    ["Standard_FX12mds_v2", 12, "NVMe", true, 48, 4],
    ["Standard_L8s_v2", 8, "SCSI", true, 16, 2],
    ["Standard_L8s_v3", 8, "SCSI", true, 16, 4],
    ["Standard_L12aos_v4", 12, "NVMe", true, 32, 6],
    ["Standard_M64s", 64, "SCSI", true, 64, 8],
    ["Standard_M416ms_v2", 416, undefined, undefined, undefined, undefined],
    ["Standard_NC6", 6, "SCSI", undefined, undefined, undefined],
    ["Standard_NC8as_T4_v3", 8, "SCSI", true, 16, 4],
    ["Standard_NC24s_v3", 24, "SCSI", undefined, 32, 8],
    ["Standard_NC80adis_H100_v5", 80, "SCSI", true, 16, 4],
    ["Standard_NV6", 6, "SCSI", false, undefined, undefined],
    ["Standard_NV6ads_A10_v5", 6, "SCSI", true, 4, 1],
    ["Standard_NV36adms_A10_v5", 36, "SCSI", true, 32, 8],
    ["Standard_HB120rs_v3", 120, undefined, undefined, undefined, undefined],
  ];
  for (const row of rows) {
    it(`knows ${row[0]}`, () => assert.deepEqual(knownOf(row[0]), row));
  }

  it("leaves out what is not known, rather than to have it undefined", () => {
    assert.deepEqual(Object.keys(vmSizeOf("Standard_HB120rs_v3") ?? {}).sort(), [
      "architecture",
      "confidential",
      "diskControllers",
      "generations",
      "premiumStorage",
      "vCPUs",
    ]);
  });

  /**
   * The compute API's own answer of January 2024 (resourceSkus, East US), as Azure/karpenter-provider-azure keeps it in
   * pkg/fake/zz_generated.sku.eastus.go: vCPUsAvailable, whether MaxResourceVolumeMB is above 0,
   * AcceleratedNetworkingEnabled, MaxDataDiskCount, MaxNetworkInterfaces, MemoryGB, HyperVGenerations.
   */
  const api: readonly (readonly [...Row, giB: number, generations: readonly number[]])[] = [
    ["Standard_A0", 1, "SCSI", false, 1, 2, 0.75, [1]],
    ["Standard_B1s", 1, "SCSI", false, 2, 2, 1, [1, 2]],
    ["Standard_D16plds_v5", 16, "SCSI", true, 32, 4, 32, [2]],
    ["Standard_D2s_v3", 2, "SCSI", true, 4, 2, 8, [1, 2]],
    ["Standard_D2_v2", 2, "SCSI", true, 8, 2, 7, [1]],
    ["Standard_D2_v3", 2, "SCSI", true, 4, 2, 8, [1]],
    ["Standard_D2_v5", 2, "none", true, 4, 2, 8, [1, 2]],
    ["Standard_D4s_v3", 4, "SCSI", true, 8, 2, 16, [1, 2]],
    ["Standard_D64s_v3", 64, "SCSI", true, 32, 8, 256, [1, 2]],
    ["Standard_DC8s_v3", 8, "none", true, 32, 8, 64, [2]],
    ["Standard_DS2_v2", 2, "SCSI", true, 8, 2, 7, [1, 2]],
    ["Standard_F16s_v2", 16, "SCSI", true, 32, 4, 32, [1, 2]],
    ["Standard_M8-2ms", 2, "SCSI", true, 8, 2, 218.75, [1, 2]],
    ["Standard_NC16as_T4_v3", 16, "SCSI", true, 32, 8, 110, [1, 2]],
    ["Standard_NC24ads_A100_v4", 24, "SCSI", true, 8, 2, 220, [2]],
    ["Standard_NC6s_v3", 6, "SCSI", true, 12, 4, 112, [1, 2]],
  ];
  for (const [name, ...answer] of api) {
    it(`says nothing of ${name} that the compute API does not`, () => {
      const size = vmSizeOf(name) ?? assert.fail(name);
      const [giB, generations] = [answer[5], answer[6]];
      const memoryGiB = (size.memoryMiB ?? 0) / 1024;
      const [, ...known] = knownOf(name);
      assert.deepEqual(
        known,
        known.map((value, index) => (value === undefined ? undefined : answer[index])),
      );
      // The table leaves out a fraction of large ones.
      assert.ok(memoryGiB <= giB && memoryGiB > giB - 1, `${memoryGiB} of ${giB} GiB`);
      assert.deepEqual(size.generations, generations);
    });
  }
});
