import assert from "node:assert/strict";
import { type Architecture, crashKernelMiB, harden, type ReleaseName, vendorCrashKernel } from "azure-kdump-core";
import { platforms, titleOf } from "../platforms";

describe("the vendor's own reservation", () => {
  for (const platform of platforms) {
    it(`is never more than ours, from 1 GiB up, on ${titleOf(platform)}`, () => {
      const { crashkernel } = harden(platform);
      for (let memoryMiB = 1024; memoryMiB <= 16 * 1024 * 1024; memoryMiB = Math.ceil(memoryMiB * 1.37)) {
        const [ours, theirs] = [crashkernel, vendorCrashKernel(platform)].map((value) =>
          crashKernelMiB(value, memoryMiB),
        );
        assert.ok((ours ?? 0) >= (theirs ?? 0), `${String(ours)} < ${String(theirs)} at ${memoryMiB}`);
      }
    });
  }

  const own: readonly (readonly [ReleaseName, Architecture, memoryMiB: number, reservedMiB: number])[] = [
    ["debian-12", "x64", 1024, 128],
    ["debian-12", "x64", 8192, 128],
    ["debian-13", "x64", 8192, 192],
    ["debian-12", "arm64", 8192, 512],
    ["ubuntu-20.04", "x64", 8192, 192],
    ["ubuntu-24.04", "x64", 8192, 512],
    ["ubuntu-20.04", "arm64", 8192, 512],
  ];
  for (const [release, architecture, memoryMiB, reservedMiB] of own) {
    it(`is ${reservedMiB} MiB of ${memoryMiB} MiB on ${release} ${architecture}`, () => {
      const value = vendorCrashKernel({ release, architecture, generation: 2 });
      assert.equal(crashKernelMiB(value, memoryMiB), reservedMiB);
    });
  }
});
