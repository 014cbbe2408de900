import { releaseOf } from "./image-names";
import type { Architecture, Generation } from "./platform";
import { type Image, releases } from "./releases";

/** What the name of a marketplace image says beside its release; what it does not say is undefined. */
export interface ImageTraits {
  readonly generation?: Generation;
  readonly architecture?: Architecture;
  /** False for an image whose customData nothing reads: its agent hands it to no cloud-init. */
  readonly cloudInit?: boolean;
}

/** A marketplace image as Azure names it, as far as it is known. */
export interface ImageNames {
  readonly publisher?: string;
  readonly offer?: string;
  readonly sku?: string;
  readonly version?: string;
}

/** Reads the traits of a marketplace image from the catalogue, else from its publisher's way of naming; never throws. */
export function imageTraits(image: ImageNames): ImageTraits {
  const urn = [image.publisher, image.offer, image.sku].map((name) => name?.toLowerCase() ?? "").join(":");
  const cloudInit = lacksCloudInit(urn, image.version ?? "") ? { cloudInit: false } : {};
  const known = catalogued.get(urn);
  if (known !== undefined) return { generation: known.generation, architecture: known.architecture, ...cloudInit };
  if (releaseOf(image) === undefined) return cloudInit;
  const arm = /arm|aarch64/.test(urn);
  return { generation: arm ? 2 : generationOf(urn), architecture: arm ? "arm64" : "x64", ...cloudInit };
}

/** A version that is pinned holds its release's number, which a SKU such as 7-LVM leaves open: 7.4.2018010506. */
function lacksCloudInit(urn: string, version: string): boolean {
  const pinned = `${urn.slice(0, urn.lastIndexOf(":"))}:${version}`;
  return withoutCloudInit.some((pattern) => pattern.test(urn) || pattern.test(pinned));
}

const catalogued: ReadonlyMap<string, Image> = new Map(
  Object.values(releases)
    .flatMap(({ images }): readonly Image[] => images)
    .map((image) => [Object.values(image.reference).join(":").toLowerCase(), image]),
);

/**
 * Publishers mark one generation in the SKU, and the other is what is left: Canonical marked gen2 until 22.04 and gen1
 * since, and the newest have generation 2 alone.
 */
function generationOf(urn: string): Generation {
  if (/gen-?1(?!\d)/.test(urn)) return 1;
  if (/gen-?2(?!\d)|-g2\b/.test(urn)) return 2;
  return /^(canonical:ubuntu-|resf:)/.test(urn) ? 2 : 1;
}

/**
 * Images whose cloud-init does not provision, or that have none: learn.microsoft.com/azure/virtual-machines/linux/using-cloud-init
 * names CentOS and RHEL 7.7 and 8.1, Oracle 7.7 and 8.1 as the first that do, and Debian 10 as one that does not.
 */
const withoutCloudInit: readonly RegExp[] = [
  /^(openlogic:centos[\w-]*|redhat:rhel[\w-]*):[56](\D|\d(\D|$)|$)/,
  /^(openlogic:centos[\w-]*|redhat:rhel[\w-]*|oracle:oracle-linux):(ol)?7[._]?[0-6](\D|$)/,
  /^(openlogic:centos[\w-]*|redhat:rhel[\w-]*|oracle:oracle-linux):(ol)?8[._]?0(\D|$)/,
  /^(credativ:debian|debian:debian-(8|9)):/,
  /^debian:debian-10:10(-gen2)?$/,
];
