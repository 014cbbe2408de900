import {
  type Architecture,
  type Generation,
  harden,
  hardeningProblems,
  imageOf,
  type Platform,
  type Problem,
  releases,
  toCustomData,
  userDataProblems,
  vmSizeOf,
} from "azure-kdump-core";
import type { HardenedVmArgs } from "./args";
import { verificationProblems } from "./verification-problems";

export const defaultVmSize = "Standard_D2s_v5";
export const defaultAdminUsername = "azureuser";

/** The platform that these arguments describe. */
export function platformOf(args: HardenedVmArgs): Platform {
  const { memoryMiB, diskControllers } = vmSizeOf(args.vmSize ?? defaultVmSize) ?? {};
  const architecture: Architecture = args.architecture ?? "x64";
  const generation: Generation = args.generation ?? 2;
  return {
    release: args.release,
    architecture,
    generation,
    ...(memoryMiB === undefined ? {} : { memoryMiB }),
    ...(diskControllers === undefined ? {} : { diskController: diskControllers.includes("SCSI") ? "SCSI" : "NVMe" }),
    ...(args.trustedLaunch === true ? { secureBoot: true } : {}),
  };
}

/** Trusted Launch where it was asked for; else where the marketplace image allows it and its kernel can still dump. */
export function hasTrustedLaunch({ trustedLaunch, imageId }: HardenedVmArgs, platform: Platform): boolean {
  if (trustedLaunch !== undefined) return trustedLaunch;
  const { release, architecture, generation } = platform;
  const image = imageId === undefined ? imageOf(release, architecture, generation) : undefined;
  return image?.trustedLaunch === true && hardeningProblems({ ...platform, secureBoot: true }).length === 0;
}

/** Everything in these arguments that cannot work, all at once; empty when the VM can be made. */
export function argumentProblems(args: HardenedVmArgs): readonly Problem[] {
  const platform = platformOf(args);
  const hardening = hardeningProblems(platform, args.crashDump ?? {}).map(underCrashDump);
  if (!Object.hasOwn(releases, args.release)) return hardening;
  // A platform without a recipe has been named already.
  const hasRecipe = hardening.every(({ property }) => property.startsWith("crashDump."));
  return [
    ...hardening,
    ...(hasRecipe ? imageProblems(args, platform) : []),
    ...endOfLifeProblems(args),
    ...vmSizeProblems(args, platform),
    ...(hasRecipe ? trustedLaunchProblems(args, platform) : []),
    ...accessProblems(args),
    ...zoneProblems(args),
    ...verificationProblems(args),
    ...cloudInitProblems(args, platform, hardening.length === 0),
  ];
}

function cloudInitProblems({ cloudInit, crashDump }: HardenedVmArgs, platform: Platform, canHarden: boolean) {
  const property = "cloudInit";
  const problems: Problem[] = userDataProblems(cloudInit ?? "").map((reason) => ({ property, reason }));
  if (problems.length > 0 || !canHarden) return problems;
  try {
    toCustomData(harden(platform, crashDump), cloudInit);
    return [];
  } catch (error) {
    return [{ property, reason: error instanceof Error ? error.message : String(error) }];
  }
}

/** What the domain calls a property of the platform, and which argument decides it. */
const topLevel: ReadonlyMap<string, string> = new Map([
  ["release", "release"],
  ["architecture", "architecture"],
  ["generation", "generation"],
  ["diskController", "vmSize"],
  ["secureBoot", "trustedLaunch"],
]);

function underCrashDump({ property, reason }: Problem): Problem {
  return { property: topLevel.get(property) ?? `crashDump.${property}`, reason };
}

function imageProblems({ imageId }: HardenedVmArgs, platform: Platform): readonly Problem[] {
  const { release, architecture, generation } = platform;
  if (imageId !== undefined || imageOf(release, architecture, generation)) return [];
  const { images } = releases[release];
  if (images.length === 0) {
    const reason = `no Azure image of ${release} runs cloud-init: give imageId with a custom image, or choose another release`;
    return [{ property: "release", reason }];
  }
  const known = images.map((image) => `${image.architecture} of generation ${image.generation}`).join(", ");
  const reason = `the marketplace has no ${release} image for ${architecture} of generation ${generation}: choose ${known}, or give imageId`;
  return [{ property: "generation", reason }];
}

