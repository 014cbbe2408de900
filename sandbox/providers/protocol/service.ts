import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  type CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  GetSchemaResponse,
  type InvokeRequest,
  type InvokeResponse,
  ProviderHandshakeResponse,
  type ReadRequest,
  type ReadResponse,
  type UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answer } from "./answer";

/** What tells one provider from another. */
export interface Provider {
  readonly name: string;
  readonly version: string;
  /** The address of an engine that takes this provider into its service. */
  attach?(engine: string): void;
  configure?(variables: ReadonlyMap<string, string>): void;
  check(request: CheckRequest): CheckResponse;
  diff(request: DiffRequest): DiffResponse;
  create(request: CreateRequest): CreateResponse | Promise<CreateResponse>;
  read(request: ReadRequest): ReadResponse | Promise<ReadResponse>;
  update(request: UpdateRequest): UpdateResponse | Promise<UpdateResponse>;
  delete(request: DeleteRequest): Empty | Promise<Empty>;
  invoke(request: InvokeRequest): InvokeResponse | Promise<InvokeResponse>;
  cancel?(): void;
}

/** A provider's side of the ResourceProvider protocol. */
export function serviceOf(provider: Provider): UntypedServiceImplementation {
  const { name, version } = provider;
  return {
    handshake: answer(handshake),
    attach: answer((request: PluginAttach) => {
      provider.attach?.(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: answer(() => new PluginInfo().setVersion(version)),
    getSchema: answer(() => new GetSchemaResponse().setSchema(JSON.stringify({ name, version }))),
    checkConfig: answer((request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: answer(() => new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE)),
    configure: answer((request: ConfigureRequest) => {
      provider.configure?.(new Map(request.getVariablesMap().getEntryList()));
      return new ConfigureResponse()
        .setSupportspreview(true)
        .setAcceptsecrets(false)
        .setSupportsAutonamingConfiguration(true);
    }),
    check: answer((request: CheckRequest) => provider.check(request)),
    diff: answer((request: DiffRequest) => provider.diff(request)),
    create: answer((request: CreateRequest) => provider.create(request)),
    read: answer((request: ReadRequest) => provider.read(request)),
    update: answer((request: UpdateRequest) => provider.update(request)),
    delete: answer((request: DeleteRequest) => provider.delete(request)),
    invoke: answer((request: InvokeRequest) => provider.invoke(request)),
    cancel: answer(() => {
      provider.cancel?.();
      return new Empty();
    }),
  };
}

/**
 * Secrets are declined: the engine then sends plain values and marks as secret every output of the same name.
 * The stand-ins look at values, so they could not keep them apart; what Azure never gives back they do not store.
 */
function handshake(): ProviderHandshakeResponse {
  return new ProviderHandshakeResponse()
    .setAcceptSecrets(false)
    .setAcceptResources(false)
    .setAcceptOutputs(false)
    .setSupportsAutonamingConfiguration(true);
}
