import type { ImageDeclaration } from "./declaration";
import { type Given, isNamed, mapGiven, notKnown } from "./given";
import type { Properties } from "./properties";

/** The image that an image reference names. Not known as long as any name that tells its release is not. */
export function imageOf(reference: Properties): Given<ImageDeclaration> {
  const image: { -readonly [Name in keyof ImageDeclaration]: ImageDeclaration[Name] } = {};
  for (const name of ["publisher", "offer", "sku", "version", "id"] as const) {
    const value = reference.text(name);
    if (value === notKnown && name !== "version") return notKnown;
    if (typeof value === "string") image[name] = value;
  }
  return Object.keys(image).length === 0 ? undefined : image;
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