function endOfLifeProblems({ release, acceptEndOfLife }: HardenedVmArgs): readonly Problem[] {
  const { endOfLife } = releases[release];
  if (endOfLife === undefined || acceptEndOfLife === true) return [];
  return [
    {
      property: "release",
      reason: `${release} is end of life since ${endOfLife}: choose a maintained release, or set acceptEndOfLife`,
    },
  ];
}

function vmSizeProblems({ vmSize = defaultVmSize, imageId }: HardenedVmArgs, platform: Platform): readonly Problem[] {
  const size = vmSizeOf(vmSize);
  // A size whose name says nothing is Azure's to judge.
  if (size === undefined) return [];
  const problem = (reason: string): Problem => ({ property: "vmSize", reason });
  const problems: Problem[] = [];
  if (size.confidential) {
    problems.push(
      problem(`${vmSize} is a Confidential VM, where a dump hangs the capture kernel: choose another family`),
    );
  }
  if (size.architecture !== platform.architecture) {
    problems.push(problem(`${vmSize} is ${size.architecture}, and architecture is ${platform.architecture}`));
  } else if (!size.generations.includes(platform.generation)) {
    problems.push(
      problem(
        `${vmSize} cannot boot generation ${platform.generation}: choose another size, or generation ${size.generations.join(" or ")}`,
      ),
    );
  }
  const image = imageOf(platform.release, platform.architecture, platform.generation);
  if (imageId === undefined && image && !size.diskControllers.some((name) => image.diskControllers.includes(name))) {
    problems.push(
      problem(
        `${vmSize} attaches disks by ${size.diskControllers.join(" or ")}, and the ${platform.release} image boots by ${image.diskControllers.join(" or ")}: choose a size up to v5`,
      ),
    );
  }
  return problems;
}

function trustedLaunchProblems({ trustedLaunch, imageId }: HardenedVmArgs, platform: Platform): readonly Problem[] {
  if (trustedLaunch !== true) return [];
  const { release, architecture, generation } = platform;
  const allowed = imageId === undefined ? imageOf(release, architecture, generation)?.trustedLaunch : generation === 2;
  if (allowed === true) return [];
  return [
    {
      property: "trustedLaunch",
      reason: `the ${release} image of generation ${generation} does not support Trusted Launch: leave it out`,
    },
  ];
}

/** Names that Azure refuses for a Linux administrator (learn.microsoft.com/azure/virtual-machines/linux/faq). */
const reservedUsernames = new Set(
  "1 123 a actuser adm admin admin1 admin2 administrator aspnet backup console david guest john owner root server sql support support_388945a0 sys test test1 test2 test3 user user1 user2 user3 user4 user5 video".split(
    " ",
  ),
);

function accessProblems({ sshPublicKeys, adminUsername = defaultAdminUsername }: HardenedVmArgs): readonly Problem[] {
  const problems: Problem[] = [];
  if (sshPublicKeys.length === 0) {
    problems.push({ property: "sshPublicKeys", reason: "there is none: give at least one OpenSSH public key" });
  }
  sshPublicKeys.forEach((key, index) => {
    if (/^(ssh-rsa|ssh-ed25519) [A-Za-z0-9+/=]+( [^\n]*)?$/.test(key.trim())) return;
    problems.push({
      property: `sshPublicKeys[${index}]`,
      reason: "it is not an OpenSSH public key that Azure takes: give one that begins with ssh-ed25519 or ssh-rsa",
    });
  });
  if (!/^[a-z_][a-z0-9_-]{0,63}$/.test(adminUsername) || reservedUsernames.has(adminUsername)) {
    problems.push({
      property: "adminUsername",
      reason: `"${adminUsername}" is not allowed: give up to 64 lower-case letters, digits, _ and -, and none of Azure's reserved names such as root and admin`,
    });
  }
  return problems;
}

function zoneProblems({ zones = [] }: HardenedVmArgs): readonly Problem[] {
  if (zones.length <= 1) return [];
  return [{ property: "zones", reason: `${zones.join(", ")} are ${zones.length}: a VM is in one zone, or in none` }];
}
