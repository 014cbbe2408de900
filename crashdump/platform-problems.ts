import type { Problem } from "./options";
import type { Platform } from "./platform";
import { releaseNames, releases } from "./releases";

/** Everything that keeps a platform from having a recipe, whatever the options; empty when it has one. */
export function platformProblems(platform: Platform): readonly Problem[] {
  const { release, architecture, generation } = platform;
  if (!Object.hasOwn(releases, release)) {
    return [{ property: "release", reason: `"${release}" is not known: choose one of ${releaseNames.join(", ")}` }];
  }
  const generations = releases[release].generations[architecture];
  if (generations === undefined) {
    const known = Object.keys(releases[release].generations).join(" or ");
    return [
      { property: "architecture", reason: `there is no recipe for ${release} on ${architecture}: choose ${known}` },
    ];
  }
  if (!generations.includes(generation)) {
    return [
      {
        property: "generation",
        reason: `there is no recipe for ${release} on ${architecture} of generation ${String(generation)}: choose ${generations.join(" or ")}`,
      },
    ];
  }
  return [...diskControllerProblems(platform), ...secureBootProblems(platform), ...hostProblems(platform)];
}

function diskControllerProblems({ generation, diskController }: Platform): readonly Problem[] {
  if (generation === 2 || diskController !== "NVMe") return [];
  return [{ property: "diskController", reason: "generation 1 cannot boot from NVMe: choose SCSI, or generation 2" }];
}

function secureBootProblems({ release, architecture, generation, secureBoot }: Platform): readonly Problem[] {
  if (secureBoot !== true) return [];
  const property = "secureBoot";
  if (generation === 1) return [{ property, reason: "generation 1 has no Secure Boot: leave it out" }];
  // The arm64 cloud kernels of Debian 12 and 13 are built without CONFIG_KEXEC_FILE.
  if (architecture === "arm64" && release.startsWith("debian-")) {
    return [
      {
        property,
        reason: `the arm64 kernel of ${release} cannot load a capture kernel under Secure Boot: turn it off`,
      },
    ];
  }
  return [];
}

function hostProblems({ release, hyperVHost }: Platform): readonly Problem[] {
  if (hyperVHost !== "before-2012-r2" || releases[release].dialect === "el6") return [];
  return [
    {
      property: "hyperVHost",
      reason: `only centos-6 has a recipe for Hyper-V before Windows Server 2012 R2, and the request is for ${release}: leave it out`,
    },
  ];
}
