import assert from "node:assert/strict";
import { crashKernelMiB, crashKernelOnCommandLine, formatCrashKernel, parseCrashKernel } from "azure-kdump-core";
import fc from "fast-check";
import { runs } from "../runs";

const mebibyte = 1024n * 1024n;

describe("crashKernelMiB", () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ["256M", 4096, 256],
    ["0x10000000", 4096, 256],
    ["0.5G", 4096, 0],
    ["1G", 4096, 1024],
    ["512M@16M", 4096, 512],
    ["512M,high", 4096, 512],
    ["512M,low", 4096, 0],
    ["512M,cma", 4096, 0],
    ["1G-4G:192M,4G-64G:256M,64G-:512M", 8192, 256],
    ["1G-4G:192M,4G-64G:256M,64G-:512M", 512, 0],
    ["1G-4G:192M,4G-64G:256M,64G-:512M", 262144, 512],
    // A nominal 4 GiB has a little less: it is still in the range below.
    ["1G-4G:192M,4G-64G:256M,64G-:512M", 4096, 192],
    // A range that begins at exactly the nominal size may not be reached.
    ["2G-:256M", 2048, 0],
    // The kernel gives up on the list at a size that the machine does not have.
    ["0-1G:8G,1G-:256M", 4096, 0],
    ["1G-4G:256M,64G-:8G", 2048, 256],
    ["auto", 4096, 0],
    ["", 4096, 0],
    ["256MB", 4096, 0],
    ["4G-1G:256M", 4096, 0],
    ["8G", 4096, 0],
    ["256M", 0, 0],
    ["256M", Number.NaN, 0],
    ["256M", Number.POSITIVE_INFINITY, 0],
    ["256M", 1024.5, 256],
  ];
  for (const [crashkernel, memoryMiB, expected] of cases) {
    it(`"${crashkernel}" reserves ${expected} MiB of ${memoryMiB} MiB`, () => {
      assert.equal(crashKernelMiB(crashkernel, memoryMiB), expected);
    });
  }

  // Documentation/admin-guide/kdump/kdump.rst: below 512M nothing, between 512M and 2G 64M, above 2G 128M.
  const documented = "512M-2G:64M,2G-:128M";
  for (const [memoryMiB, expected] of [
    [256, 0],
    [511, 0],
    [513, 64],
    [1024, 64],
    [2047, 64],
    [2049, 128],
    [65536, 128],
  ] as const) {
    it(`agrees with the kernel's documentation on ${documented} at ${memoryMiB} MiB`, () => {
      assert.equal(crashKernelMiB(documented, memoryMiB), expected);
    });
  }
});

describe("parseCrashKernel", () => {
  it("reads the forms of the kernel's documentation", () => {
    assert.deepEqual(parseCrashKernel("64M@16M"), { kind: "size", size: 64n * mebibyte, offset: 16n * mebibyte });
    assert.deepEqual(parseCrashKernel("256M,low"), { kind: "size", size: 256n * mebibyte, placement: "low" });
    assert.deepEqual(parseCrashKernel("512M-2G:64M,2G-:128M@16M"), {
      kind: "ranges",
      ranges: [
        { from: 512n * mebibyte, to: 2048n * mebibyte, size: 64n * mebibyte },
        { from: 2048n * mebibyte, size: 128n * mebibyte },
      ],
      offset: 16n * mebibyte,
    });
    assert.deepEqual(parseCrashKernel("auto"), { kind: "auto" });
  });

  it("reads numbers as the kernel does: octal, hexadecimal, units in either case", () => {
    for (const spelling of ["1G", "1g", "1024M", "0x400M", "02000M", "0x40000000", "1048576K"]) {
      assert.deepEqual(parseCrashKernel(spelling), { kind: "size", size: 1024n * mebibyte }, spelling);
    }
    assert.deepEqual(parseCrashKernel("1T"), { kind: "size", size: 1024n * 1024n * mebibyte });
  });

  const refused = [
    "",
    "M",
    "256MB",
    "256M@",
    "256M@x",
    "256M,top",
    "256M@16M,high",
    "-1G:256M",
    "1G-4G",
    "1G-4G:",
    "1G:256M",
    "4G-4G:256M",
    "4G-1G:256M",
    "1G-4G:256M,",
    "1G-4G:256M,512M",
    "1G-4G:256M@16M@16M",
    "1G-4G:256M@",
    "1G-4G:256M,high",
    "08M",
    "1.5G",
    "AUTO",
  ];
  for (const text of refused) {
    it(`refuses "${text}"`, () => {
      assert.equal(parseCrashKernel(text), undefined);
    });
  }

  const bytes = fc.bigInt({ min: 0n, max: 1n << 45n });
  const optional = <Value>(name: string, value: fc.Arbitrary<Value>) =>
    fc.option(value, { nil: undefined }).map((given) => (given === undefined ? {} : { [name]: given }));
  const anyCrashKernel = fc.oneof(
    fc.constant({ kind: "auto" as const }),
    fc
      .tuple(bytes, fc.oneof(optional("offset", bytes), optional("placement", fc.constantFrom("high", "low", "cma"))))
      .map(([size, rest]) => ({ kind: "size" as const, size, ...rest })),
    fc
      .tuple(
        fc.array(
          fc
            .tuple(bytes, bytes, bytes, fc.boolean())
            .map(([from, length, size, open]) => ({ from, ...(open ? {} : { to: from + length + 1n }), size })),
          { minLength: 1, maxLength: 5 },
        ),
        optional("offset", bytes),
      )
      .map(([ranges, rest]) => ({ kind: "ranges" as const, ranges, ...rest })),
  );

  it("gives back what formatCrashKernel wrote", () => {
    fc.assert(
      fc.property(anyCrashKernel, (crashkernel) => {
        assert.deepEqual(parseCrashKernel(formatCrashKernel(crashkernel)), crashkernel);
      }),
      { seed: 11, numRuns: runs(1000) },
    );
  });

  it("writes the shortest spelling, in units that every kernel knows", () => {
    for (const [text, shortest] of [
      ["1024M", "1G"],
      ["1T", "1024G"],
      ["0x100000", "1M"],
      ["1G-4096M:262144K,4G-:512M@16M", "1G-4G:256M,4G-:512M@16M"],
      ["0", "0"],
    ] as const) {
      assert.equal(formatCrashKernel(parseCrashKernel(text) ?? { kind: "auto" }), shortest);
    }
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), fc.double(), (text, memoryMiB) => {
        parseCrashKernel(text);
        assert.equal(typeof crashKernelMiB(text, memoryMiB), "number");
      }),
      { seed: 12, numRuns: runs(1000) },
    );
  });
});

describe("crashKernelOnCommandLine", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["root=/dev/sda1 ro", undefined],
    ["crashkernel=384M-:128M", "384M-:128M"],
    ["crashkernel=384M-:128M quiet crashkernel=512M\n", "512M"],
    ["crashkernel=512M crashkernel=auto", "auto"],
    ["crashkernel=512M crashkernel=1G,high crashkernel=128M,low", "512M"],
    ["crashkernel=128M,low crashkernel=1G,high", "1G,high"],
    ["crashkernel=128M,low", "128M,low"],
    ["xcrashkernel=1G", undefined],
    ["crashkernel=", ""],
  ];
  for (const [commandLine, expected] of cases) {
    it(`finds ${String(expected)} in "${commandLine.trim()}"`, () => {
      assert.equal(crashKernelOnCommandLine(commandLine), expected);
    });
  }
});
