import { type JsonObject, listAt, objectAt, textAt } from "../../protocol/json";
import { nameOf, normalLocation, resourceGroupOf } from "../arm-id";
import { uuidFrom } from "../identifiers";
import type { Write } from "../kind";

export function completeMachine(write: Write): JsonObject {
  const { body, existing } = write;
  const timeCreated = textAt(existing, "properties.timeCreated") ?? new Date().toISOString();
  const properties = objectAt(body, "properties");
  return {
    ...located(body),
    properties: {
      ...properties,
      ...(properties.osProfile === undefined ? {} : { osProfile: osProfile(write) }),
      storageProfile: storageProfile(write),
      provisioningState: "Succeeded",
      timeCreated,
      vmId: textAt(existing, "properties.vmId") ?? uuidFrom(`${write.id.toLowerCase()} ${timeCreated}`),
    },
  };
}

export function completeDisk({ body, existing, id }: Write): JsonObject {
  const timeCreated = textAt(existing, "properties.timeCreated") ?? new Date().toISOString();
  return {
    ...located(body),
    sku: { name: "Standard_LRS", tier: "Standard", ...objectAt(body, "sku") },
    properties: {
      networkAccessPolicy: "AllowAll",
      publicNetworkAccess: "Enabled",
      ...objectAt(body, "properties"),
      diskState: textAt(existing, "properties.diskState") ?? "Unattached",
      provisioningState: "Succeeded",
      timeCreated,
      uniqueId: textAt(existing, "properties.uniqueId") ?? uuidFrom(`${id.toLowerCase()} ${timeCreated}`),
    },
    ...(existing?.managedBy === undefined ? {} : { managedBy: existing.managedBy }),
  };
}

/** The OS disk's name, as given or as Azure makes one up. */
function osDiskName(write: Write): string {
  const given = textAt(write.body, "properties.storageProfile.osDisk.name");
  const kept = textAt(write.existing, "properties.storageProfile.osDisk.name");
  return given ?? kept ?? `${nameOf(write.id)}_OsDisk_1_${uuidFrom(`${write.id} ${Date.now()}`).replaceAll("-", "")}`;
}

function osProfile({ body, id }: Write): JsonObject {
  const given = objectAt(body, "properties.osProfile");
  const linux = objectAt(given, "linuxConfiguration");
  const patching = { patchMode: "ImageDefault", assessmentMode: "ImageDefault", ...objectAt(linux, "patchSettings") };
  return {
    computerName: nameOf(id),
    secrets: [],
    allowExtensionOperations: true,
    requireGuestProvisionSignal: true,
    ...given,
    ...(given.windowsConfiguration === undefined
      ? {
          linuxConfiguration: {
            disablePasswordAuthentication: false,
            provisionVMAgent: true,
            ...linux,
            patchSettings: patching,
          },
        }
      : {}),
  };
}

function storageProfile(write: Write): JsonObject {
  const given = objectAt(write.body, "properties.storageProfile");
  const image = objectAt(given, "imageReference");
  const disk = objectAt(given, "osDisk");
  const name = osDiskName(write);
  const id = `${resourceGroupOf(write.id)}/providers/Microsoft.Compute/disks/${name}`;
  return {
    ...given,
    ...(given.imageReference === undefined ? {} : { imageReference: { ...image, exactVersion: exactVersion(image) } }),
    osDisk: {
      caching: "ReadWrite",
      deleteOption: "Detach",
      diskSizeGB: 30,
      osType: "Linux",
      ...disk,
      name,
      managedDisk: { storageAccountType: "Standard_LRS", id, ...objectAt(disk, "managedDisk") },
    },
    dataDisks: listAt(given, "dataDisks"),
  };
}

/** The stand-in knows no versions: `latest` is always 1.0.0. */
export function exactVersion(image: JsonObject): string {
  const version = textAt(image, "version");
  return version === undefined || version === "latest" ? "1.0.0" : version;
}

export function located(body: JsonObject): JsonObject {
  const location = textAt(body, "location");
  return location === undefined ? body : { ...body, location: normalLocation(location) };
}
