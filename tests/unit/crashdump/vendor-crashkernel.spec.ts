import assert from "node:assert/strict";
import { crashKernelMiB, harden, vendorCrashKernel } from "azure-kdump-core";
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
});
