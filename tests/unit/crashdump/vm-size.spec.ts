import assert from "node:assert/strict";
import { type VmSize, vmSizeOf } from "azure-kdump-core";

describe("vmSizeOf", () => {
  const cases: readonly (readonly [string, Partial<VmSize>])[] = [
    ["Standard_D2s_v5", { architecture: "x64", generations: [1, 2], diskControllers: ["SCSI"], memoryMiB: 8192 }],
    ["Standard_D2ls_v5", { memoryMiB: 4096 }],
    ["Standard_D4ps_v6", { architecture: "arm64", generations: [2], diskControllers: ["NVMe"], memoryMiB: 16384 }],
    ["Standard_E16-4s_v5", { memoryMiB: 131072 }],
    ["Standard_D2ads_v6", { generations: [2], diskControllers: ["NVMe"] }],
    ["Standard_A2_v2", { generations: [1] }],
    ["Standard_D1", { generations: [1] }],
    ["Basic_A0", { generations: [1] }],
    ["Standard_B1s", { memoryMiB: 1024 }],
    ["Standard_B2ts_v2", { memoryMiB: 1024 }],
    ["Standard_B2pts_v2", { architecture: "arm64", memoryMiB: 1024 }],
    ["Standard_B4als_v2", { architecture: "x64", memoryMiB: 8192 }],
    ["Standard_B32as_v2", { memoryMiB: 131072 }],
    ["Standard_B4ts_v2", { memoryMiB: undefined }],
    ["Standard_B1ms", { memoryMiB: 2048 }],
    ["Standard_B3ms", { memoryMiB: undefined }],
    ["Standard_F8s_v2", { memoryMiB: 16384 }],
    ["Standard_E4bds_v5", { diskControllers: ["SCSI", "NVMe"], memoryMiB: 32768 }],
    ["Standard_E4bs_v4", { diskControllers: ["SCSI"] }],
    ["Standard_D2ps_v5", { architecture: "arm64", generations: [2], diskControllers: ["SCSI"] }],
    ["Standard_E64s_v3", { memoryMiB: undefined }],
    ["Standard_DC4as_v5", { confidential: true }],
    ["Standard_NC24ads_A100_v4", { architecture: "x64", confidential: false }],
  ];
  for (const [name, expected] of cases) {
    it(`reads ${name}`, () => {
      const size = vmSizeOf(name);
      for (const [property, value] of Object.entries(expected)) {
        assert.deepEqual(size?.[property as keyof VmSize], value, property);
      }
    });
  }

  it("says nothing of a name that follows no convention", () => {
    assert.equal(vmSizeOf("large"), undefined);
    assert.equal(vmSizeOf("constructor"), undefined);
  });
});
