import { crashKernelMiB, parseCrashKernel } from "./crashkernel";
import type { Platform } from "./platform";
import { defaultCrashKernel } from "./recipes/crashkernel";

/** How makedumpfile compresses a dump. Only what every supported release's makedumpfile is built with. */
export type Compression = "lzo" | "zlib" | "none";

export interface CrashDumpOptions {
  /** Seconds from a panic to the reboot where no capture kernel takes over: 1 to 60. Default 5. */
  readonly panicTimeoutSeconds?: number;
  /** Directory that receives dumps, on a persistent disk. Default /var/crash. */
  readonly dumpPath?: string;
  /** makedumpfile's dump level, 0 (everything) to 31 (kernel pages only). Default 31. */
  readonly dumpLevel?: number;
  /** Default lzo: three to four times as fast as zlib in the one CPU of a capture kernel, a third larger. */
  readonly compression?: Compression;
  /** How many dumps are kept, newest first: 1 to 100. Default 3. */
  readonly dumpsKept?: number;
  /** Value of `crashkernel=` on the kernel command line. Default: the release's table by memory. */
  readonly crashkernel?: string;
}

export type CrashDumpSettings = Required<CrashDumpOptions>;

/** Why a property's value cannot be used. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
}

/** Options with every default filled in, in one order. */
export function settingsOf(platform: Platform, options: CrashDumpOptions): CrashDumpSettings {
  return {
    panicTimeoutSeconds: options.panicTimeoutSeconds ?? 5,
    dumpPath: options.dumpPath ?? "/var/crash",
    dumpLevel: options.dumpLevel ?? 31,
    compression: options.compression ?? "lzo",
    dumpsKept: options.dumpsKept ?? 3,
    crashkernel: options.crashkernel ?? defaultCrashKernel(platform),
  };
}

/** Everything that is wrong with these options on this platform; empty when they can be used. */
export function optionProblems(platform: Platform, options: CrashDumpOptions): readonly Problem[] {
  const settings = settingsOf(platform, options);
  return [
    integer("panicTimeoutSeconds", settings.panicTimeoutSeconds, 1, 60, "seconds"),
    integer("dumpLevel", settings.dumpLevel, 0, 31, "makedumpfile's dump levels"),
    integer("dumpsKept", settings.dumpsKept, 1, 100, "dumps"),
    compressionProblem(settings.compression),
    dumpPathProblem(settings.dumpPath),
    crashKernelProblem(settings.crashkernel, platform),
  ].filter((problem) => problem !== undefined);
}

function integer(property: string, value: number, least: number, most: number, what: string): Problem | undefined {
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  return {
    property,
    reason: `${String(value)} is not allowed: give a whole number from ${least} to ${most} (${what})`,
  };
}

function compressionProblem(compression: string): Problem | undefined {
  if (["lzo", "zlib", "none"].includes(compression)) return undefined;
  // Debian's makedumpfile ignores -z and -p when built without them and writes an uncompressed dump with exit code 0.
  return { property: "compression", reason: `"${compression}" is not allowed: choose "lzo", "zlib" or "none"` };
}

/** Directories that are empty after a reboot, or lie on the temporary disk, which a host move discards. */
const volatileDirectories = /^\/(tmp|var\/tmp|run|var\/run|dev|proc|sys|mnt)(\/|$)/;

function dumpPathProblem(dumpPath: string): Problem | undefined {
  const property = "dumpPath";
  if (!/^(\/[A-Za-z0-9_][A-Za-z0-9._-]*)+$/.test(dumpPath)) {
    return { property, reason: `"${dumpPath}" is not allowed: give an absolute path of letters, digits, . _ and -` };
  }
  if (volatileDirectories.test(dumpPath)) {
    return {
      property,
      reason: `"${dumpPath}" does not outlive a reboot or a host move: choose a directory on a persistent disk, such as /var/crash`,
    };
  }
  return undefined;
}

/** Below this no capture kernel of Debian 12 survived; EL's own smallest default is larger. */
const leastReservationMiB = 128;

function crashKernelProblem(crashkernel: string, { memoryMiB }: Platform): Problem | undefined {
  const property = "crashkernel";
  if (parseCrashKernel(crashkernel) === undefined) {
    return {
      property,
      reason: `"${crashkernel}" is not allowed: give a size such as 512M, or ranges such as 1G-4G:256M,4G-:512M`,
    };
  }
  if (memoryMiB === undefined) return undefined;
  const reserved = crashKernelMiB(crashkernel, memoryMiB);
  if (reserved < leastReservationMiB) {
    return {
      property,
      reason: `"${crashkernel}" reserves ${reserved} MiB of this VM's ${memoryMiB} MiB, and a capture kernel needs ${leastReservationMiB}: choose a larger VM size or another value`,
    };
  }
  if (reserved * 2 > memoryMiB) {
    return {
      property,
      reason: `"${crashkernel}" reserves ${reserved} MiB, more than half of this VM's ${memoryMiB} MiB: choose a larger VM size or another value`,
    };
  }
  return undefined;
}
