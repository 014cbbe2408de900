import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "azure-kdump-core";

/** One error that names every argument that cannot work. */
export function refusal(component: string, name: string, problems: readonly Problem[]): Error {
  return new pulumi.InputPropertiesError({
    message: `${component} "${name}" cannot be made:\n${problems.map(({ property, reason }) => `  ${property}: ${reason}`).join("\n")}`,
    errors: problems.map(({ property, reason }) => ({ propertyPath: property, reason })),
  });
}
