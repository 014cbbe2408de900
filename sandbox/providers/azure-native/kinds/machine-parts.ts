import { type JsonObject, listAt, objectAt, textAt, without } from "../../protocol/json";
import { sameId } from "../arm-id";
import { holderOf } from "../attachment";
import type { Deletion, Write } from "../kind";
import type { ArmResource, Resources } from "../subscription";

const DISK = "Microsoft.Compute/disks";
const INTERFACE = "Microsoft.Network/networkInterfaces";

/** Once written, a machine holds its interfaces and disks, and lets go of those it no longer names. */
export function attach(machine: ArmResource, { resources }: Write): void {
  releaseInterfaces(machine, resources);
  const interfaces = listAt(machine, "properties.networkProfile.networkInterfaces");
  for (const [index, reference] of interfaces.entries()) {
    const nic = resources.get(textAt(reference, "id") ?? "");
    if (nic === undefined) continue;
    const primary = objectAt(reference, "properties").primary ?? (interfaces.length === 1 || index === 0);
    resources.put({ ...nic, properties: { ...nic.properties, virtualMachine: { id: machine.id }, primary } });
  }
  releaseDisks(machine, resources);
  const osDisk = objectAt(machine, "properties.storageProfile.osDisk");
  for (const disk of [osDisk, ...listAt(machine, "properties.storageProfile.dataDisks")]) {
    holdDisk(machine, disk, resources);
  }
}

/** A deleted machine leaves its interfaces and disks behind, except those it was told to take along. */
export function release({ target, resources }: Deletion): void {
  releaseInterfaces(target, resources);
  releaseDisks(target, resources);
  for (const reference of listAt(target, "properties.networkProfile.networkInterfaces")) {
    if (textAt(reference, "properties.deleteOption") === "Delete") resources.remove(textAt(reference, "id") ?? "");
  }
  const osDisk = objectAt(target, "properties.storageProfile.osDisk");
  for (const disk of [osDisk, ...listAt(target, "properties.storageProfile.dataDisks")]) {
    if (disk.deleteOption === "Delete") resources.remove(textAt(disk, "managedDisk.id") ?? "");
  }
}

/** An interface's GET shows its machine, if there still is one. */
export function interfaceView(nic: ArmResource, resources: Resources): ArmResource {
  return holderOf(nic, resources) === undefined ? detached(nic) : nic;
}

function detached(nic: ArmResource): ArmResource {
  return without(without(nic, "properties.virtualMachine"), "properties.primary") as ArmResource;
}

function releaseInterfaces(machine: ArmResource, resources: Resources): void {
  for (const nic of resources.ofType(INTERFACE)) {
    if (!sameId(textAt(nic, "properties.virtualMachine.id"), machine.id)) continue;
    resources.put(detached(nic));
  }
}

function releaseDisks(machine: ArmResource, resources: Resources): void {
  for (const disk of resources.ofType(DISK)) {
    if (!sameId(textAt(disk, "managedBy"), machine.id)) continue;
    const properties = { ...disk.properties, diskState: "Unattached" };
    resources.put({ ...(without(disk, "managedBy") as ArmResource), properties });
  }
}

function holdDisk(machine: ArmResource, disk: JsonObject, resources: Resources): void {
  const id = textAt(disk, "managedDisk.id");
  if (id === undefined) return;
  const existing = resources.get(id);
  const made = { osType: disk.osType ?? "Linux", diskSizeGB: disk.diskSizeGB ?? 30, provisioningState: "Succeeded" };
  resources.put({
    ...(existing ?? { id, name: textAt(disk, "name") ?? "", type: DISK, location: machine.location ?? "" }),
    managedBy: machine.id,
    properties: { ...(existing?.properties ?? made), diskState: "Attached" },
  });
}
