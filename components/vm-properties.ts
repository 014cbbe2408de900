import * as compute from "@pulumi/azure-native/compute/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { imageOf, type Platform, releases, vmSizeOf } from "azure-kdump-core";
import type { HardenedVmArgs } from "./args";
import { defaultAdminUsername, defaultVmSize, hasTrustedLaunch } from "./platform";

/** What all the resources of a VM have in common. */
export type Placement = Pick<HardenedVmArgs, "resourceGroupName" | "location" | "tags">;

export function placementOf({ resourceGroupName, location, tags }: HardenedVmArgs): Placement {
  return {
    resourceGroupName,
    ...(location === undefined ? {} : { location }),
    ...(tags === undefined ? {} : { tags }),
  };
}

export function imageReference(
  { release, architecture, generation }: Platform,
  imageId: pulumi.Input<string> | undefined,
): { id?: pulumi.Input<string>; publisher?: string; offer?: string; sku?: string; version?: string } {
  if (imageId !== undefined) return { id: imageId };
  const image = imageOf(release, architecture, generation);
  if (image === undefined) throw new Error(`${releases[release].title} has no image that passed the check`);
  return { ...image.reference, version: "latest" };
}

export function marketplaceName({ publisher, offer, sku, version }: ReturnType<typeof imageReference>): string {
  return [publisher, offer, sku, version].join(":");
}

export function osProfile(name: string, args: HardenedVmArgs, customData: string) {
  const adminUsername = args.adminUsername ?? defaultAdminUsername;
  return {
    computerName: name.replace(/[^A-Za-z0-9-]+/g, "-").slice(0, 64),
    adminUsername,
    customData,
    linuxConfiguration: {
      disablePasswordAuthentication: true,
      ssh: {
        publicKeys: args.sshPublicKeys.map((keyData) => ({
          keyData: keyData.trim(),
          path: `/home/${adminUsername}/.ssh/authorized_keys`,
        })),
      },
    },
  };
}

/** Azure attaches by SCSI unless it is told otherwise, even on a size that has NVMe only. */
export function diskController({ vmSize = defaultVmSize }: HardenedVmArgs) {
  const controllers = vmSizeOf(vmSize)?.diskControllers ?? [];
  return controllers.includes("NVMe") && !controllers.includes("SCSI")
    ? { diskControllerType: compute.DiskControllerTypes.NVMe }
    : {};
}

/** Trusted Launch is the portal's default, not the API's: it has to be asked for. */
export function securityProfile(args: HardenedVmArgs, platform: Platform) {
  const profile = {
    ...(hasTrustedLaunch(args, platform)
      ? {
          securityType: compute.SecurityTypes.TrustedLaunch,
          uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
        }
      : {}),
    ...(args.encryptionAtHost === undefined ? {} : { encryptionAtHost: args.encryptionAtHost }),
  };
  return Object.keys(profile).length === 0 ? {} : { securityProfile: profile };
}

/** The marketplace terms that an image stands under, and that the deployment has to name. */
export function plan({ imageId }: HardenedVmArgs, { release, architecture, generation }: Platform) {
  const image = imageId === undefined ? imageOf(release, architecture, generation) : undefined;
  return image?.plan === undefined ? {} : { plan: image.plan };
}
