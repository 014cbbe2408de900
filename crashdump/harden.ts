import { optionProblems } from "./option-problems";
import { type CrashDumpOptions, type CrashDumpSettings, type Problem, settingsOf } from "./options";
import { type Platform, recipeOf } from "./platform";
import { platformProblems } from "./platform-problems";
import { bootLoaderRecipe, kernelArgumentsOf } from "./recipes/boot-loader";
import { configureScript } from "./recipes/configure";
import { dumpDiskFiles } from "./recipes/dump-disk";
import { kdumpConf } from "./recipes/kdump-conf";
import { kdumpTools, privateDumps } from "./recipes/kdump-tools";
import { kexecLock } from "./recipes/kexec-lock";
import { recordFile, recordLine } from "./recipes/record";
import { reserveScript } from "./recipes/reserve";
import { retention } from "./recipes/retention";
import { servicesOf } from "./recipes/services";
import type { GuestFile } from "./recipes/shell";
import { sysctlFile } from "./recipes/sysctl";
import { type Release, releases } from "./releases";

/**
 * The recipes' revision. The same revision, platform and options give the same bytes for ever, because a changed
 * customData replaces a VM; a changed recipe is a new revision.
 */
export const revision = 1;

/** What makes one platform come back from a panic with a dump. */
export interface Hardening {
  readonly platform: Platform;
  readonly revision: number;
  readonly settings: CrashDumpSettings;
  /** Value of `crashkernel=` on the kernel command line. */
  readonly crashkernel: string;
  readonly packages: readonly string[];
  /** systemd unit, or SysV service, that loads the capture kernel at boot. */
  readonly unit: string;
  /** Path of the file that configures kdump. */
  readonly kdumpConfiguration: string;
  /** Every file that the two scripts write, and which of them does. */
  readonly files: readonly (GuestFile & { readonly writtenBy: "reserve" | "configure" })[];
  /** Boothook: runs first, at every boot; reboots at most once. */
  readonly reserve: string;
  /** Shell script: runs last, once. */
  readonly configure: string;
}

/** Options or a platform that no hardening exists for; `problems` names every one. */
export class HardeningError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    this.name = "HardeningError";
  }
}

/**
 * The hardening of a platform: files, packages and the two scripts that put them in place.
 * Throws {@link HardeningError} with every problem of the platform and the options at once.
 */
export function harden(platform: Platform, options: CrashDumpOptions = {}): Hardening {
  const problems = hardeningProblems(platform, options);
  if (problems.length > 0) throw new HardeningError(problems);
  const settings = settingsOf(platform, options);
  const { packages, unit } = releases[platform.release];
  const sysctl = sysctlFile(settings);
  const kernelArguments = kernelArgumentsOf(settings);
  const bootLoader = bootLoaderRecipe(platform, kernelArguments);
  const reserved = [sysctl, ...bootLoader.files];
  const configured = kdumpFiles(platform, settings);
  const kdumpConfiguration = configured[0].path;
  const record = { revision, platform: recipeOf(platform), settings };
  const written = [
    ...configured,
    recordFile(record, { unit, packages, kdumpConfiguration }, [...reserved, ...configured]),
  ];
  const line = recordLine(record);
  return {
    platform,
    revision,
    settings,
    crashkernel: settings.crashkernel,
    packages,
    unit,
    kdumpConfiguration,
    files: [
      ...reserved.map((file) => ({ ...file, writtenBy: "reserve" as const })),
      ...written.map((file) => ({ ...file, writtenBy: "configure" as const })),
    ],
    reserve: reserveScript(line, kernelArguments, sysctl, bootLoader, servicesOf(platform.release)),
    configure: configureScript(line, platform.release, settings, written),
  };
}

/** Everything that keeps this platform from being hardened with these options; empty when `harden` succeeds. */
export function hardeningProblems(platform: Platform, options: CrashDumpOptions = {}): readonly Problem[] {
  const problems = platformProblems(platform);
  // Without a recipe no option means anything.
  if (problems.some(({ property }) => ["release", "architecture", "generation"].includes(property))) return problems;
  return [...problems, ...optionProblems(platform, options)];
}

/** The file that configures kdump, and those beside it. */
function kdumpFiles(platform: Platform, settings: CrashDumpSettings): readonly [GuestFile, ...GuestFile[]] {
  const { dialect, unit }: Release = releases[platform.release];
  const options = [
    ...(settings.dumpDisk === undefined ? [] : dumpDiskFiles(dialect, settings.dumpPath)),
    ...(settings.lockKexec ? kexecLock(unit) : []),
  ];
  return dialect === "kdump-tools"
    ? [kdumpTools(platform, settings), privateDumps, ...options]
    : [kdumpConf(dialect, platform, settings), ...retention(dialect, settings), ...options];
}
