import * as compute from "@pulumi/azure-native/compute/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { instanceCheckScript } from "azure-kdump-core";
import { DiskCaching, DiskSku } from "../arguments/disks";
import {
  DeleteOption,
  type HardenedVmScaleSetArgs,
  type HealthArgs,
  HealthProtocol,
  type InstanceDataDiskArgs,
  type InstanceVerificationArgs,
  InstanceVerificationChannel,
  UpgradeMode,
  type UpgradePolicyArgs,
} from "../arguments/scale-set";
import { dumpDiskLun } from "../platform";
import { dumpDiskGiB } from "./disks";

/** Azure reaches instances that are there by reimaging them alone, so new ones take their place. */
export function upgradePolicy({ mode = UpgradeMode.Rolling, rollingUpgradePolicy = {} }: UpgradePolicyArgs = {}) {
  if (mode !== UpgradeMode.Rolling) return { mode };
  const { maxSurge = true, ...given } = rollingUpgradePolicy;
  return { mode, rollingUpgradePolicy: { maxSurge, ...given } };
}

/** The network interface that Azure makes for each instance, and deletes with it. */
export function instanceNetworkProfile(args: HardenedVmScaleSetArgs) {
  const { subnetId, networkSecurityGroupId, enableAcceleratedNetworking, ipv6 } = args;
  const everyAddress = {
    subnet: { id: subnetId },
    applicationSecurityGroups: references(args.applicationSecurityGroupIds),
  };
  const ipv4 = {
    name: "primary",
    primary: true,
    ...everyAddress,
    loadBalancerBackendAddressPools: references(args.loadBalancerBackendAddressPoolIds),
    applicationGatewayBackendAddressPools: references(args.applicationGatewayBackendAddressPoolIds),
  };
  return {
    // Flexible orchestration makes the interfaces by this version of their API, and asks for it.
    networkApiVersion: compute.NetworkApiVersion.NetworkApiVersion_2020_11_01,
    networkInterfaceConfigurations: [
      {
        name: "primary",
        primary: true,
        deleteOption: compute.DeleteOptions.Delete,
        enableAcceleratedNetworking,
        networkSecurityGroup: networkSecurityGroupId === undefined ? undefined : { id: networkSecurityGroupId },
        ipConfigurations:
          ipv6 === true
            ? [ipv4, { name: "ipv6", privateIPAddressVersion: compute.IPVersion.IPv6, ...everyAddress }]
            : [ipv4],
      },
    ],
  };
}

function references(ids: readonly pulumi.Input<string>[] | undefined) {
  return ids?.map((id) => ({ id }));
}

/** The disks that Azure makes for each instance: the one for dumps first. */
export function instanceDisks(args: HardenedVmScaleSetArgs) {
  const { dumpDisk, dataDisks = [] } = args;
  const dumps: readonly InstanceDataDiskArgs[] =
    dumpDisk === undefined ? [] : [{ ...dumpDisk, lun: dumpDiskLun(dumpDisk), sizeGiB: dumpDiskGiB(args, dumpDisk) }];
  return [...dumps, ...dataDisks].map(instanceDisk);
}

function instanceDisk(disk: InstanceDataDiskArgs) {
  const { lun, sizeGiB, sku = DiskSku.StandardSSDLRS, caching = DiskCaching.None, diskEncryptionSetId } = disk;
  return {
    lun,
    caching,
    createOption: compute.DiskCreateOptionTypes.Empty,
    deleteOption: disk.deleteOption ?? DeleteOption.Delete,
    diskSizeGB: sizeGiB,
    managedDisk: {
      storageAccountType: sku,
      ...(diskEncryptionSetId === undefined ? {} : { diskEncryptionSet: { id: diskEncryptionSetId } }),
    },
  };
}

/** What Azure runs in each instance. An instance that has to be verified first is healthy no sooner. */
export function extensionProfile({ verification = {}, health }: HardenedVmScaleSetArgs) {
  if (verification.channel === InstanceVerificationChannel.None) return { extensions: [healthExtension(health)] };
  const verifying = verificationExtension(verification);
  return {
    extensions: [verifying, { ...healthExtension(health), provisionAfterExtensions: [verifying.name] }],
  };
}

function verificationExtension({ timeoutSeconds = 900 }: InstanceVerificationArgs) {
  return {
    name: "azure-kdump-verification",
    publisher: "Microsoft.Azure.Extensions",
    type: "CustomScript",
    typeHandlerVersion: "2.1",
    autoUpgradeMinorVersion: true,
    settings: { script: Buffer.from(instanceCheckScript(timeoutSeconds)).toString("base64") },
  };
}

/** Asks in the guest, by states that give a new instance time to come up (version 2). */
function healthExtension(health: HealthArgs = {}) {
  const { protocol = HealthProtocol.Tcp, gracePeriod = 600, ...given } = health;
  const { port = protocol === HealthProtocol.Tcp ? sshPort : undefined } = health;
  return {
    name: "health",
    publisher: "Microsoft.ManagedServices",
    type: "ApplicationHealthLinux",
    typeHandlerVersion: "2.0",
    autoUpgradeMinorVersion: true,
    settings: { ...given, protocol, port, gracePeriod },
  };
}

const sshPort = 22;
