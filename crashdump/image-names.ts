import type { ReleaseName } from "./releases";

/**
 * The release behind a marketplace image, whatever its architecture or generation; undefined for an image that is
 * not known. Azure compares image references case-insensitively, and so does this.
 */
export function releaseOf(image: {
  readonly publisher?: string;
  readonly offer?: string;
  readonly sku?: string;
}): ReleaseName | undefined {
  const name = [image.publisher, image.offer, image.sku].map((part) => part ?? "").join(":");
  return imageNames.find(({ pattern }) => pattern.test(name))?.release;
}

/** Publisher, offer and SKU of every known image of a release. Publishers add SKUs over time, hence patterns. */
const imageNames: readonly { readonly release: ReleaseName; readonly pattern: RegExp }[] = [
  { release: "centos-7", pattern: /^openlogic:centos(-lvm)?:7([._-]|$)/i },
  { release: "almalinux-9", pattern: /^almalinux:almalinux-(x86_64|arm):9-/i },
  { release: "ubuntu-22.04", pattern: /^canonical:0001-com-ubuntu-(server|minimal|pro)-jammy[a-z-]*:.*22_04/i },
  { release: "ubuntu-24.04", pattern: /^canonical:ubuntu-24_04-lts[a-z-]*:/i },
  { release: "debian-12", pattern: /^debian:debian-12[a-z-]*:12/i },
];
