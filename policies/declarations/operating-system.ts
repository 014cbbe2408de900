import { releaseOf } from "azure-kdump-core";
import type { ImageDeclaration, OperatingSystem } from "./declaration";
import { type Given, isKnown, mapGiven } from "./given";

/** What can say which operating system a VM runs. */
export interface Evidence {
  readonly linuxConfiguration: Given<boolean>;
  readonly windowsConfiguration: Given<boolean>;
  readonly osType: Given<string>;
  readonly licenseType: Given<string>;
  readonly image: Given<ImageDeclaration>;
}

/**
 * Where pieces of evidence contradict each other, Linux wins: a marker of Windows must not take a Linux VM out of the
 * judgement. A licence for Windows is none: it says who is billed for what, not what the image holds.
 */
export function operatingSystemOf(evidence: Evidence): OperatingSystem {
  const says = (os: "linux" | "windows", configuration: Given<boolean>) =>
    configuration === true ||
    (isKnown(evidence.osType) && evidence.osType.toLowerCase() === os) ||
    mapGiven(evidence.image, (image) => isImageOf(os, image)) === true;
  const licensed = mapGiven(evidence.licenseType, (license) => linuxLicense.test(license)) === true;
  if (licensed || says("linux", evidence.linuxConfiguration)) return "Linux";
  return says("windows", evidence.windowsConfiguration) ? "Windows" : "unknown";
}

/** Azure Hybrid Benefit: RHEL_BYOS, SLES_STANDARD, UBUNTU_PRO. */
const linuxLicense = /^(?:RHEL|SLES|UBUNTU)/i;

function isImageOf(os: "linux" | "windows", image: ImageDeclaration): boolean {
  if (os === "linux" && releaseOf(image) !== undefined) return true;
  const name = `${image.publisher ?? ""}:${image.offer ?? ""}`.toLowerCase();
  return images[os].some((pattern) => pattern.test(name));
}

/** publisher:offer, in lower case. Microsoft publishes for both, and says in the offer for which. */
const images = {
  linux: [
    /^(?:almalinux|canonical|cloudlinux|coreos|credativ|debian|kinvolk|microsoftcblmariner|openlogic|redhat|resf|suse):/,
    /^erockyenterprisesoftwarefoundationinc1653071250513:/,
    /^oracle:oracle-(?:linux|database)/,
    // sql2019-ubuntu2004, SQL2017-RHEL73, sql2019-sles12sp5.
    /^microsoftsqlserver:.*-(?:rhel|sles|ubuntu)/,
    /^microsoft-dsvm:(?:linux|ubuntu)/,
  ],
  windows: [
    // MicrosoftWindowsServer, MicrosoftWindowsDesktop, MicrosoftWindowsServerHPCPack.
    /^microsoftwindows/,
    // sql2022-ws2022, sql2008r2sp3-ws2008r2sp1.
    /^microsoftsqlserver:.*-ws\d/,
    /^microsoft-dsvm:dsvm-win/,
    /^microsoftvisualstudio:(?:visualstudio|windows)/,
    /^microsoft(?:sharepoint|biztalkserver):/,
  ],
} as const;
