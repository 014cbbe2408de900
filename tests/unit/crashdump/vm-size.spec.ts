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
    ["Standard_DC4as_v5", { confidential: true }],
    ["Standard_D2_v3", { premiumStorage: false }],
    ["Standard_D2s_v3", { premiumStorage: true }],
    ["Standard_DS2_v2", { premiumStorage: true }],
    ["Standard_M64", { premiumStorage: true }],
    ["Basic_A1", { premiumStorage: false }],
    ["Standard_NC24ads_A100_v4", { architecture: "x64", confidential: false }],
    ["standard_dc4as_v5", { confidential: true, memoryMiB: 16384 }],
    ["STANDARD_D4PS_V6", { architecture: "arm64", diskControllers: ["NVMe"], memoryMiB: 16384 }],
    ["Standard_DC4as_cc_v5", { confidential: false }],
    ["Standard_DC4s_v3", { confidential: false, generations: [2] }],
    ["Standard_EC8ads_v6", { confidential: true }],
    ["Standard_D2_v3", { generations: [1] }],
    ["Standard_D2_v4", { generations: [1, 2] }],
    ["Standard_DS2_v2", { generations: [1, 2] }],
    ["Standard_D2_v2_Promo", { generations: [1], memoryMiB: 7168 }],
    ["Standard_E4_v3", { generations: [1] }],
    ["Standard_M64s", { generations: [1, 2] }],
    ["Standard_M208s_v2", { generations: [2] }],
    ["Standard_M24s_v3", { diskControllers: ["SCSI", "NVMe"] }],
    ["Standard_L8s_v4", { generations: [2], diskControllers: ["NVMe"] }],
    ["Standard_L8s_v3", { generations: [1, 2], diskControllers: ["SCSI"] }],
    ["Standard_NC6", { generations: [1] }],
    ["Standard_NC6s_v3", { generations: [1, 2] }],
    ["Standard_ND40rs_v2", { generations: [2] }],
  ];
  for (const [name, expected] of cases) {
    it(`reads ${name}`, () => {
      const size = vmSizeOf(name);
      for (const [property, value] of Object.entries(expected)) {
        assert.deepEqual(size?.[property as keyof VmSize], value, property);
      }
    });
  }

  const memoryGiB: Readonly<Record<string, number | undefined>> = {
    Basic_A0: 0.75,
    Standard_A1: 1.75,
    Standard_A9: 112,
    Standard_A2_v2: 4,
    Standard_A4m_v2: 32,
    Standard_B1ls: 0.5,
    Standard_B2s: 4,
    Standard_B4pls_v2: 8,
    Standard_D1: 3.5,
    Standard_D5_v2: 56,
    "Standard_DS13-4_v2": 56,
    Standard_DS14_v2: 112,
    Standard_D64s_v3: 256,
    Standard_D96ads_v5: 384,
    Standard_D128ls_v6: 256,
    Standard_D192s_v6: 768,
    Standard_D8pds_v5: 32,
    Standard_D4as_v7: 16,
    Standard_DC2s_v2: 8,
    Standard_DC2s_v3: 16,
    Standard_E48s_v3: 384,
    Standard_E64is_v3: 432,
    "Standard_E64-16s_v3": 432,
    Standard_E64ds_v4: 504,
    Standard_E64as_v4: 512,
    Standard_E96as_v4: 672,
    Standard_E64s_v5: 512,
    Standard_E96s_v5: 672,
    Standard_E96bds_v5: 672,
    Standard_E104ids_v5: 672,
    Standard_E112iads_v5: 672,
    Standard_E20ps_v5: 160,
    Standard_E32ps_v5: 208,
    Standard_E96s_v6: 768,
    Standard_E96as_v6: 672,
    Standard_E96pds_v6: 672,
    Standard_E128s_v6: 1024,
    Standard_E192is_v6: 1832,
    Standard_E160as_v7: 1280,
    Standard_E96s_v7: undefined,
    Standard_F1: 2,
    Standard_F16s: 32,
    Standard_F72s_v2: 144,
    Standard_F4als_v6: 8,
    Standard_F4as_v6: 16,
    Standard_F4ams_v7: 32,
    Standard_FX12mds: 252,
    Standard_GS3: 112,
    Standard_H16mr: 224,
    Standard_L8s: 64,
    Standard_L80s_v2: 640,
    Standard_L16as_v3: 128,
    Standard_L2s_v4: 16,
    "Standard_M8-2ms": 218,
    Standard_M32ts: 192,
    Standard_M128s: 2000,
    Standard_M416ms_v2: 11400,
    Standard_M12ds_v3: 240,
    Standard_NC4as_T4_v3: 28,
    Standard_NC6s_v3: 112,
    Standard_NC24rs_v3: 448,
    Standard_NC24ads_A100_v4: 220,
    Standard_ND96amsr_A100_v4: 1900,
    Standard_NV6ads_A10_v5: 55,
    Standard_NV12s_v3: 112,
    Standard_NV8as_v4: 28,
    Standard_X9: undefined,
  };
  for (const [name, giB] of Object.entries(memoryGiB)) {
    it(`knows ${giB === undefined ? "nothing of the memory" : `the ${giB} GiB`} of ${name}`, () => {
      assert.equal(vmSizeOf(name)?.memoryMiB, giB === undefined ? undefined : giB * 1024);
    });
  }

  it("says nothing of a name that follows no convention", () => {
    assert.equal(vmSizeOf("large"), undefined);
    assert.equal(vmSizeOf("constructor"), undefined);
  });
});
