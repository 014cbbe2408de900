import * as compute from "@pulumi/azure-native/compute/index.js";
import * as pulumi from "@pulumi/pulumi";
import { imageOf, type Platform, releases } from "azure-kdump-core";
import type { MachineArgs } from "../arguments/machine";
import type { HardenedVmArgs } from "../arguments/vm";
import { defaultAdminUsername, hasTrustedLaunch, marketplaceImageOf } from "../platform";

/** What all the resources of a VM have in common. */
export type Placement = Pick<MachineArgs, "resourceGroupName" | "location" | "tags">;

export function placementOf({ resourceGroupName, location, tags }: MachineArgs): Placement {
  return {
    resourceGroupName,
    ...(location === undefined ? {} : { location }),
    ...(tags === undefined ? {} : { tags }),
  };
}

interface ImageReference {
  readonly id?: string;
  readonly sharedGalleryImageId?: string;
  readonly communityGalleryImageId?: string;
  readonly publisher?: string;
  readonly offer?: string;
  readonly sku?: string;
  readonly version?: string;
}

export function imageReference({ imageId }: MachineArgs, platform: Platform): pulumi.Input<ImageReference> {
  if (imageId === undefined) return marketplaceImage(platform);
  return typeof imageId === "string" ? customImage(imageId) : pulumi.output(imageId).apply(customImage);
}

/** publisher:offer:sku:version, or the id of a custom image. */
export function imageName({ imageId }: MachineArgs, platform: Platform): pulumi.Input<string> {
  if (imageId !== undefined) return imageId;
  const { publisher, offer, sku, version } = marketplaceImage(platform);
  return [publisher, offer, sku, version].join(":");
}

/** Azure has a property of its own for the images of galleries that belong to others. */
function customImage(id: string): ImageReference {
  if (/^\/sharedGalleries\//i.test(id)) return { sharedGalleryImageId: id };
  if (/^\/communityGalleries\//i.test(id)) return { communityGalleryImageId: id };
  return { id };
}

function marketplaceImage({ release, architecture, generation }: Platform): ImageReference {
  const image = imageOf(release, architecture, generation);
  if (image === undefined) throw new Error(`${releases[release].title} has no image that passed the check`);
  return { ...image.reference, version: "latest" };
}

export function osProfile(name: string, args: HardenedVmArgs, customData: string) {
  return { computerName: args.computerName ?? hostName(name, 64), ...firstBoot(args, customData) };
}

/** What a host name can be of a resource's name. */
export function hostName(name: string, length: number): string {
  return name.replace(/[^A-Za-z0-9-]+/g, "-").slice(0, length);
}

/** What the guest is told at its first boot, whatever its name. */
export function firstBoot(args: MachineArgs, customData: string) {
  const adminUsername = args.adminUsername ?? defaultAdminUsername;
  return {
    adminUsername,
    customData,
    linuxConfiguration: {
      disablePasswordAuthentication: true,
      ...(args.patchMode === undefined ? {} : { patchSettings: { patchMode: args.patchMode } }),
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
export function diskController({ diskControllerType: asked }: MachineArgs, { diskController }: Platform) {
  const type = asked ?? (diskController === "NVMe" ? diskController : undefined);
  return type === undefined ? {} : { diskControllerType: type };
}

/** Without a storage account Azure keeps the serial console, where a panic is seen, in one of its own. */
export function diagnosticsProfile({ bootDiagnosticsStorageUri: storageUri }: MachineArgs) {
  return { bootDiagnostics: { enabled: true, ...(storageUri === undefined ? {} : { storageUri }) } };
}

/** Trusted Launch is the portal's default, not the API's: it has to be asked for. */
export function securityProfile(args: MachineArgs, platform: Platform) {
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
export function plan(args: MachineArgs, platform: Platform) {
  const terms = args.plan ?? marketplaceImageOf(args, platform)?.plan;
  return terms === undefined ? {} : { plan: terms };
}
