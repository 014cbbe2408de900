import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { AzureError } from "./errors";
import type { JsonObject } from "./json";
import { kindOf } from "./kinds";
import { fromStruct, toStruct } from "./properties";
import { get, idOf } from "./resource-manager";
import { outputsOf } from "./response";
import type { Provider } from "./service";

/** `getClientConfig`, and `get` of every kind: `azure-native:compute:getVirtualMachine`. */
export function invoke(request: InvokeRequest, provider: Provider): InvokeResponse {
  const result = resultOf(request.getTok(), fromStruct(request.getArgs()), provider);
  return new InvokeResponse().setReturn(toStruct(result));
}

function resultOf(token: string, args: JsonObject, { subscription }: Provider): JsonObject {
  if (token === "azure-native:authorization:getClientConfig") {
    const nobody = "00000000-0000-0000-0000-000000000000";
    return { clientId: nobody, objectId: nobody, tenantId: nobody, subscriptionId: subscription.id };
  }
  const kind = kindOf(token.replace(/:get(\w+)$/, ":$1"));
  const id = idOf(kind, args, subscription);
  const resource = get(kind, id, subscription.read());
  if (resource === undefined) {
    throw new AzureError(404, "ResourceNotFound", `The Resource '${id}' was not found.`);
  }
  return { ...outputsOf(kind, resource), id: resource.id };
}
