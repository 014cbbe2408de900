import type { ImageDeclaration, VmDeclaration } from "./declaration";
import { firstGiven, type Given, isKnown, isNamed, mapGiven, notKnown, unlessEmpty } from "./given";
import type { Properties } from "./properties";

/**
 * The image that an image reference names: by its id, beside which marketplace names may be anything. Not known as long
 * as any name that tells its release is not.
 */
export function imageOf(reference: Properties): Given<ImageDeclaration> {
  const ids = ["id", "sharedGalleryImageId", "communityGalleryImageId"].map((name) => reference.text(name));
  const id = firstGiven<string>(...ids.map(unlessEmpty));
  if (id !== undefined) return mapGiven(id, (known) => ({ id: known }));
  const image: { -readonly [Name in keyof ImageDeclaration]: ImageDeclaration[Name] } = {};
  for (const name of ["publisher", "offer", "sku", "version"] as const) {
    const value = unlessEmpty(reference.text(name));
    if (value === notKnown && name !== "version") return notKnown;
    if (typeof value === "string") image[name] = value;
  }
  return Object.keys(image).length === 0 ? undefined : image;
}

/**
 * The sizes of a scale set's VMs: the SKU's name, or those of its profile where the SKU is "Mix" and Azure may choose any
 * of them.
 */
export function sizesOfMix(
  sku: Given<string>,
  profile: Given<readonly Given<string>[]>,
): Pick<VmDeclaration, "vmSize" | "otherVmSizes"> {
  if (isNamed(sku, "Mix") !== true) return { vmSize: sku };
  if (!isKnown(profile)) return { vmSize: profile };
  const [vmSize, ...others] = profile;
  const otherVmSizes = others.filter(isKnown);
  return { vmSize, ...(otherVmSizes.length > 0 && { otherVmSizes }) };
}

/** The sizes that data disks state; not known as long as one that is declared is not. */
export function sizesOf(disks: Given<readonly Properties[]>, property: string): Given<readonly number[]> {
  return mapGiven(disks, (declared) => {
    const sizes = declared.map((disk) => disk.number(property)).filter((size) => size !== undefined);
    return sizes.every((size) => size !== notKnown) ? sizes : notKnown;
  });
}

/** Ephemeral OS disks are declared as a difference disk with the option Local, their only one. */
export function isEphemeral(osDisk: Properties): Given<boolean> {
  return isNamed(osDisk.text("diffDiskSettings", "option"), "Local");
}

/** One of the names that Azure knows, however its case is written; undefined for any other. */
export function oneOf<Name extends string>(given: Given<string>, names: readonly Name[]): Given<Name> {
  return mapGiven(given, (value) => names.find((name) => name.toLowerCase() === value.toLowerCase()));
}

export const diskControllers = ["SCSI", "NVMe"] as const;
