import { fail } from "node:assert";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  type DiffResponse,
  ErrorResourceInitFailed,
  InvokeRequest,
  type InvokeResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { type LocalAzure, startLocalAzure } from "azure-kdump-sandbox/bin/providers";
import type { Machines } from "azure-kdump-sandbox/bin/providers/azure-native/machines";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

export type Properties = Readonly<Record<string, unknown>>;

/** A resource as the engine remembers it. */
export interface Known {
  readonly urn: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export interface CheckOptions {
  readonly oldInputs?: Properties;
  readonly seed?: string;
  /** What `pulumi:autonaming` in a stack's configuration makes of a resource. */
  readonly autonaming?: readonly [keyof typeof Mode, string];
}

const { Mode } = CheckRequest.AutonamingOptions;

type Call<Request, Response> = (
  request: Request,
  done: (error: ServiceError | null, response: Response) => void,
) => unknown;

/** The engine's side of the protocol against a local Azure of its own. */
export class Engine {
  readonly stateFile = join(mkdtempSync(join(tmpdir(), "local-azure-")), "state.json");
  private azure: LocalAzure | undefined;
  private readonly clients = new Map<string, ResourceProviderClient>();

  constructor(private readonly machines?: Machines) {}

  async start(configuration: Record<string, string> = {}): Promise<void> {
    this.azure = await startLocalAzure({ stateFile: this.stateFile, machines: this.machines });
    for (const [name, port] of Object.entries(this.azure.ports)) {
      const options = { "grpc.max_receive_message_length": -1 };
      const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), options);
      this.clients.set(name, client);
    }
    const request = new ConfigureRequest();
    for (const [name, value] of Object.entries(configuration)) request.getVariablesMap().set(name, value);
    await call(this.provider.configure.bind(this.provider), request);
  }

  async stop(): Promise<void> {
    for (const client of this.clients.values()) client.close();
    await this.azure?.stop();
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(dirname(this.stateFile), { recursive: true });
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  clear(): void {
    rmSync(this.stateFile, { force: true });
  }

  /** Change the state file behind the provider's back, as someone in the portal would. */
  drift(id: string, change: (resource: string) => string): void {
    const state = JSON.parse(readFileSync(this.stateFile, "utf8")) as Record<string, unknown>;
    const resource: unknown = JSON.parse(change(JSON.stringify(state[id.toLowerCase()])));
    writeFileSync(this.stateFile, JSON.stringify({ ...state, [id.toLowerCase()]: resource }));
  }

  /** Delete a resource behind the provider's back. */
  forget(id: string): void {
    const state = JSON.parse(readFileSync(this.stateFile, "utf8")) as Record<string, unknown>;
    const rest = Object.entries(state).filter(([key]) => key !== id.toLowerCase());
    writeFileSync(this.stateFile, JSON.stringify(Object.fromEntries(rest)));
  }

  get provider(): ResourceProviderClient {
    return this.providerOf("azure-native");
  }

  /** The provider of a URN or a token. */
  providerOf(urn: string): ResourceProviderClient {
    const [, name = "azure-native"] = /(?:^|[:$])(command):/.exec(urn) ?? [];
    return this.clients.get(name) ?? fail("not started");
  }

  /** Puts a provider into the service of the engine at an address. */
  async attach(provider: string, address: string): Promise<void> {
    const client = this.providerOf(`${provider}:`);
    await call(client.attach.bind(client), new PluginAttach().setAddress(address));
  }

  async cancel(provider: string): Promise<void> {
    const client = this.providerOf(`${provider}:`);
    await call(client.cancel.bind(client), new Empty());
  }

  async check(type: string, name: string, inputs: Properties, options: CheckOptions = {}) {
    const seed = new Uint8Array(Buffer.from(options.seed ?? "seed"));
    const request = new CheckRequest().setUrn(urnOf(type, name)).setNews(struct(inputs)).setRandomseed(seed);
    if (options.oldInputs !== undefined) request.setOlds(struct(options.oldInputs));
    if (options.autonaming !== undefined) {
      const [mode, proposed] = options.autonaming;
      request.setAutonaming(new CheckRequest.AutonamingOptions().setMode(Mode[mode]).setProposedName(proposed));
    }
    const provider = this.providerOf(request.getUrn());
    const response = await call<CheckRequest, CheckResponse>(provider.check.bind(provider), request);
    return {
      inputs: plain(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  async preview(type: string, name: string, inputs: Properties): Promise<Properties> {
    const request = new CreateRequest().setUrn(urnOf(type, name)).setProperties(struct(inputs)).setPreview(true);
    const provider = this.providerOf(request.getUrn());
    const response = await call<CreateRequest, CreateResponse>(provider.create.bind(provider), request);
    return plain(response.getProperties());
  }

  /** Check and Create, as `pulumi up` does. */
  async up(type: string, name: string, args: Properties): Promise<Known> {
    const { inputs, failures } = await this.check(type, name, args);
    if (failures.length > 0) throw new Error(failures.join("; "));
    return this.create(type, name, inputs);
  }

  async create(type: string, name: string, inputs: Properties): Promise<Known> {
    const request = new CreateRequest().setUrn(urnOf(type, name)).setProperties(struct(inputs));
    const provider = this.providerOf(request.getUrn());
    const response = await call<CreateRequest, CreateResponse>(provider.create.bind(provider), request);
    return { urn: urnOf(type, name), id: response.getId(), inputs, outputs: plain(response.getProperties()) };
  }

  async update(known: Known, args: Properties, preview = false): Promise<Known> {
    const request = new UpdateRequest()
      .setId(known.id)
      .setUrn(known.urn)
      .setOlds(struct(known.outputs))
      .setOldInputs(struct(known.inputs))
      .setNews(struct(args))
      .setPreview(preview);
    const provider = this.providerOf(request.getUrn());
    const response = await call<UpdateRequest, UpdateResponse>(provider.update.bind(provider), request);
    return { ...known, inputs: args, outputs: plain(response.getProperties()) };
  }

  async diff(known: Known, args: Properties) {
    const request = new DiffRequest()
      .setId(known.id)
      .setUrn(known.urn)
      .setOlds(struct(known.outputs))
      .setOldInputs(struct(known.inputs))
      .setNews(struct(args));
    const provider = this.providerOf(request.getUrn());
    const response = await call<DiffRequest, DiffResponse>(provider.diff.bind(provider), request);
    return {
      paths: [...response.getDetaileddiffMap().keys()].sort(),
      replaces: response.getReplacesList().sort(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  /** A refresh, or without inputs and outputs an import; undefined when the resource is gone. */
  async refresh(known: Pick<Known, "urn" | "id"> & Partial<Known>): Promise<Known | undefined> {
    const request = new ReadRequest()
      .setId(known.id)
      .setUrn(known.urn)
      .setInputs(struct(known.inputs ?? {}))
      .setProperties(struct(known.outputs ?? {}));
    const provider = this.providerOf(request.getUrn());
    const response = await call<ReadRequest, ReadResponse>(provider.read.bind(provider), request);
    if (response.getId() === "") return undefined;
    const [inputs, outputs] = [plain(response.getInputs()), plain(response.getProperties())];
    return { urn: known.urn, id: response.getId(), inputs, outputs };
  }

  async destroy(known: Known): Promise<void> {
    const request = new DeleteRequest().setId(known.id).setUrn(known.urn).setProperties(struct(known.outputs));
    const provider = this.providerOf(request.getUrn());
    await call(provider.delete.bind(provider), request);
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const request = new InvokeRequest().setTok(token).setArgs(struct(args));
    const provider = this.providerOf(request.getTok());
    const response = await call<InvokeRequest, InvokeResponse>(provider.invoke.bind(provider), request);
    return plain(response.getReturn());
  }
}

/** What the engine keeps of a create that failed after the resource had come into being. */
export function keptBy(error: unknown): Known {
  const { metadata } = (error as Error).cause as ServiceError;
  const [details] = metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(details)) throw error;
  const [any] = Status.deserializeBinary(details).getDetailsList();
  const failed = any?.unpack(
    (bytes) => ErrorResourceInitFailed.deserializeBinary(bytes),
    "pulumirpc.ErrorResourceInitFailed",
  );
  if (!failed) throw error;
  return { urn: "", id: failed.getId(), inputs: {}, outputs: plain(failed.getProperties()) };
}

/** `storageProfile.osDisk.name`, `ipConfigurations.0.id`. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce((found, step) => (found as Properties | undefined)?.[step], value);
}

export function urnOf(type: string, name: string): string {
  const token = type.startsWith("command:") ? type : `azure-native:${type}`;
  return `urn:pulumi:dev::test::${token}::${name}`;
}

function call<Request, Response>(method: Call<Request, Response>, request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    method(request, (error, response) => {
      if (error) reject(new Error(error.details, { cause: error }));
      else resolve(response);
    });
  });
}

function struct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}

function plain(properties: Struct | undefined): Properties {
  return properties?.toJavaScript() ?? {};
}
