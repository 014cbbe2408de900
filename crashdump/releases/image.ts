import type { Generation } from "../platform";
import type { Evidence, Image, ImageReference } from "../release";

type Urn = `${string}:${string}:${string}`;
type Traits = Partial<Pick<Image, "diskControllers" | "trustedLaunch">>;

/**
 * An x86-64 image by publisher:offer:sku. Generation 1 boots from IDE or SCSI without Secure Boot; generation 2 is
 * taken to be tagged for NVMe and Trusted Launch, as every maintained publisher's is, unless `traits` says otherwise.
 */
export function x64(generation: Generation, urn: Urn, evidence: Evidence, traits: Traits = {}): Image {
  return {
    architecture: "x64",
    generation,
    reference: referenceOf(urn),
    diskControllers: generation === 2 ? ["SCSI", "NVMe"] : ["SCSI"],
    trustedLaunch: generation === 2,
    evidence,
    ...traits,
  };
}

/** An arm64 image: generation 2 always, and without Trusted Launch, which Azure does not offer on arm64. */
export function arm64(urn: Urn, evidence: Evidence, traits: Traits = {}): Image {
  return { ...x64(2, urn, evidence), architecture: "arm64", trustedLaunch: false, ...traits };
}

/** The image under the terms of its publisher: a deployment without the plan is refused. */
export function withPlan(image: Image): Image {
  const { publisher, offer, sku } = image.reference;
  return { ...image, plan: { publisher, product: offer, name: sku } };
}

/** Generation 2 before NVMe tags and Trusted Launch. */
export const scsiOnly = { diskControllers: ["SCSI"], trustedLaunch: false } as const satisfies Traits;

function referenceOf(urn: Urn): ImageReference {
  const [publisher = "", offer = "", sku = ""] = urn.split(":");
  return { publisher, offer, sku };
}
