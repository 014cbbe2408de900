import { harden, type Platform, toCustomData } from "azure-kdump-core";
import { debian, encoded } from "../platforms";
import type { Props } from "./harness";

export const images = {
  debian: { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "latest" },
  debian11: { publisher: "Debian", offer: "debian-11", sku: "11-gen2", version: "latest" },
  debianArm: { publisher: "Debian", offer: "debian-12", sku: "12-arm64", version: "latest" },
  debianGen1: { publisher: "Debian", offer: "debian-12", sku: "12", version: "latest" },
  alma: { publisher: "almalinux", offer: "almalinux-x86_64", sku: "9-gen2", version: "latest" },
  centos: { publisher: "OpenLogic", offer: "CentOS", sku: "7_9-gen2", version: "latest" },
  centos76: { publisher: "OpenLogic", offer: "CentOS", sku: "7.6", version: "latest" },
  redHat: { publisher: "RedHat", offer: "RHEL", sku: "9-lvm-gen2", version: "latest" },
  ubuntu: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
  golden: { id: "/subscriptions/0/resourceGroups/images/providers/Microsoft.Compute/images/golden" },
} as const;

export const hardened = (platform: Platform = debian) => toCustomData(harden(platform));

/** How the engine marks a string that is not known yet (sdk/go/common/resource/plugin/rpc.go). */
export const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface Given {
  readonly customData?: unknown;
  readonly userData?: string;
  readonly image?: unknown;
  readonly vmSize?: string;
  readonly bootDiagnostics?: boolean;
  readonly osDisk?: Props;
  readonly securityProfile?: Props;
}

/** A VM of azure-native, as its provider's Check leaves it. */
export function vm(given: Given = {}): Props {
  const { customData, userData, image = images.debian, vmSize = "Standard_D2s_v5", bootDiagnostics = true } = given;
  return {
    hardwareProfile: { vmSize },
    osProfile: {
      computerName: "vm",
      adminUsername: "azureuser",
      ...(customData === undefined ? {} : { customData }),
      linuxConfiguration: { disablePasswordAuthentication: true },
    },
    ...(userData === undefined ? {} : { userData }),
    storageProfile: { imageReference: image, osDisk: { createOption: "FromImage", ...given.osDisk } },
    diagnosticsProfile: { bootDiagnostics: { enabled: bootDiagnostics } },
    ...(given.securityProfile && { securityProfile: given.securityProfile }),
  };
}

/** Our own hardening, and after it a script of somebody else's. */
export function spoiled(script: string, platform: Platform = debian): string {
  return toCustomData(harden(platform), `#!/bin/sh\n${script}\n`);
}

export function writing(path: string, content: string): string {
  return encoded(`#cloud-config\n${JSON.stringify({ write_files: [{ path, content }] })}`);
}
