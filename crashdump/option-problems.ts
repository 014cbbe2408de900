import { crashKernelMiB, parseCrashKernel } from "./crashkernel";
import { type CrashDumpOptions, type CrashDumpSettings, compressions, type Problem, settingsOf } from "./options";
import type { Platform } from "./platform";
import { leastReservationMiB } from "./recipes/crashkernel";
import { releases } from "./releases";

/** Everything that is wrong with these options on this platform; empty when they can be used. */
export function optionProblems(platform: Platform, options: CrashDumpOptions): readonly Problem[] {
  const settings = settingsOf(platform, options);
  return [
    integer("panicTimeoutSeconds", settings.panicTimeoutSeconds, 1, 60, "seconds"),
    ...switches.map((property) => boolean(property, settings[property])),
    oopsProblem(settings, platform),
    unknownNmiProblem(settings, platform),
    dumpPathProblem(settings.dumpPath),
    integer("dumpLevel", settings.dumpLevel, 0, 31, "makedumpfile's dump levels"),
    compressionProblem(settings.compression, platform),
    integer("dumpsKept", settings.dumpsKept, 1, 100, "dumps"),
    crashKernelProblem(settings.crashkernel, platform),
    ...dumpDiskProblems(settings, platform),
    lockProblem(settings, platform),
  ].filter((problem) => problem !== undefined);
}

function integer(property: string, value: number, least: number, most: number, what: string): Problem | undefined {
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  return {
    property,
    reason: `${String(value)} is not allowed: give a whole number from ${least} to ${most} (${what})`,
  };
}

const switches = [
  "panicOnOops",
  "panicOnUnknownNmi",
  "panicOnSoftLockup",
  "panicOnHungTask",
  "sysrq",
  "lockKexec",
] as const satisfies readonly (keyof CrashDumpSettings)[];

function boolean(property: string, value: unknown): Problem | undefined {
  if (typeof value === "boolean") return undefined;
  return { property, reason: `${JSON.stringify(value)} is not allowed: give true or false` };
}

function oopsProblem({ panicOnOops }: CrashDumpSettings, { release }: Platform): Problem | undefined {
  if (panicOnOops || releases[release].dialect !== "kdump-tools") return undefined;
  // Since kdump-tools 1.6.7-4.
  const reason = `kdump-config sets kernel.panic_on_oops by itself on ${release}: leave it out`;
  return { property: "panicOnOops", reason };
}

function unknownNmiProblem({ panicOnUnknownNmi }: CrashDumpSettings, { architecture }: Platform): Problem | undefined {
  if (architecture === "x64" || !panicOnUnknownNmi) return undefined;
  return { property: "panicOnUnknownNmi", reason: `${architecture} kernels have no such setting: leave it out` };
}

/** Directories that are empty after a reboot, or lie on the temporary disk, which a host move discards. */
const volatileDirectories = /^\/(tmp|var\/tmp|run|var\/run|dev|proc|sys|mnt)(\/|$)/;

/** The dump path becomes root's alone, and a dump disk hides what was there: not where others live. */
const sharedDirectories =
  /^\/((home|media|opt|root|srv|var|var\/(cache|lib|log|spool))$|(bin|boot|etc|lib|lib64|sbin|usr)(\/|$))/;

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
  if (sharedDirectories.test(dumpPath)) {
    return {
      property,
      reason: `"${dumpPath}" is the system's, and a dump directory becomes readable by root alone: choose one of its own, such as /var/crash`,
    };
  }
  return undefined;
}

function compressionProblem(compression: string, { release }: Platform): Problem | undefined {
  const supported: readonly string[] = compressions[releases[release].dialect];
  if (supported.includes(compression)) return undefined;
  return {
    property: "compression",
    reason: `"${compression}" is not what the makedumpfile of ${release} can do: choose ${supported.join(", ")}`,
  };
}

function crashKernelProblem(crashkernel: string, platform: Platform): Problem | undefined {
  const { release, memoryMiB } = platform;
  const problem = (reason: string): Problem => ({ property: "crashkernel", reason: `"${crashkernel}" ${reason}` });
  const parsed = /\s/.test(crashkernel) ? undefined : parseCrashKernel(crashkernel);
  if (parsed === undefined || parsed.kind === "auto") {
    return problem("is not allowed: give a size such as 512M, or ranges such as 1G-4G:256M,4G-:512M");
  }
  if (parsed.offset !== undefined && parsed.offset > 0n) {
    return problem("asks for a fixed address, where the kernel itself may lie: leave the address out");
  }
  if (parsed.kind === "size" && (parsed.placement === "low" || parsed.placement === "cma")) {
    return problem("reserves nothing by itself: give a size without it");
  }
  if (/[tpe]/i.test(crashkernel.replace(",high", "")) && ["el6", "el7"].includes(releases[release].dialect)) {
    return problem(`needs units that the kernel of ${release} does not know (Linux 3.17): write 1T as 1024G`);
  }
  const least = leastReservationMiB(platform);
  if (memoryMiB === undefined || least === undefined) return undefined;
  const reserved = crashKernelMiB(crashkernel, memoryMiB);
  if (reserved < least) {
    return problem(
      `reserves ${reserved} MiB of this VM's ${memoryMiB} MiB, and a capture kernel needs ${least}: choose a larger VM size or another value`,
    );
  }
  if (reserved * 2 > memoryMiB) {
    return problem(
      `reserves ${reserved} MiB, more than half of this VM's ${memoryMiB} MiB: choose a larger VM size or another value`,
    );
  }
  return undefined;
}

function dumpDiskProblems({ dumpDisk }: CrashDumpSettings, { release }: Platform): readonly (Problem | undefined)[] {
  if (dumpDisk === undefined) return [];
  if (releases[release].dialect === "el6") {
    return [{ property: "dumpDisk", reason: `there is no recipe for it on ${release}: leave it out` }];
  }
  return [integer("dumpDisk.lun", dumpDisk.lun, 0, 63, "logical unit numbers")];
}

function lockProblem({ lockKexec }: CrashDumpSettings, { release }: Platform): Problem | undefined {
  if (!lockKexec || releases[release].dialect !== "el6") return undefined;
  // Linux 3.14 brought kernel.kexec_load_disabled.
  return { property: "lockKexec", reason: `the kernel of ${release} cannot lock kexec: leave it out` };
}
