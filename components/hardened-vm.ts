import * as compute from "@pulumi/azure-native/compute/index.js";
import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type Hardening, harden, imageOf, type Platform, releases, toCustomData, vmSizeOf } from "azure-kdump-core";
import type { HardenedVmArgs } from "./args";
import { argumentProblems, defaultAdminUsername, defaultVmSize, hasTrustedLaunch, platformOf } from "./check";

/** The crash-dump configuration that the VM's cloud-init puts in effect. */
export interface CrashDumpConfiguration {
  /** kernel.panic, in seconds. */
  panicTimeoutSeconds: number;
  /** Value of crashkernel= on the kernel command line. */
  crashkernel: string;
  /** Path of the file in the guest that configures kdump. */
  kdumpConfiguration: string;
  dumpPath: string;
  dumpsKept: number;
  /** Revision of the recipes. */
  revision: number;
}

/**
 * A Linux VM on Azure that reboots by itself after a kernel panic and keeps a crash dump of it.
 *
 * Its cloud-init sets kernel.panic, reserves memory for a capture kernel by one reboot at the start of the first boot,
 * and arms kdump with the configuration that is right for the release, architecture and VM generation. Boot diagnostics
 * are on, passwords are impossible, and there is no public IP address unless asked for. A changed customData replaces
 * the VM, because Azure cannot change it in place; a changed size does not.
 *
 * Throws an `InputPropertiesError` that names every argument that cannot work.
 */
export class HardenedVm extends pulumi.ComponentResource {
  /** Resource id of the VM. */
  public readonly vmId: pulumi.Output<string>;
  /** Name of the VM in Azure. */
  public readonly vmName: pulumi.Output<string>;
  public readonly privateIpAddress: pulumi.Output<string>;
  /** Undefined unless publicIp was asked for. */
  public readonly publicIpAddress?: pulumi.Output<string>;
  /** Image the VM boots from: publisher:offer:sku:version, or the id of a custom one. */
  public readonly image: pulumi.Output<string>;
  public readonly crashDump: pulumi.Output<CrashDumpConfiguration>;

  constructor(name: string, args: HardenedVmArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = argumentProblems(args);
    if (problems.length > 0) throw refusal(name, problems);
    super("azure-kdump:index:HardenedVm", name, args, opts);

    const platform = platformOf(args);
    const hardening = harden(platform, args.crashDump);
    const image = imageReference(platform, args.imageId);
    const placement = {
      resourceGroupName: args.resourceGroupName,
      ...(args.location === undefined ? {} : { location: args.location }),
      ...(args.tags === undefined ? {} : { tags: args.tags }),
    };
    const zones = args.zones === undefined ? {} : { zones: args.zones };

    const publicIp =
      args.publicIp === true
        ? new network.PublicIPAddress(
            `${name}-ip`,
            // A Standard address admits nothing until a network security group allows it.
            { ...placement, ...zones, sku: { name: "Standard" }, publicIPAllocationMethod: "Static" },
            { parent: this },
          )
        : undefined;

    const nic = new network.NetworkInterface(
      `${name}-nic`,
      {
        ...placement,
        ipConfigurations: [
          {
            name: "primary",
            primary: true,
            privateIPAllocationMethod: "Dynamic",
            subnet: { id: args.subnetId },
            ...(publicIp === undefined ? {} : { publicIPAddress: { id: publicIp.id } }),
          },
        ],
      },
      { parent: this },
    );

    const vm = new compute.VirtualMachine(
      `${name}-vm`,
      {
        ...placement,
        ...zones,
        hardwareProfile: { vmSize: args.vmSize ?? defaultVmSize },
        networkProfile: { networkInterfaces: [{ id: nic.id, primary: true }] },
        osProfile: osProfile(name, args, hardening),
        storageProfile: {
          imageReference: image,
          osDisk: { createOption: "FromImage", deleteOption: "Delete", osType: "Linux" },
          ...diskController(args),
        },
        ...securityProfile(args, platform),
        ...plan(args, platform),
        // Without a storage account Azure keeps the serial console, where a panic is seen, in one of its own.
        diagnosticsProfile: { bootDiagnostics: { enabled: true } },
      },
      {
        parent: this,
        // Azure refuses to change these in place (PropertyChangeNotAllowed), and azure-native does not know it.
        replaceOnChanges: [
          "osProfile.adminUsername",
          "osProfile.computerName",
          "osProfile.customData",
          "osProfile.linuxConfiguration.ssh",
          "securityProfile.securityType",
          "storageProfile.imageReference",
        ],
        // The network interface stays, and is in use until the old VM is gone (NicInUse).
        deleteBeforeReplace: true,
      },
    );

    this.vmId = vm.id;
    this.vmName = vm.name;
    this.privateIpAddress = nic.ipConfigurations.apply((configurations) => configurations?.[0]?.privateIPAddress ?? "");
    if (publicIp !== undefined) this.publicIpAddress = publicIp.ipAddress.apply((address) => address ?? "");
    this.image = pulumi.output(args.imageId ?? marketplaceName(image));
    this.crashDump = pulumi.output(configurationOf(hardening));
    this.registerOutputs({
      vmId: this.vmId,
      vmName: this.vmName,
      privateIpAddress: this.privateIpAddress,
      publicIpAddress: this.publicIpAddress,
      image: this.image,
      crashDump: this.crashDump,
    });
  }
}

