import { at, type Json, same } from "../../protocol/json";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";

/** Path in the body, and the name Azure gives it in the refusal. */
type Unchangeable = readonly (readonly [path: string, name: string])[];

/** All that a machine is born with. */
const OF_MACHINES: Unchangeable = [
  ["properties.osProfile.customData", "osProfile.customData"],
  ["properties.osProfile.adminPassword", "osProfile.adminPassword"],
  ["properties.osProfile.adminUsername", "osProfile.adminUsername"],
  ["properties.osProfile.computerName", "osProfile.computerName"],
  ["properties.osProfile.linuxConfiguration.ssh.publicKeys", "linuxConfiguration.ssh.publicKeys"],
  [
    "properties.osProfile.linuxConfiguration.disablePasswordAuthentication",
    "linuxConfiguration.disablePasswordAuthentication",
  ],
  ["properties.storageProfile.imageReference.publisher", "imageReference"],
  ["properties.storageProfile.imageReference.offer", "imageReference"],
  ["properties.storageProfile.imageReference.sku", "imageReference"],
  ["properties.storageProfile.imageReference.id", "imageReference"],
  ["properties.storageProfile.osDisk.createOption", "osDisk.createOption"],
  ["properties.storageProfile.osDisk.name", "osDisk.name"],
  ["properties.availabilitySet.id", "availabilitySet.id"],
  ["properties.priority", "priority"],
  ["zones", "zones"],
];

/**
 * All that a scale set is made with: the image's SKU by azure-powershell#11911, its offer by #11817, the fault domains by
 * MicrosoftDocs/azure-docs#108952, the rest as azurerm_orchestrated_virtual_machine_scale_set makes a new one of it.
 * Custom data it takes, and keys (virtual-machine-scale-sets-upgrade-policy).
 */
const OF_SCALE_SETS: Unchangeable = [
  ["properties.orchestrationMode", "orchestrationMode"],
  ["properties.platformFaultDomainCount", "platformFaultDomainCount"],
  ["properties.proximityPlacementGroup.id", "proximityPlacementGroup.id"],
  ["properties.virtualMachineProfile.priority", "priority"],
  ["properties.virtualMachineProfile.evictionPolicy", "evictionPolicy"],
  ["properties.virtualMachineProfile.osProfile.adminUsername", "osProfile.adminUsername"],
  ["properties.virtualMachineProfile.osProfile.computerNamePrefix", "osProfile.computerNamePrefix"],
  ["properties.virtualMachineProfile.storageProfile.imageReference.publisher", "imageReference.publisher"],
  ["properties.virtualMachineProfile.storageProfile.imageReference.offer", "imageReference.offer"],
  ["properties.virtualMachineProfile.storageProfile.imageReference.sku", "imageReference.sku"],
  [
    "properties.virtualMachineProfile.storageProfile.osDisk.managedDisk.storageAccountType",
    "osDisk.managedDisk.storageAccountType",
  ],
];

export const machineChangeNotAllowed = changeNotAllowed(OF_MACHINES);
export const scaleSetChangeNotAllowed = changeNotAllowed(OF_SCALE_SETS);

/**
 * Left out, a value stays as it is. Write-only values are in no GET, so they are compared with the write before this
 * one; without that, as after an import, setting one is a change.
 */
function changeNotAllowed(unchangeable: Unchangeable): Refusal<Write> {
  return ({ kind, body, existing, previousBody }) => {
    if (existing === undefined) return undefined;
    const changed = unchangeable.find(([path]) => {
      const before = kind.writeOnly?.includes(path) ? at(previousBody, path) : at(existing, path);
      const after = at(body, path);
      return after !== undefined && !sameIgnoringCase(before, after);
    });
    if (changed === undefined) return undefined;
    return new AzureError(409, "PropertyChangeNotAllowed", `Changing property '${changed[1]}' is not allowed.`);
  };
}

/** Image references compare case-insensitively, and nothing else here differs only in case. */
function sameIgnoringCase(before: Json | undefined, after: Json | undefined): boolean {
  if (typeof before !== "string" || typeof after !== "string") return same(before, after);
  return before === after || (before.length < 200 && before.toLowerCase() === after.toLowerCase());
}
