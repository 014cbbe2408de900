import { imageOf, type Platform, type Problem, releases, vmSizeOf } from "azure-kdump-core";
import { DiskControllerType, type MachineArgs } from "../arguments/machine";
import { defaultVmSize, marketplaceImageOf } from "../platform";
import { choiceProblems } from "./choices";

export function imageProblems({ imageId }: MachineArgs, platform: Platform): readonly Problem[] {
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

export function endOfLifeProblems({ release, acceptEndOfLife }: MachineArgs): readonly Problem[] {
  const { endOfLife } = releases[release];
  if (endOfLife === undefined || acceptEndOfLife === true) return [];
  return [
    {
      property: "release",
      reason: `${release} is end of life since ${endOfLife}: choose a maintained release, or set acceptEndOfLife`,
    },
  ];
}

export function vmSizeProblems(args: MachineArgs, platform: Platform): readonly Problem[] {
  const { vmSize = defaultVmSize } = args;
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
  const image = marketplaceImageOf(args, platform);
  if (image && !size.diskControllers.some((name) => image.diskControllers.includes(name))) {
    problems.push(
      problem(
        `${vmSize} attaches disks by ${size.diskControllers.join(" or ")}, and the ${platform.release} image boots by ${image.diskControllers.join(" or ")}: choose a size up to v5`,
      ),
    );
  }
  return problems;
}

/** A controller that was asked for, and that the size or the marketplace's image has not. */
export function diskControllerProblems(args: MachineArgs, platform: Platform): readonly Problem[] {
  const { diskControllerType: type, vmSize = defaultVmSize } = args;
  if (type === undefined) return [];
  const property = "diskControllerType";
  const unknown = choiceProblems(property, type, Object.values(DiskControllerType));
  if (unknown.length > 0) return unknown;
  const has = [
    [vmSize, vmSizeOf(vmSize)?.diskControllers],
    [`the ${platform.release} image`, marketplaceImageOf(args, platform)?.diskControllers],
  ] as const;
  return has
    .filter(([, controllers]) => controllers?.includes(type) === false)
    .map(([what, controllers = []]) => ({
      property,
      reason: `${what} has no ${type}: choose ${controllers.join(" or ")}, or leave it out`,
    }));
}

export function planProblems({ plan, imageId }: MachineArgs): readonly Problem[] {
  if (plan === undefined || imageId !== undefined) return [];
  return [{ property: "plan", reason: "the marketplace's image brings its own: leave it out, or give imageId" }];
}

/** Given for a size that is not known, or to say again what is. */
export function memoryProblems({ vmSize = defaultVmSize, memoryMiB }: MachineArgs): readonly Problem[] {
  if (memoryMiB === undefined) return [];
  const property = "memoryMiB";
  if (!Number.isInteger(memoryMiB) || memoryMiB < 1) {
    return [{ property, reason: `${memoryMiB} is not allowed: give a whole number of MiB` }];
  }
  const known = vmSizeOf(vmSize)?.memoryMiB;
  if (known === undefined || known === memoryMiB) return [];
  return [{ property, reason: `${memoryMiB} is given, and ${vmSize} has ${known} MiB: leave it out` }];
}

export function trustedLaunchProblems(args: MachineArgs, platform: Platform): readonly Problem[] {
  if (args.trustedLaunch !== true) return [];
  const { release, generation } = platform;
  const allowed = args.imageId === undefined ? marketplaceImageOf(args, platform)?.trustedLaunch : generation === 2;
  if (allowed === true) return [];
  return [
    {
      property: "trustedLaunch",
      reason: `the ${release} image of generation ${generation} does not support Trusted Launch: leave it out`,
    },
  ];
}
