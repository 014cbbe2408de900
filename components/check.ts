import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "azure-kdump-core";
import { computerNameProblems } from "./access-problems";
import type { HardenedVmArgs } from "./args";
import { placeProblems, zoneProblems } from "./availability-problems";
import { dataDisksProblems } from "./disk-problems";
import { machineProblems } from "./machine-problems";
import { networkProblems } from "./network-problems";
import { verificationProblems } from "./verification-problems";

/** Everything in these arguments that cannot work, all at once; empty when the VM can be made. */
export function vmProblems(args: HardenedVmArgs): readonly Problem[] {
  return [
    ...machineProblems(args),
    ...dataDisksProblems(args),
    ...computerNameProblems(args),
    ...networkProblems(args),
    ...zoneProblems(args),
    ...placeProblems(args),
    ...verificationProblems(args),
  ];
}

/** One error that names every argument that cannot work. */
export function refusal(component: string, name: string, problems: readonly Problem[]): Error {
  return new pulumi.InputPropertiesError({
    message: `${component} "${name}" cannot be made:\n${problems.map(({ property, reason }) => `  ${property}: ${reason}`).join("\n")}`,
    errors: problems.map(({ property, reason }) => ({ propertyPath: property, reason })),
  });
}
