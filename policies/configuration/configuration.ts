import { type ReleaseName, releaseNames } from "azure-kdump-core";
import { Problems, Reader } from "./reader";

/** A VM, by its URN, that need not follow some rules, for a while. */
export interface Exemption {
  /** `*` stands for any number of characters. */
  readonly urn: string;
  /** Names of rules. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** Last day (ISO 8601) on which it holds. */
  readonly expires: string;
}

/** A custom image: by id, or publisher:offer:sku. `*` stands for any number of characters. */
export interface ImageMapping {
  readonly image: string;
  readonly release: ReleaseName;
  /** Default 2. */
  readonly generation?: 1 | 2;
}

/** An image that carries the hardening itself: its VMs need no customData, and must not undo what it holds. */
export interface GoldenImage extends ImageMapping {
  readonly reason: string;
  /** Last day (ISO 8601) on which it is trusted. */
  readonly expires: string;
}

/** What a platform team decides for all rules. */
export interface Configuration {
  readonly exemptions: readonly Exemption[];
  readonly images: readonly ImageMapping[];
  readonly goldenImages: readonly GoldenImage[];
  /** Memory in MiB of sizes that the product does not know. */
  readonly vmSizes: ReadonlyMap<string, number>;
}

export interface ConfigurationProblem {
  /** "exemptions[0].expires" */
  readonly key: string;
  readonly reason: string;
}

export const noConfiguration: Configuration = { exemptions: [], images: [], goldenImages: [], vmSizes: new Map() };

/**
 * The configuration in what CrossGuard hands over, and everything that is wrong with it. An entry with a problem is left
 * out: a VM is judged more strictly then, never less.
 */
export function readConfiguration(
  given: unknown,
  ruleNames: readonly string[],
): { readonly configuration: Configuration; readonly problems: readonly ConfigurationProblem[] } {
  const problems = new Problems();
  const root = new Reader(given, "", problems);
  root.takesOnly(["exemptions", "images", "goldenImages", "vmSizes", "enforcementLevel"]);
  const configuration: Configuration = {
    exemptions: root.list("exemptions", (entry) => {
      entry.takesOnly(["urn", "rules", "reason", "expires"]);
      return {
        urn: entry.text("urn"),
        rules: entry.choices("rules", ruleNames),
        reason: entry.text("reason"),
        expires: entry.day("expires"),
      };
    }),
    images: root.list("images", (entry) => {
      entry.takesOnly(["image", "release", "generation"]);
      return mapping(entry);
    }),
    goldenImages: root.list("goldenImages", (entry) => {
      entry.takesOnly(["image", "release", "generation", "reason", "expires"]);
      return { ...mapping(entry), reason: entry.text("reason"), expires: entry.day("expires") };
    }),
    vmSizes: root.numbers("vmSizes"),
  };
  return { configuration, problems: problems.all };
}

function mapping(entry: Reader): ImageMapping {
  const generation = entry.optionalChoice("generation", [1, 2] as const);
  return {
    image: entry.pattern("image"),
    release: entry.choice("release", releaseNames),
    ...(generation === undefined ? {} : { generation }),
  };
}
