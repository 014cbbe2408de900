import * as compute from "@pulumi/azure-native/compute/index.js";
import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import { harden, toCustomData } from "azure-kdump-core";
import type { NetworkInterfaceArgs } from "./arguments/network";
import { withSecretKeys } from "./arguments/secrets";
import type { HardenedVmArgs } from "./arguments/vm";
import { construction } from "./construction";
import { type CrashDrill, type CrashDumpConfiguration, configurationOf, crashDrillOf } from "./outputs";
import { crashDumpOptionsOf, defaultVmSize, platformOf } from "./platform";
import { refusal } from "./problems/refusal";
import { vmProblems } from "./problems/vm";
import { availability, identity } from "./resources/availability";
import { dataDisk, dataDiskAttachment, dumpDisk, dumpDiskAttachment, osDisk } from "./resources/disks";
import {
  diagnosticsProfile,
  diskController,
  imageName,
  imageReference,
  osProfile,
  placementOf,
  plan,
  securityProfile,
} from "./resources/machine";
import {
  type Connections,
  networkInterface,
  networkProfile,
  primaryAddress,
  privateAddressOf,
  securityGroup,
} from "./resources/nics";
import { verified } from "./verification/verification";

/**
 * A Linux VM on Azure that reboots by itself after a kernel panic and keeps a crash dump of it.
 *
 * Its cloud-init sets kernel.panic, reserves memory for a capture kernel by one reboot at the start of the first boot,
 * and arms kdump with the configuration that is right for the release, architecture and VM generation. The deployment is
 * done when the guest has proved it, and fails otherwise. Boot diagnostics are on, passwords are impossible, and there is
 * no public IP address unless asked for. A changed customData replaces the VM, because Azure cannot change it in place; a
 * changed size does not.
 *
 * Throws an `InputPropertiesError` that names every argument that cannot work.
 */
export class HardenedVm extends pulumi.ComponentResource {
  /** Resource id of the VM. */
  public readonly vmId: pulumi.Output<string>;
  /** Name of the VM in Azure. */
  public readonly vmName: pulumi.Output<string>;
  /** Of the primary network interface. */
  public readonly privateIpAddress: pulumi.Output<string>;
  /** Undefined unless publicIp was asked for. */
  public readonly publicIpAddress?: pulumi.Output<string>;
  /** Resource id of the disk that receives dumps; undefined unless dumpDisk was asked for. */
  public readonly dumpDiskId?: pulumi.Output<string>;
  /** Image the VM boots from: publisher:offer:sku:version, or the id of a custom one. */
  public readonly image: pulumi.Output<string>;
  /** Not known at preview where the guest has to be verified first. */
  public readonly crashDump: pulumi.Output<CrashDumpConfiguration>;
  /** Undefined unless a drill was asked for. */
  public readonly drill?: pulumi.Output<CrashDrill>;

  constructor(name: string, args: HardenedVmArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = vmProblems(args);
    if (problems.length > 0) throw refusal("HardenedVm", name, problems);
    using own = construction(opts, args.keepVersionAliases);
    super("azure-kdump:index:HardenedVm", name, withSecretKeys(args), own.options);

    const platform = platformOf(args);
    const hardening = harden(platform, crashDumpOptionsOf(args));
    const customData = toCustomData(hardening, args.cloudInit);
    const placement = placementOf(args);
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

    const securityGroupId =
      args.networkSecurityGroupId ??
      (publicIp === undefined
        ? undefined
        : new network.NetworkSecurityGroup(`${name}-nsg`, securityGroup(args, placement), { parent: this }).id);

    const ownNic = (child: string, own: NetworkInterfaceArgs, to: Connections) =>
      new network.NetworkInterface(`${name}-${child}`, networkInterface(own, to, placement), { parent: this });
    const nic =
      args.networkInterfaceIds === undefined
        ? ownNic("nic", args, { subnetId: args.subnetId, publicIpAddressId: publicIp?.id, securityGroupId })
        : undefined;
    const [nicId = "", ...otherNicIds] = args.networkInterfaceIds ?? [
      nic?.id ?? "",
      ...(args.additionalNetworkInterfaces ?? []).map(
        (other) => ownNic(`nic-${other.name}`, other, { subnetId: other.subnetId }).id,
      ),
    ];

    const disk = (child: string, inputs: compute.DiskArgs) =>
      // Not replaced for another zone, where Azure refuses the update: what is on it would be gone.
      new compute.Disk(`${name}-${child}`, inputs, { parent: this });
    const attached = (args.dataDisks ?? []).map((data) =>
      dataDiskAttachment(data, data.id ?? disk(`disk-${data.name}`, dataDisk(args, data, placement)).id),
    );
    if (args.dumpDisk !== undefined) {
      this.dumpDiskId = disk("dumps", dumpDisk(args, args.dumpDisk, placement)).id;
      attached.unshift(dumpDiskAttachment(args.dumpDisk, this.dumpDiskId));
    }

    const vm = new compute.VirtualMachine(
      `${name}-vm`,
      {
        ...placement,
        ...availability(args),
        ...identity(args),
        hardwareProfile: { vmSize: args.vmSize ?? defaultVmSize },
        networkProfile: networkProfile([nicId, ...otherNicIds]),
        osProfile: osProfile(name, args, customData),
        storageProfile: {
          imageReference: imageReference(args, platform),
          osDisk: osDisk(args.osDisk),
          ...(attached.length === 0 ? {} : { dataDisks: attached }),
          ...diskController(args, platform),
        },
        ...securityProfile(args, platform),
        ...plan(args, platform),
        diagnosticsProfile: diagnosticsProfile(args),
      },
      {
        parent: this,
        // Azure refuses to change these in place (PropertyChangeNotAllowed), and azure-native does not know it.
        replaceOnChanges: [
          "availabilitySet",
          "osProfile.adminUsername",
          "osProfile.computerName",
          "osProfile.customData",
          "osProfile.linuxConfiguration.ssh",
          "priority",
          "securityProfile.securityType",
          "storageProfile.imageReference",
          "zones",
        ],
        // The network interface stays, and is in use until the old VM is gone (NicInUse).
        deleteBeforeReplace: true,
      },
    );

    this.vmId = vm.id;
    this.vmName = vm.name;
    this.privateIpAddress = nic === undefined ? privateAddressOf(nicId, this) : primaryAddress(nic.ipConfigurations);
    if (publicIp !== undefined) this.publicIpAddress = publicIp.ipAddress.apply((address) => address ?? "");
    this.image = pulumi.output(imageName(args, platform));
    const address = this.publicIpAddress ?? this.privateIpAddress;
    const guest = verified({
      component: this,
      name,
      args,
      vm,
      hardening,
      customData,
      image: this.image,
      address,
      resourceGroupName: args.resourceGroupName,
      ...(args.location === undefined ? {} : { location: args.location }),
    });
    this.crashDump =
      guest === undefined
        ? pulumi.output(configurationOf(hardening))
        : guest.check.apply((check) => configurationOf(hardening, check));
    const { token = "" } = args.drill ?? {};
    if (guest?.drill !== undefined) this.drill = guest.drill.apply((drill) => crashDrillOf(token, drill));
    this.registerOutputs({
      vmId: this.vmId,
      vmName: this.vmName,
      privateIpAddress: this.privateIpAddress,
      publicIpAddress: this.publicIpAddress,
      dumpDiskId: this.dumpDiskId,
      image: this.image,
      crashDump: this.crashDump,
      drill: this.drill,
    });
  }
}
