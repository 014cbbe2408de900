import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { at, type JsonObject, objectAt } from "../protocol/json";
import { fromStruct, toStruct } from "../protocol/properties";
import { AzureError } from "./errors";
import { kindOf } from "./kinds";
import { runCommand } from "./kinds/compute";
import type { Machines } from "./machines";
import { get, idOf } from "./resource-manager";
import { outputsOf } from "./response";
import { settleIfEnded } from "./run-command";
import type { Context } from "./service";
import type { ArmResource } from "./subscription";

/** `getClientConfig`, and `get` of every kind: `azure-native:compute:getVirtualMachine`. */
export async function invoke(request: InvokeRequest, context: Context): Promise<InvokeResponse> {
  const result = await resultOf(request.getTok(), fromStruct(request.getArgs()), context);
  return new InvokeResponse().setReturn(toStruct(result));
}

async function resultOf(token: string, args: JsonObject, context: Context): Promise<JsonObject> {
  const { subscription } = context;
  if (token === "azure-native:authorization:getClientConfig") {
    const nobody = "00000000-0000-0000-0000-000000000000";
    return { clientId: nobody, objectId: nobody, tenantId: nobody, subscriptionId: subscription.id };
  }
  const kind = kindOf(token.replace(/:get(\w+)$/, ":$1"));
  const id = idOf(kind, args, subscription);
  if (kind.armType === runCommand.armType) await settleIfEnded(id, context);
  const resource = get(kind, id, subscription.read());
  if (resource === undefined) {
    throw new AzureError(404, "ResourceNotFound", `The Resource '${id}' was not found.`);
  }
  const expanded = args["expand"] === "instanceView" ? instanceViewOf(resource, context) : {};
  return { ...outputsOf(kind, resource), ...expanded, id: resource.id };
}

/** The part of a resource that Azure gives only when it is asked for. */
function instanceViewOf(resource: ArmResource, { subscription, machines }: Context): JsonObject {
  if (resource.type !== runCommand.armType) return machineViewOf(resource, machines);
  return { instanceView: objectAt(subscription.read().get(resource.id), "properties.instanceView") };
}

/** A VM's serial log is there where the VM has boot diagnostics. */
function machineViewOf(vm: ArmResource, machines: Machines): JsonObject {
  const view = machines.instanceView(vm.id);
  if (view === undefined) return {};
  const power = view.running ? "running" : "stopped";
  const diagnosed = at(vm, "properties.diagnosticsProfile.bootDiagnostics.enabled") === true;
  return {
    instanceView: {
      statuses: [{ code: `PowerState/${power}`, level: "Info", displayStatus: `VM ${power}` }],
      ...(diagnosed && { bootDiagnostics: { serialConsoleLogBlobUri: view.serialLog } }),
    },
  };
}
