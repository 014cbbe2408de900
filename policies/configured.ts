import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { configurationSchema, readConfiguration } from "./configuration";
import type { Enforcement } from "./enforcement";

/**
 * Holds the configuration of the whole pack, because CrossGuard gives each policy its own alone. It stands first: the
 * engine asks policies in order, and the stack itself is the first resource that it asks about.
 */
export function configured(ruleNames: readonly string[], enforcement: Enforcement): ResourceValidationPolicy {
  return {
    name: "configuration",
    description: "The pack's own configuration: exemptions, images and VM sizes.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "correct the key that the message names in the file given with --policy-pack-config",
    url: "https://www.pulumi.com/docs/insights/policy/policy-packs/authoring/",
    configSchema: configurationSchema(ruleNames),
    validateResource: (resource, report) => {
      const { configuration, problems } = readConfiguration(resource.getConfig(), ruleNames);
      enforcement.configuration = configuration;
      if (resource.type !== "pulumi:pulumi:Stack") return;
      for (const { key, reason } of problems) report(`the pack's configuration is wrong: ${key}: ${reason}.`);
    },
  };
}

/** An exemption that nothing needs any more hides the next mistake. */
export function exemptionsNeeded(enforcement: Enforcement): StackValidationPolicy {
  return {
    name: "exemptions-needed",
    description: "Every exemption of this stack withholds a violation. One that nothing needs any more hides the next.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "remove the exemption from the pack's configuration",
    url: "https://www.pulumi.com/docs/insights/policy/policy-packs/authoring/",
    validateStack: ({ resources }, report) => {
      for (const { urn, rules, expires } of enforcement.unneededExemptions(resources[0]?.urn ?? "")) {
        report(`the exemption of ${urn} from ${rules.join(", ")} until ${expires} withholds nothing: remove it.`);
      }
    },
  };
}
