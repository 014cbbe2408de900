import type { Policies, PolicyConfigSchema } from "@pulumi/policy";
import { policies } from "azure-kdump-policies/policies";

type Policy = Policies[number];

export function policyTable(): string {
  const rows = policies().map((policy) => {
    const { name, enforcementLevel = "", severity = "", description } = policy;
    return `| [\`${name}\`](#${name}) | ${enforcementLevel} | ${severity} | ${demandOf(description)} |`;
  });
  return ["| Policy | Level | Severity | Demands |", "|---|---|---|---|", ...rows, ""].join("\n");
}

export function policyPages(): string {
  return policies().map(pageOf).join("\n");
}

function pageOf(policy: Policy): string {
  const { name, description, remediationSteps = "", url = "", configSchema } = policy;
  const more = [
    `**To mend it:** ${remediationSteps}.`,
    ...("remediateResource" in policy ? ["Mends it by itself at level `remediate`."] : []),
    ...(configSchema === undefined ? [] : [configurationOf(configSchema)]),
    `More: <${url}>`,
  ];
  return [`### ${name}`, description, ...more].map((paragraph) => `${paragraph}\n`).join("\n");
}

function configurationOf({ properties }: PolicyConfigSchema): string {
  const rows = Object.entries(properties).map(
    ([key, { default: usual, description = "" }]) => `| \`${key}\` | \`${JSON.stringify(usual)}\` | ${description} |`,
  );
  return ["| Configuration | Default | |", "|---|---|---|", ...rows].join("\n");
}

/** The first sentence says what is demanded, the rest why. */
function demandOf(description: string): string {
  return description.split(/(?<=\.) /)[0] ?? description;
}
