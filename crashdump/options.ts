import type { Platform } from "./platform";
import { defaultCrashKernel } from "./recipes/crashkernel";
import { type KdumpDialect, releases } from "./releases";

/** How makedumpfile compresses a dump; {@link compressions} says what a release's own can do. */
export type Compression = "lzo" | "zlib" | "snappy" | "zstd" | "none";

/** A data disk of the VM that receives dumps in place of the OS disk. */
export interface DumpDisk {
  /** Logical unit number under which Azure attaches the disk: 0 to 63. */
  readonly lun: number;
}

export interface CrashDumpOptions {
  /** Seconds from a panic to the reboot where no capture kernel takes over: 1 to 60. Default 5. */
  readonly panicTimeoutSeconds?: number;
  /**
   * Panic on an oops, which otherwise leaves a limping machine and no dump. Default true; false leaves it as the image
   * has it.
   */
  readonly panicOnOops?: boolean;
  /** Panic on an operator's NMI, which Hyper-V delivers as unknown: a dump of a hung VM. x64 only. Default true. */
  readonly panicOnUnknownNmi?: boolean;
  /** Panic when a CPU is stuck in the kernel; a stall during host maintenance looks the same. Default false. */
  readonly panicOnSoftLockup?: boolean;
  /** Panic when a task waits for two minutes; a stalled disk looks the same. Default false. */
  readonly panicOnHungTask?: boolean;
  /** Allow every SysRq key, so that a crash can be asked for on the serial console. Default: as the image has it. */
  readonly sysrq?: boolean;
  /** Directory that receives dumps, on a persistent disk; made readable by root alone. Default /var/crash. */
  readonly dumpPath?: string;
  /** makedumpfile's dump level, 0 (everything) to 31 (kernel pages only). Default 31. */
  readonly dumpLevel?: number;
  /**
   * Default lzo, three to four times as fast as zlib in the one CPU of a capture kernel and a third larger; on EL 6
   * zlib, which is what its vendor configures.
   */
  readonly compression?: Compression;
  /** How many dumps are kept, newest first: 1 to 100. Default 3. */
  readonly dumpsKept?: number;
  /** Value of `crashkernel=` on the kernel command line. Default: the release's table by memory. */
  readonly crashkernel?: string;
  /** Default: dumps go to the OS disk. The disk is formatted when it is blank, and mounted at the dump path. */
  readonly dumpDisk?: DumpDisk;
  /** Forbid loading any other kernel by kexec once the capture kernel is armed, until the next boot. Default false. */
  readonly lockKexec?: boolean;
}

/** Options with every default filled in; without a dump disk unless one was asked for. */
export type CrashDumpSettings = Required<Omit<CrashDumpOptions, "dumpDisk">> & Pick<CrashDumpOptions, "dumpDisk">;

/** Why a property's value cannot be used. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
}

/**
 * What each makedumpfile was built with, the default first. It ignores an unknown method and writes an uncompressed
 * dump with exit code 0. EL: the build lines of each release's spec file; Debian 12's own: run.
 */
export const compressions: Readonly<Record<KdumpDialect, readonly [Compression, ...Compression[]]>> = {
  el6: ["zlib", "lzo", "snappy", "none"],
  el7: ["lzo", "zlib", "snappy", "none"],
  el8: ["lzo", "zlib", "snappy", "none"],
  el9: ["lzo", "zlib", "snappy", "none"],
  el10: ["lzo", "zlib", "snappy", "zstd", "none"],
  "kdump-tools": ["lzo", "zlib", "none"],
};

/** Options with every default filled in, in one order. */
export function settingsOf(platform: Platform, options: CrashDumpOptions): CrashDumpSettings {
  const { dumpDisk } = options;
  return {
    panicTimeoutSeconds: options.panicTimeoutSeconds ?? 5,
    panicOnOops: options.panicOnOops ?? true,
    panicOnUnknownNmi: options.panicOnUnknownNmi ?? platform.architecture === "x64",
    panicOnSoftLockup: options.panicOnSoftLockup ?? false,
    panicOnHungTask: options.panicOnHungTask ?? false,
    sysrq: options.sysrq ?? false,
    dumpPath: options.dumpPath ?? "/var/crash",
    dumpLevel: options.dumpLevel ?? 31,
    compression: options.compression ?? compressions[releases[platform.release].dialect][0],
    dumpsKept: options.dumpsKept ?? 3,
    crashkernel: options.crashkernel ?? defaultCrashKernel(platform),
    ...(dumpDisk === undefined ? {} : { dumpDisk: { lun: dumpDisk.lun } }),
    lockKexec: options.lockKexec ?? false,
  };
}
