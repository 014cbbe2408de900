import type { Provider } from "../protocol/service";
import { checkResource } from "./check-call";
import { diffResource } from "./diff-call";
import { invoke } from "./invoke-call";
import type { Machines } from "./machines";
import { createResource, deleteResource, readResource, updateResource } from "./resource-calls";
import type { Subscription } from "./subscription";

/** What a call may use: the resources, and the provider's configuration once it has been given. */
export interface Context {
  readonly subscription: Subscription;
  readonly machines: Machines;
  configuredLocation: string | undefined;
}

/** azure-native, answered from a local subscription. */
export function azureNative(subscription: Subscription, machines: Machines): Provider {
  const context: Context = { subscription, machines, configuredLocation: undefined };
  return {
    name: "azure-native",
    // The version whose schema, force-new properties and API versions the stand-in follows.
    version: "3.28.0",
    configure: (variables) => {
      context.configuredLocation = variables.get("azure-native:config:location");
    },
    check: (request) => checkResource(request, context),
    diff: diffResource,
    create: (request) => createResource(request, context),
    read: (request) => readResource(request, context),
    update: (request) => updateResource(request, context),
    delete: (request) => deleteResource(request, context),
    invoke: (request) => invoke(request, context),
  };
}
