import type { Kind } from "../kind";
import { computeModel } from "../mappers";
import { diskOfAnotherZone } from "../refusals/data-disks";
import { diskChangesZone, diskShrinks } from "../refusals/disk";
import { diskInUse } from "../refusals/in-use";
import { notAccelerated, tooManyInterfaces } from "../refusals/interfaces";
import { notServed, scriptMissing } from "../refusals/run-command";
import { diskNameTaken, diskOwned, interfaceInUse } from "../refusals/machine";
import { notFitting, notUnderstood } from "../refusals/machine-model";
import { parentNotFound, placement, referenceNotFound } from "../refusals/placement";
import { machineChangeNotAllowed } from "../refusals/unchangeable";
import { completeDisk, completeMachine } from "./compute-outputs";
import { attach, release } from "./machine-parts";
import { completeRunCommand, withoutInstanceView } from "./run-command-outputs";

export const inCompute =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Compute";

/** The force-new list of azure-native has no entry for compute: a changed customData reads as an update, and fails. */
export const compute = { autoName: "random", model: computeModel } as const;

export const virtualMachine: Kind = {
  ...compute,
  token: "azure-native:compute:VirtualMachine",
  armType: "Microsoft.Compute/virtualMachines",
  idTemplate: `${inCompute}/virtualMachines/{vmName}`,
  nameInput: "vmName",
  apiVersion: "2024-11-01",
  className: "VirtualMachine",
  // Of every tracked resource: common-types mark its location as settable on creation only.
  forceNew: ["location"],
  outputOnly: ["instanceView"],
  writeOnly: [
    "properties.osProfile.adminPassword",
    "properties.osProfile.customData",
    // azure-cli#20870 and #5866; user data comes back only when asked for by $expand, which azure-native does not.
    "properties.userData",
    "properties.instanceView",
  ],
  references: [
    "properties.networkProfile.networkInterfaces[].id",
    "properties.storageProfile.dataDisks[].managedDisk.id",
  ],
  refuseWrite: [
    ...placement,
    ...notUnderstood,
    machineChangeNotAllowed,
    ...notFitting,
    tooManyInterfaces,
    referenceNotFound,
    notAccelerated,
    interfaceInUse,
    diskOwned,
    diskOfAnotherZone,
    diskNameTaken,
  ],
  refuseDelete: [],
  complete: completeMachine,
  afterWrite: attach,
  afterDelete: release,
};

export const disk: Kind = {
  ...compute,
  token: "azure-native:compute:Disk",
  armType: "Microsoft.Compute/disks",
  idTemplate: `${inCompute}/disks/{diskName}`,
  nameInput: "diskName",
  apiVersion: "2024-03-02",
  className: "Disk",
  forceNew: ["location"],
  outputOnly: ["propertyUpdatesInProgress"],
  references: [],
  refuseWrite: [...placement, diskChangesZone, diskShrinks],
  refuseDelete: [diskInUse],
  complete: completeDisk,
};

export const runCommand: Kind = {
  ...compute,
  token: "azure-native:compute:VirtualMachineRunCommandByVirtualMachine",
  armType: "Microsoft.Compute/virtualMachines/runCommands",
  idTemplate: `${inCompute}/virtualMachines/{vmName}/runCommands/{runCommandName}`,
  nameInput: "runCommandName",
  autoName: "copy",
  apiVersion: "2024-11-01",
  className: "VirtualMachineRunCommand",
  forceNew: ["location"],
  outputOnly: ["instanceView"],
  writeOnly: ["properties.protectedParameters", "properties.runAsPassword"],
  references: [],
  refuseWrite: [...placement, parentNotFound, scriptMissing, notServed],
  refuseDelete: [],
  complete: completeRunCommand,
  // Only a GET with $expand=instanceView has it (Virtual Machine Run Commands, Get By Virtual Machine).
  view: withoutInstanceView,
};
