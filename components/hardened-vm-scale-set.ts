import * as compute from "@pulumi/azure-native/compute/index.js";
import * as pulumi from "@pulumi/pulumi";
import { harden, toCustomData } from "azure-kdump-core";
import type { HardenedVmScaleSetArgs } from "./arguments/scale-set";
import { construction } from "./construction";
import { type CrashDumpConfiguration, configurationOf } from "./outputs";
import { crashDumpOptionsOf, defaultVmSize, platformOf } from "./platform";
import { refusal } from "./problems/refusal";
import { scaleSetProblems } from "./problems/scale-set";
import { allocation, identity, place } from "./resources/availability";
import { osDisk } from "./resources/disks";
import {
  diagnosticsProfile,
  diskController,
  firstBoot,
  hostName,
  imageName,
  imageReference,
  placementOf,
  plan,
  securityProfile,
} from "./resources/machine";
import { extensionProfile, instanceDisks, instanceNetworkProfile, upgradePolicy } from "./resources/scale-set";

/**
 * A virtual machine scale set on Azure, in flexible orchestration, whose instances reboot by themselves after a kernel
 * panic and keep a crash dump of it.
 *
 * Each instance gets the cloud-init, and with it the hardening, that a HardenedVm gets. A changed model reaches the
 * instances by a rolling upgrade that waits for their health; a changed customData updates the scale set in place, and
 * new instances take the place of the old ones. Boot diagnostics are on, passwords are impossible, and there are no
 * public IP addresses.
 *
 * An extension asks each instance whether it is armed, also one that autoscaling adds later, and fails it where it is
 * not. It asks for less than a HardenedVm's verification does, and its answer is not among the outputs.
 *
 * Throws an `InputPropertiesError` that names every argument that cannot work.
 */
export class HardenedVmScaleSet extends pulumi.ComponentResource {
  /** Resource id of the scale set. */
  public readonly scaleSetId: pulumi.Output<string>;
  /** Name of the scale set in Azure. */
  public readonly scaleSetName: pulumi.Output<string>;
  /** Image the instances boot from: publisher:offer:sku:version, or the id of a custom one. */
  public readonly image: pulumi.Output<string>;
  /** What cloud-init is told; what a guest answers is not in here. */
  public readonly crashDump: pulumi.Output<CrashDumpConfiguration>;

  constructor(name: string, args: HardenedVmScaleSetArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = scaleSetProblems(args);
    if (problems.length > 0) throw refusal("HardenedVmScaleSet", name, problems);
    using own = construction(opts, args.keepVersionAliases);
    super("azure-kdump:index:HardenedVmScaleSet", name, args, own.options);

    const platform = platformOf(args);
    const hardening = harden(platform, crashDumpOptionsOf(args));
    const customData = toCustomData(hardening, args.cloudInit);
    const dataDisks = instanceDisks(args);

    const scaleSet = new compute.VirtualMachineScaleSet(
      `${name}-vmss`,
      {
        ...placementOf(args),
        ...place(args),
        ...identity(args),
        ...plan(args, platform),
        orchestrationMode: compute.OrchestrationMode.Flexible,
        // Spread over as many fault domains as there are, which takes more than one placement group.
        platformFaultDomainCount: 1,
        singlePlacementGroup: false,
        sku: { name: args.vmSize ?? defaultVmSize, capacity: args.capacity ?? 2 },
        upgradePolicy: upgradePolicy(args.upgradePolicy),
        virtualMachineProfile: {
          ...allocation(args),
          networkProfile: instanceNetworkProfile(args),
          osProfile: {
            computerNamePrefix: args.computerNamePrefix ?? hostName(name, 15),
            ...firstBoot(args, customData),
          },
          storageProfile: {
            imageReference: imageReference(args, platform),
            osDisk: osDisk(args.osDisk),
            ...(dataDisks.length === 0 ? {} : { dataDisks }),
            ...diskController(args, platform),
          },
          ...securityProfile(args, platform),
          diagnosticsProfile: diagnosticsProfile(args),
          extensionProfile: extensionProfile(args),
        },
      },
      {
        parent: this,
        // Azure sets these once. What is not here it changes in place, customData too (custom-data#faq).
        replaceOnChanges: [
          "plan",
          "proximityPlacementGroup",
          "virtualMachineProfile.capacityReservation",
          "virtualMachineProfile.evictionPolicy",
          "virtualMachineProfile.osProfile.adminUsername",
          "virtualMachineProfile.osProfile.computerNamePrefix",
          "virtualMachineProfile.priority",
          "virtualMachineProfile.securityProfile.securityType",
          "virtualMachineProfile.storageProfile.imageReference.offer",
          "virtualMachineProfile.storageProfile.imageReference.publisher",
          "virtualMachineProfile.storageProfile.imageReference.sku",
          "virtualMachineProfile.storageProfile.osDisk.managedDisk",
        ],
      },
    );

    this.scaleSetId = scaleSet.id;
    this.scaleSetName = scaleSet.name;
    this.image = pulumi.output(imageName(args, platform));
    this.crashDump = pulumi.output(configurationOf(hardening));
    this.registerOutputs({
      scaleSetId: this.scaleSetId,
      scaleSetName: this.scaleSetName,
      image: this.image,
      crashDump: this.crashDump,
    });
  }
}
