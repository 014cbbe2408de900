import { type ReleaseName, releases } from "./releases";

/**
 * The release behind a marketplace image, whatever its architecture, generation or edition; undefined for an image
 * that is not known. Azure compares image references case-insensitively, and so does this.
 */
export function releaseOf(image: {
  readonly publisher?: string;
  readonly offer?: string;
  readonly sku?: string;
}): ReleaseName | undefined {
  const urn = [image.publisher, image.offer, image.sku].map((part) => part?.toLowerCase() ?? "").join(":");
  for (const { pattern, family } of imageNames) {
    const version = pattern.exec(urn)?.groups?.["version"];
    if (version === undefined) continue;
    const name = `${family}-${versionOf[family](version)}`;
    return Object.hasOwn(releases, name) ? (name as ReleaseName) : undefined;
  }
  return undefined;
}

type Family = "centos" | "rhel" | "almalinux" | "rocky" | "oracle" | "ubuntu" | "debian";

/** What publisher:offer:sku looks like, in lower case. Publishers add SKUs over time, hence patterns. */
const imageNames: readonly { readonly family: Family; readonly pattern: RegExp }[] = [
  // 7_9-gen2, 7.9, 7-lvm-gen2, 8_5; HPC and CI editions under offers of their own.
  { family: "centos", pattern: /^openlogic:centos(?:-[a-z]+)?:(?<version>\d)(?:[._-]|$)/ },
  // 8-lvm-gen2, 8_6, 810-gen2, 95_gen2, 9_5-arm64, 96sapha-gen2; bring-your-own-subscription's rhel-lvm88.
  { family: "rhel", pattern: /^redhat:rhel(?:-[a-z0-9-]+)?:(?:rhel-(?:lvm|raw)?)?(?<version>\d{1,4})(?!\d)/ },
  { family: "almalinux", pattern: /^almalinux:almalinux(?:-(?:x86_64|arm|hpc))?:(?<version>\d+)(?:[._-]|$)/ },
  { family: "rocky", pattern: /^resf:rockylinux-(?:x86_64|aarch64):(?:rockylinux-\w+-)?(?<version>\d+)(?:[._-]|$)/ },
  // The deprecated publisher. Anybody may register a name that begins like it.
  {
    family: "rocky",
    pattern:
      /^erockyenterprisesoftwarefoundationinc1653071250513:rockylinux[\w-]*:rockylinux-(?<version>\d+)(?:[._-]|$)/,
  },
  // ol810-lvm-gen2, ol94-arm64-lvm-gen2, ol8_2-gen2; 81-gen2 and 8 before the prefix.
  { family: "oracle", pattern: /^oracle:oracle-linux:(?:ol)?(?<version>\d{1,4})(?!\d)/ },
  // Since 24.04, and back to 20.04: the offer is the release, the SKU the edition.
  { family: "ubuntu", pattern: /^canonical:ubuntu-(?<version>\d\d_04)-lts(?:-[a-z]+)*:./ },
  // Before: server, pro, minimal, daily, FIPS and confidential editions as offers.
  { family: "ubuntu", pattern: /^canonical:0001-com-ubuntu-[a-z-]+:(?:[a-z]+-)*(?<version>\d\d[._]04)(?:[._-]|$)/ },
  { family: "debian", pattern: /^debian:debian-(?<version>\d\d)(?:-[a-z0-9]+)*:\k<version>(?:-|$)/ },
];

/** "810" is 8.10, "95" is 9.5, "100" is 10.0. */
function majorOf(version: string): string {
  return version.startsWith("10") ? "10" : version.slice(0, 1);
}

const asWritten = (version: string): string => version;

const versionOf: Readonly<Record<Family, (version: string) => string>> = {
  centos: asWritten,
  rhel: majorOf,
  almalinux: asWritten,
  rocky: asWritten,
  oracle: majorOf,
  ubuntu: (version) => version.replace("_", "."),
  debian: asWritten,
};
