import { at, textAt } from "../../protocol/json";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";

const SIZE = "properties.diskSizeGB";

/** MicrosoftDocs/azure-docs#57951; the code is the one of a disk that is resized while it may not be (kubernetes#96706). */
export const diskShrinks: Refusal<Write> = ({ id, body, existing }) => {
  const [before, after] = [at(existing, SIZE), at(body, SIZE)];
  if (typeof before !== "number" || typeof after !== "number" || after >= before) return undefined;
  return new AzureError(
    409,
    "OperationNotAllowed",
    `The disk/snapshot resource with id ${id} cannot be resized down. Reducing disk/snapshot size is not supported in Azure to prevent data loss. If you do need to reduce the size of the disk, please create new snapshot/disks with the appropriate size. More information is available at https://aka.ms/AzureDisksFAQ.`,
  );
};

/** terraform-provider-azurerm#16059; to leave the zone out is taken for a change too. */
export const diskChangesZone: Refusal<Write> = ({ body, existing }) => {
  const [before, after] = [textAt(existing, "zones[]"), textAt(body, "zones[]")];
  if (existing === undefined || before === after) return undefined;
  const detail = `Availability zone must not be changed on existing resource '${existing.name}'. Existing zone '${before ?? ""}', new zone '${after ?? ""}'.`;
  return new AzureError(400, "BadRequest", detail);
};
