import {
  type Assessment,
  type Finding,
  type ImageTraits,
  imageTraits,
  type Platform,
  type ReleaseName,
  releaseOf,
  releases,
  type VmSize,
  vmSizeOf,
} from "azure-kdump-core";
import { type Configuration, type GoldenImage, type ImageMapping, matches } from "./configuration";
import { type Given, type ImageDeclaration, notKnown, type VmDeclaration } from "./declarations";
import { guestOf } from "./guest";

/** A declared Linux VM as rules see it. */
export interface Vm {
  readonly declaration: VmDeclaration;
  /** The image's name for messages: an id, or publisher:offer:sku. */
  readonly imageName: string;
  /** What the image's name says of it. */
  readonly traits: ImageTraits;
  /** Undefined for an image that is not known. */
  readonly release: ReleaseName | undefined;
  /** What the name of its size says; undefined for one that says nothing, or is not known yet. */
  readonly size: VmSize | undefined;
  /** Undefined where the release is not known. */
  readonly platform: Platform | undefined;
  /** The image carries the hardening itself, as the pack's configuration says; `expired` where it said so until a day. */
  readonly golden: (GoldenImage & { readonly expired: boolean }) | undefined;
  readonly today: string;
  readonly guest: () => Guest;
}

/** What the domain says of the guest that a declaration makes. */
export interface Guest {
  readonly findings: readonly Finding[];
  /** The values in effect; undefined where the guest could not be judged. */
  readonly effect: Omit<Assessment, "findings"> | undefined;
  /** The platform it was judged as. */
  readonly platform: Platform | undefined;
  /** Why it cannot be told, or not all of it. */
  readonly untold: { readonly reason: string; readonly remedy: string } | undefined;
}

export function vmOf(declaration: VmDeclaration, configuration: Configuration, today: string): Vm {
  const image = known(declaration.image) ?? {};
  const imageName = nameOf(image);
  const catalogued = releaseOf(image);
  // What a publisher makes is no team's to vouch for, and an image that is not known is nobody's.
  const named = catalogued === undefined && known(declaration.image) !== undefined ? imageName : undefined;
  const golden = goldenImage(named, configuration, today);
  const mapping = golden ?? configuration.images.find((candidate) => isNamed(candidate, named));
  const traits = imageTraits(image);
  const release = mapping?.release ?? catalogued;
  const vmSize = known(declaration.vmSize);
  const size = vmSize === undefined ? undefined : vmSizeOf(vmSize);
  const memoryMiB = configuration.vmSizes.get(vmSize?.toLowerCase() ?? "") ?? size?.memoryMiB;
  const facts = {
    ...imageDisk(declaration, catalogued),
    ...factsOf(declaration, size),
    ...(memoryMiB === undefined ? {} : { memoryMiB }),
  };
  const platform = release && platformOf(release, traits, mapping, size, facts);
  const vm = { declaration, imageName, traits, release, size, platform, golden, today };
  let guest: Guest | undefined;
  return { ...vm, guest: () => (guest ??= guestOf(vm, facts)) };
}

/** The trust in an image that lasts longest. */
function goldenImage(name: string | undefined, { goldenImages }: Configuration, today: string): Vm["golden"] {
  const [last] = goldenImages
    .filter((candidate) => isNamed(candidate, name))
    .sort((a, b) => (a.expires < b.expires ? 1 : -1));
  return last && { ...last, expired: today > last.expires };
}

function isNamed({ image }: ImageMapping, name: string | undefined): boolean {
  return name !== undefined && matches(image, name);
}

/** A value, where it is given and known. */
export function known<T>(value: Given<T>): T | undefined {
  return value === notKnown ? undefined : value;
}

function nameOf({ id, publisher, offer, sku }: ImageDeclaration): string {
  return id ?? [publisher, offer, sku].map((name) => name ?? "?").join(":");
}

export type Facts = Omit<Platform, "release" | "architecture" | "generation" | "hyperVHost">;

function factsOf(declaration: VmDeclaration, size: VmSize | undefined): Facts {
  const onlyController = size?.diskControllers.length === 1 ? size.diskControllers[0] : undefined;
  const facts = {
    diskController: known(declaration.diskController) ?? onlyController,
    secureBoot: known(declaration.secureBoot),
    osDiskGiB: known(declaration.osDiskGiB),
    osDiskEphemeral: known(declaration.osDiskEphemeral),
    dataDisksGiB: known(declaration.dataDisksGiB),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** A VM that asks for no size gets the disk of its image. */
function imageDisk({ osDiskGiB }: VmDeclaration, release: ReleaseName | undefined): Facts {
  const size = release === undefined || osDiskGiB !== undefined ? undefined : releases[release].osDisk?.sizeGiB;
  return size === undefined ? {} : { osDiskGiB: size };
}

function platformOf(
  release: ReleaseName,
  traits: ImageTraits,
  mapping: ImageMapping | undefined,
  size: VmSize | undefined,
  facts: Facts,
): Platform {
  const architecture = traits.architecture ?? size?.architecture ?? "x64";
  // What is wrong on generation 2 is wrong on 1: neither has another way to its disk on Azure's hosts.
  return { release, architecture, generation: mapping?.generation ?? traits.generation ?? 2, ...facts };
}
