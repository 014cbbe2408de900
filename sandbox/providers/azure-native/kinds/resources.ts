import { textAt } from "../../protocol/json";
import { normalLocation } from "../arm-id";
import type { Kind } from "../kind";
import { resourcesModel } from "../mappers";
import { invalidResourceLocation } from "../refusals/placement";

export const resourceGroup: Kind = {
  token: "azure-native:resources:ResourceGroup",
  armType: "Microsoft.Resources/resourceGroups",
  idTemplate: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
  nameInput: "resourceGroupName",
  autoName: "random",
  apiVersion: "2024-03-01",
  model: resourcesModel,
  className: "ResourceGroup",
  forceNew: ["location"],
  references: [],
  refuseWrite: [invalidResourceLocation],
  // Its resources go with it.
  refuseDelete: [],
  complete: ({ body }) => ({
    ...body,
    location: normalLocation(textAt(body, "location") ?? ""),
    properties: { provisioningState: "Succeeded" },
  }),
};
