import type { PolicyConfigSchema } from "@pulumi/policy";
import { releaseNames } from "azure-kdump-core";

const text = (description: string) => ({ type: "string" as const, minLength: 1, description });
const day = (description: string) => ({ type: "string" as const, pattern: "^\\d{4}-\\d\\d-\\d\\d$", description });

const image = {
  image: text("Id of the image, or publisher:offer:sku; * stands for any number of characters."),
  release: { type: "string" as const, enum: [...releaseNames], description: "The release that the image holds." },
  generation: { type: "integer" as const, enum: [1, 2], description: "Hyper-V generation of the image. Default 2." },
};

/** What the Pulumi CLI holds the configuration against before anything runs; `readConfiguration` looks closer. */
export function configurationSchema(ruleNames: readonly string[]): PolicyConfigSchema {
  return {
    properties: {
      exemptions: {
        type: "array",
        default: [],
        description: "VMs that need not follow some rules, for a while.",
        items: {
          type: "object",
          required: ["urn", "rules", "reason", "expires"],
          properties: {
            urn: text("URN of the resource; * stands for any number of characters."),
            rules: { type: "array", minItems: 1, items: { type: "string", enum: [...ruleNames] } },
            reason: text("Why, for whoever reads the report."),
            expires: day("Last day on which it holds, such as 2027-03-31."),
          },
        },
      },
      images: {
        type: "array",
        default: [],
        description: "Custom images, and the release that each holds.",
        items: { type: "object", required: ["image", "release"], properties: image },
      },
      goldenImages: {
        type: "array",
        default: [],
        description: "Images that carry the hardening themselves.",
        items: {
          type: "object",
          required: ["image", "release", "reason", "expires"],
          properties: {
            ...image,
            reason: text("Why it is trusted: how the image is built and tested."),
            expires: day("Last day on which it is trusted, such as 2027-03-31."),
          },
        },
      },
      vmSizes: {
        type: "object",
        default: {},
        description: "Memory in MiB of VM sizes that this pack does not know, by name.",
        additionalProperties: { type: "integer", minimum: 1 },
      },
    },
  };
}
