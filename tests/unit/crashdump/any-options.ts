import { type CrashDumpOptions, compressions, type Platform, releases } from "azure-kdump-core";
import fc from "fast-check";

/** Options of every kind that this platform takes. */
export function anyOptionsOf({ release, architecture }: Platform): fc.Arbitrary<CrashDumpOptions> {
  const { dialect } = releases[release];
  const sysV = dialect === "el6";
  return fc.record(
    {
      panicTimeoutSeconds: fc.integer({ min: 1, max: 60 }),
      // kdump-config sets it by itself.
      panicOnOops: dialect === "kdump-tools" ? fc.constant(true) : fc.boolean(),
      panicOnUnknownNmi: architecture === "x64" ? fc.boolean() : fc.constant(false),
      panicOnSoftLockup: fc.boolean(),
      panicOnHungTask: fc.boolean(),
      sysrq: fc.boolean(),
      dumpPath: fc.constantFrom("/var/crash", "/srv/dumps", "/data/crash.d", "/data/crash-dumps"),
      dumpLevel: fc.integer({ min: 0, max: 31 }),
      compression: fc.constantFrom(...compressions[dialect]),
      dumpsKept: fc.integer({ min: 1, max: 100 }),
      crashkernel: fc.constantFrom("512M", "1G-4G:256M,4G-:512M", "1G,high", "512M@0"),
      ...(sysV ? {} : { dumpDisk: fc.record({ lun: fc.integer({ min: 0, max: 63 }) }), lockKexec: fc.boolean() }),
    },
    { requiredKeys: [] },
  );
}
