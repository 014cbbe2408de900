import { type handleUnaryCall, status, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  type DeleteRequest,
  DiffResponse,
  GetSchemaResponse,
  type InvokeRequest,
  ProviderHandshakeResponse,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { checkResource } from "./check-call";
import { diffResource } from "./diff-call";
import { invoke } from "./invoke-call";
import type { Machines } from "./machines";
import { createResource, deleteResource, readResource, updateResource } from "./resource-calls";
import type { Subscription } from "./subscription";

/** The version whose schema, force-new properties and API versions the stand-in follows. */
const VERSION = "3.28.0";

/** What a call may use: the resources, and the provider's configuration once it has been given. */
export interface Provider {
  readonly subscription: Subscription;
  readonly machines: Machines;
  configuredLocation: string | undefined;
}

/** azure-native's side of the ResourceProvider protocol, answered from a local subscription. */
export function localService(subscription: Subscription, machines: Machines): UntypedServiceImplementation {
  const provider: Provider = { subscription, machines, configuredLocation: undefined };
  return {
    handshake: answer(handshake),
    attach: answer(() => new Empty()),
    getPluginInfo: answer(() => new PluginInfo().setVersion(VERSION)),
    getSchema: answer(() =>
      new GetSchemaResponse().setSchema(JSON.stringify({ name: "azure-native", version: VERSION })),
    ),
    checkConfig: answer((request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: answer(() => new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE)),
    configure: answer((request: ConfigureRequest) => configure(request, provider)),
    check: answer((request: CheckRequest) => checkResource(request, provider)),
    diff: answer(diffResource),
    create: answer((request: CreateRequest) => createResource(request, provider)),
    read: answer((request: ReadRequest) => readResource(request, provider)),
    update: answer((request: UpdateRequest) => updateResource(request, provider)),
    delete: answer((request: DeleteRequest) => deleteResource(request, provider)),
    invoke: answer((request: InvokeRequest) => invoke(request, provider)),
    cancel: answer(() => new Empty()),
  };
}

/**
 * Secrets are declined: the engine then sends plain values and marks as secret every output of the same name.
 * The stand-in looks at values, so it could not keep them apart; what Azure never gives back it does not store.
 */
function handshake(): ProviderHandshakeResponse {
  return new ProviderHandshakeResponse()
    .setAcceptSecrets(false)
    .setAcceptResources(false)
    .setAcceptOutputs(false)
    .setSupportsAutonamingConfiguration(true);
}

function configure(request: ConfigureRequest, provider: Provider): ConfigureResponse {
  provider.configuredLocation = request.getVariablesMap().get("azure-native:config:location");
  return new ConfigureResponse()
    .setSupportspreview(true)
    .setAcceptsecrets(false)
    .setSupportsAutonamingConfiguration(true);
}

/** Errors reach the engine as azure-native's do: status UNKNOWN and the bare text. */
function answer<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const answered = async (): Promise<Response> => await handle(call.request);
    answered().then(
      (response) => callback(null, response),
      (error: unknown) => {
        callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
      },
    );
  };
}
