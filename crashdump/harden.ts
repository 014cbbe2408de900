import { type CrashDumpOptions, type CrashDumpSettings, optionProblems, type Problem, settingsOf } from "./options";
import { type Platform, recipeOf } from "./platform";
import { bootLoaderRecipe } from "./recipes/boot-loader";
import { configureScript } from "./recipes/configure";
import { kdumpConf } from "./recipes/kdump-conf";
import { kdumpTools, privateDumps } from "./recipes/kdump-tools";
import { recordLine } from "./recipes/record";
import { retention } from "./recipes/retention";
import { reserveScript } from "./recipes/reserve";
import type { GuestFile } from "./recipes/shell";
import { sysctlFile } from "./recipes/sysctl";
import { releaseNames, releases } from "./releases";

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
  /** systemd unit that loads the capture kernel at boot. */
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
  const { dialect, packages, unit } = releases[platform.release];
  const sysctl = sysctlFile(platform, settings);
  const bootLoader = bootLoaderRecipe(platform, settings.crashkernel);
  const kdumpFiles: readonly [GuestFile, ...GuestFile[]] =
    dialect === "kdump-tools"
      ? [kdumpTools(platform, settings), privateDumps]
      : [kdumpConf(dialect, settings), ...retention(settings)];
  const record = recordLine({ revision, platform: recipeOf(platform), settings });
  return {
    platform,
    revision,
    settings,
    crashkernel: settings.crashkernel,
    packages,
    unit,
    kdumpConfiguration: kdumpFiles[0].path,
    files: [
      ...[sysctl, ...bootLoader.files].map((file) => ({ ...file, writtenBy: "reserve" as const })),
      ...kdumpFiles.map((file) => ({ ...file, writtenBy: "configure" as const })),
    ],
    reserve: reserveScript(record, settings.crashkernel, sysctl, bootLoader),
    configure: configureScript(record, platform.release, settings, kdumpFiles),
  };
}

/** Everything that keeps this platform from being hardened with these options; empty when `harden` succeeds. */
export function hardeningProblems(platform: Platform, options: CrashDumpOptions = {}): readonly Problem[] {
  const { release, architecture } = platform;
  if (!Object.hasOwn(releases, release)) {
    return [{ property: "release", reason: `"${release}" is not known: choose one of ${releaseNames.join(", ")}` }];
  }
  if (architecture !== "x64") {
    return [{ property: "architecture", reason: `there is no recipe for ${release} on ${architecture}: choose x64` }];
  }
  return optionProblems(platform, options);
}
