import {
  harden,
  hardeningProblems,
  type Platform,
  type Problem,
  releases,
  toCustomData,
  userDataProblems,
} from "azure-kdump-core";
import type { MachineArgs } from "../arguments/machine";
import { crashDumpOptionsOf, platformOf } from "../platform";
import { accessProblems, patchProblems } from "./access";
import { identityProblems, spotProblems } from "./availability";
import { dumpDiskProblems, osDiskProblems } from "./disks";
import {
  diskControllerProblems,
  endOfLifeProblems,
  imageProblems,
  memoryProblems,
  planProblems,
  trustedLaunchProblems,
  vmSizeProblems,
} from "./image";

/** What cannot work in the arguments that a VM and a scale set share, all at once. */
export function machineProblems(args: MachineArgs): readonly Problem[] {
  const platform = platformOf(args);
  const hardening = hardeningProblems(platform, crashDumpOptionsOf(args)).map((problem) => ofArgument(problem, args));
  if (!Object.hasOwn(releases, args.release)) return hardening;
  // A platform without a recipe has been named already.
  const hasRecipe = hardening.every(({ property }) => /^(crashDump|dumpDisk)\b/.test(property));
  return [
    ...hardening,
    ...(hasRecipe ? imageProblems(args, platform) : []),
    ...endOfLifeProblems(args),
    ...vmSizeProblems(args, platform),
    ...diskControllerProblems(args, platform),
    ...planProblems(args),
    ...memoryProblems(args),
    ...dumpDiskProblems(args, platform),
    ...osDiskProblems(args, platform),
    ...(hasRecipe ? trustedLaunchProblems(args, platform) : []),
    ...accessProblems(args),
    ...patchProblems(args),
    ...spotProblems(args),
    ...identityProblems(args),
    ...cloudInitProblems(args, platform, hardening.length === 0),
  ];
}

function cloudInitProblems(args: MachineArgs, platform: Platform, canHarden: boolean) {
  const property = "cloudInit";
  const { cloudInit } = args;
  const problems: Problem[] = userDataProblems(cloudInit ?? "").map((reason) => ({ property, reason }));
  if (problems.length > 0 || !canHarden) return problems;
  try {
    toCustomData(harden(platform, crashDumpOptionsOf(args)), cloudInit);
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

function ofArgument({ property, reason }: Problem, { diskControllerType }: MachineArgs): Problem {
  if (property === "diskController" && diskControllerType !== undefined) {
    return { property: "diskControllerType", reason };
  }
  if (/^dumpDisk\b/.test(property)) return { property, reason };
  return { property: topLevel.get(property) ?? `crashDump.${property}`, reason };
}