function refusal(name: string, problems: ReturnType<typeof argumentProblems>): Error {
  return new pulumi.InputPropertiesError({
    message: `HardenedVm "${name}" cannot be made:\n${problems.map(({ property, reason }) => `  ${property}: ${reason}`).join("\n")}`,
    errors: problems.map(({ property, reason }) => ({ propertyPath: property, reason })),
  });
}

function imageReference(
  { release, architecture, generation }: Platform,
  imageId: pulumi.Input<string> | undefined,
): { id?: pulumi.Input<string>; publisher?: string; offer?: string; sku?: string; version?: string } {
  if (imageId !== undefined) return { id: imageId };
  const image = imageOf(release, architecture, generation);
  if (image === undefined) throw new Error(`${releases[release].title} has no image that passed the check`);
  return { ...image.reference, version: "latest" };
}

function marketplaceName({ publisher, offer, sku, version }: ReturnType<typeof imageReference>): string {
  return [publisher, offer, sku, version].join(":");
}

function osProfile(name: string, args: HardenedVmArgs, hardening: Hardening) {
  const adminUsername = args.adminUsername ?? defaultAdminUsername;
  return {
    computerName: name.replace(/[^A-Za-z0-9-]+/g, "-").slice(0, 64),
    adminUsername,
    customData: toCustomData(hardening, args.cloudInit),
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
function diskController({ vmSize = defaultVmSize }: HardenedVmArgs) {
  const controllers = vmSizeOf(vmSize)?.diskControllers ?? [];
  return controllers.includes("NVMe") && !controllers.includes("SCSI")
    ? { diskControllerType: compute.DiskControllerTypes.NVMe }
    : {};
}

/** Trusted Launch is the portal's default, not the API's: it has to be asked for. */
function securityProfile(args: HardenedVmArgs, platform: Platform) {
  if (!hasTrustedLaunch(args, platform)) return {};
  return {
    securityProfile: {
      securityType: compute.SecurityTypes.TrustedLaunch,
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
    },
  };
}

/** The marketplace terms that an image stands under, and that the deployment has to name. */
function plan({ imageId }: HardenedVmArgs, { release, architecture, generation }: Platform) {
  const image = imageId === undefined ? imageOf(release, architecture, generation) : undefined;
  return image?.plan === undefined ? {} : { plan: image.plan };
}

function configurationOf(hardening: Hardening): CrashDumpConfiguration {
  const { settings, crashkernel, kdumpConfiguration, revision } = hardening;
  const { panicTimeoutSeconds, dumpPath, dumpsKept } = settings;
  return { panicTimeoutSeconds, crashkernel, kdumpConfiguration, dumpPath, dumpsKept, revision };
}
