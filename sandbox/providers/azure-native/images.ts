import { type JsonObject, textAt } from "../protocol/json";

export interface PlatformImage {
  readonly generation: "1" | "2";
  readonly architecture: "x64" | "Arm64";
  /** Tagged for NVMe by its publisher. */
  readonly nvme: boolean;
  readonly trustedLaunch: boolean;
}

const gen1: PlatformImage = { generation: "1", architecture: "x64", nvme: false, trustedLaunch: false };
const gen2: PlatformImage = { generation: "2", architecture: "x64", nvme: true, trustedLaunch: true };
const arm: PlatformImage = { generation: "2", architecture: "Arm64", nvme: true, trustedLaunch: false };

/**
 * The marketplace as far as this project needs it: an approximation by SKU, not a copy of Azure's list.
 * Trusted Launch and NVMe as stated by Microsoft's lists for each distribution; Ubuntu 20.04 is SCSI only.
 */
const marketplace: readonly (readonly [publisher: string, offer: RegExp, sku: RegExp, image: PlatformImage])[] = [
  ["openlogic", /^centos$/, /^(6|7|8)_\d+$/, gen1],
  ["openlogic", /^centos$/, /^(7|8)_\d+-gen2$/, { ...gen2, nvme: false, trustedLaunch: false }],
  ["almalinux", /^almalinux-x86_64$/, /^(8|9|10)-gen1$/, gen1],
  ["almalinux", /^almalinux-x86_64$/, /^(8|9|10)-gen2$/, gen2],
  ["almalinux", /^almalinux-arm$/, /^(8|9|10)-arm-gen2$/, arm],
  ["canonical", /^0001-com-ubuntu-server-(focal|jammy)$/, /^2[02]_04-lts$/, gen1],
  ["canonical", /^0001-com-ubuntu-server-focal$/, /^20_04-lts-gen2$/, { ...gen2, nvme: false }],
  ["canonical", /^0001-com-ubuntu-server-jammy$/, /^22_04-lts-gen2$/, gen2],
  ["canonical", /^0001-com-ubuntu-server-(focal|jammy)$/, /^2[02]_04-lts-arm64$/, arm],
  ["canonical", /^ubuntu-2[46]_04-lts$/, /^server-gen1$/, gen1],
  ["canonical", /^ubuntu-2[46]_04-lts$/, /^server$/, gen2],
  ["canonical", /^ubuntu-2[46]_04-lts$/, /^server-arm64$/, arm],
  ["debian", /^debian-1[123]$/, /^1[123]$/, gen1],
  ["debian", /^debian-1[123]$/, /^1[123]-gen2$/, gen2],
  ["debian", /^debian-1[123]$/, /^1[123]-arm64$/, arm],
];

/** "not found" for a known publisher's unknown image; undefined where nothing is known, as of a custom image. */
export function platformImage(reference: JsonObject): PlatformImage | "not found" | undefined {
  const part = (name: string) => (textAt(reference, name) ?? "").toLowerCase();
  const published = marketplace.filter(([publisher]) => publisher === part("publisher"));
  if (published.length === 0) return undefined;
  return published.find(([, offer, sku]) => offer.test(part("offer")) && sku.test(part("sku")))?.[3] ?? "not found";
}
