import { allAt, textAt } from "../../protocol/json";
import { nameOf, resourceGroupOf, sameId } from "../arm-id";
import { holderOf } from "../attachment";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";
import { nicInUseBy } from "./in-use";

/** What a replacement runs into that is created before the old machine is gone (pulumi-azure#441). */
export const interfaceInUse: Refusal<Write> = ({ id, body, resources }) => {
  for (const reference of allAt(body, "properties.networkProfile.networkInterfaces[].id").map(String)) {
    const owner = holderOf(resources.get(reference), resources);
    if (owner !== undefined && !sameId(owner, id)) return nicInUseBy(reference, owner);
  }
  return undefined;
};

export const diskOwned: Refusal<Write> = ({ id, body, resources }) => {
  const disks = [
    ...allAt(body, "properties.storageProfile.dataDisks[].managedDisk.id"),
    ...allAt(body, "properties.storageProfile.osDisk.managedDisk.id"),
  ];
  for (const disk of disks.map(String)) {
    const owner = holderOf(resources.get(disk), resources);
    if (owner === undefined || sameId(owner, id)) continue;
    const detail = `Disk '${disk}' cannot be attached as the disk is already owned by VM '${owner}'.`;
    return new AzureError(409, "ConflictingUserInput", detail);
  }
  return undefined;
};

/** A named OS disk that a deleted machine left behind, as Azure does unless told otherwise, is in the way of the next. */
export const diskNameTaken: Refusal<Write> = ({ id, body, existing, resources }) => {
  const osDisk = "properties.storageProfile.osDisk";
  const name = textAt(body, `${osDisk}.name`);
  if (existing !== undefined || name === undefined || textAt(body, `${osDisk}.createOption`) === "Attach") {
    return undefined;
  }
  const group = resourceGroupOf(id);
  if (resources.get(`${group}/providers/Microsoft.Compute/disks/${name}`) === undefined) return undefined;
  const detail = `Disk ${name} already exists in resource group ${nameOf(group).toUpperCase()}. Only CreateOption.Attach is supported.`;
  return new AzureError(409, "ConflictingUserInput", detail);
};
