import { allAt, type Json, listAt, textAt } from "../../protocol/json";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";
import { sizeOf } from "../machine-size";

const DISKS = "properties.storageProfile.dataDisks";

/** azuredisk-csi-driver#2883. */
export const tooManyDataDisks: Refusal<Write> = ({ body }) => {
  const most = sizeOf(body).maxDataDisks;
  if (most === undefined || listAt(body, DISKS).length <= most) return undefined;
  const detail = `The maximum number of data disks allowed to be attached to a VM of this size is ${most}.`;
  return new AzureError(409, "OperationNotAllowed", detail);
};

/** azure-sdk-for-go#678. */
export const lunTaken: Refusal<Write> = ({ body }) => {
  const luns = allAt(body, `${DISKS}[].lun`);
  const twice = luns.find((lun, index) => luns.indexOf(lun) !== index);
  if (twice === undefined) return undefined;
  return new AzureError(400, "InvalidParameter", `A disk at LUN ${JSON.stringify(twice)} already exists.`);
};

/** With a zone of its own, as in jenkins-infra/azure#1406, and without one, as in jrudlin/Azure#7. */
export const diskOfAnotherZone: Refusal<Write> = ({ body, resources }) => {
  const zone = zoneOf(body);
  for (const id of allAt(body, `${DISKS}[].managedDisk.id`).map(String)) {
    const disk = resources.get(id);
    // A zone-redundant disk is in every zone, and names none.
    if (disk === undefined || zoneOf(disk) === zone || textAt(disk, "sku.name")?.endsWith("_ZRS") === true) continue;
    const why =
      zoneOf(disk) === ""
        ? `it is not in zone '${zone}'.`
        : `it is not in the same zone as the VM. VM zone: '${zone}'. Disk zone: '${zoneOf(disk)}'.`;
    return new AzureError(400, "BadRequest", `Disk ${id} cannot be attached to the VM because ${why}`);
  }
  return undefined;
};

function zoneOf(resource: Json): string {
  return textAt(resource, "zones[]") ?? "";
}
