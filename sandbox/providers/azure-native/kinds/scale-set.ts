import { type JsonObject, listAt, objectAt, textAt } from "../../protocol/json";
import { uuidFrom } from "../identifiers";
import type { Kind, Write } from "../kind";
import { placement, referenceNotFound } from "../refusals/placement";
import {
  identityNotAllowed,
  instanceRefusals,
  parameterMissing,
  placementGroupsNeeded,
  rollingWithoutHealth,
} from "../refusals/scale-set";
import { scaleSetChangeNotAllowed } from "../refusals/unchangeable";
import { compute, inCompute } from "./compute";
import { exactVersion, located } from "./compute-outputs";

const PROFILE = "properties.virtualMachineProfile";
const NIC = `${PROFILE}.networkProfile.networkInterfaceConfigurations[].properties`;

/** The model alone: its instances are no resources of the local Azure, and no guests run for them. */
export const scaleSet: Kind = {
  ...compute,
  token: "azure-native:compute:VirtualMachineScaleSet",
  armType: "Microsoft.Compute/virtualMachineScaleSets",
  idTemplate: `${inCompute}/virtualMachineScaleSets/{vmScaleSetName}`,
  nameInput: "vmScaleSetName",
  apiVersion: "2024-11-01",
  className: "VirtualMachineScaleSet",
  forceNew: ["location"],
  writeOnly: [`${PROFILE}.osProfile.adminPassword`, `${PROFILE}.osProfile.customData`, `${PROFILE}.userData`],
  references: [`${NIC}.ipConfigurations[].properties.subnet.id`, `${NIC}.networkSecurityGroup.id`],
  refuseWrite: [
    ...placement,
    ...instanceRefusals,
    parameterMissing,
    placementGroupsNeeded,
    identityNotAllowed,
    scaleSetChangeNotAllowed,
    rollingWithoutHealth,
    referenceNotFound,
  ],
  refuseDelete: [],
  complete: completeScaleSet,
};

function completeScaleSet({ body, existing, id }: Write): JsonObject {
  const timeCreated = textAt(existing, "properties.timeCreated") ?? new Date().toISOString();
  const profile = objectAt(body, PROFILE);
  return {
    ...located(body),
    sku: { tier: "Standard", ...objectAt(body, "sku") },
    properties: {
      singlePlacementGroup: false,
      orchestrationMode: "Uniform",
      ...objectAt(body, "properties"),
      ...(Object.keys(profile).length === 0 ? {} : { virtualMachineProfile: completeProfile(profile, timeCreated) }),
      provisioningState: "Succeeded",
      timeCreated,
      uniqueId: textAt(existing, "properties.uniqueId") ?? uuidFrom(`${id.toLowerCase()} ${timeCreated}`),
    },
  };
}

function completeProfile(profile: JsonObject, timeCreated: string): JsonObject {
  const storage = objectAt(profile, "storageProfile");
  const image = objectAt(storage, "imageReference");
  const osDisk = objectAt(storage, "osDisk");
  return {
    ...profile,
    osProfile: {
      secrets: [],
      allowExtensionOperations: true,
      requireGuestProvisionSignal: true,
      ...objectAt(profile, "osProfile"),
    },
    storageProfile: {
      ...storage,
      imageReference: { ...image, exactVersion: exactVersion(image) },
      osDisk: {
        caching: "ReadWrite",
        deleteOption: "Delete",
        diskSizeGB: 30,
        osType: "Linux",
        ...osDisk,
        managedDisk: { storageAccountType: "Standard_LRS", ...objectAt(osDisk, "managedDisk") },
      },
      dataDisks: listAt(storage, "dataDisks"),
    },
    timeCreated,
  };
}
