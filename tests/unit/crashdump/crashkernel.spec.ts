import assert from "node:assert/strict";
import { crashKernelMiB } from "azure-kdump-core";

describe("crashKernelMiB", () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ["256M", 4096, 256],
    ["0.5G", 4096, 0],
    ["1G", 4096, 1024],
    ["512M@16M", 4096, 512],
    ["512M,high", 4096, 512],
    ["1G-4G:192M,4G-64G:256M,64G-:512M", 8192, 256],
    ["1G-4G:192M,4G-64G:256M,64G-:512M", 512, 0],
    ["1G-4G:192M,4G-64G:256M,64G-:512M", 262144, 512],
    // A nominal 4 GiB has a little less: it is still in the range below.
    ["1G-4G:192M,4G-64G:256M,64G-:512M", 4096, 192],
    // A range that begins at exactly the nominal size may not be reached.
    ["2G-:256M", 2048, 0],
    ["auto", 4096, 0],
    ["", 4096, 0],
    ["256MB", 4096, 0],
    ["4G-1G:256M", 4096, 0],
    ["8G", 4096, 0],
  ];
  for (const [crashkernel, memoryMiB, expected] of cases) {
    it(`"${crashkernel}" reserves ${expected} MiB of ${memoryMiB} MiB`, () => {
      assert.equal(crashKernelMiB(crashkernel, memoryMiB), expected);
    });
  }
});
