import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
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
  InvokeRequest,
  type InvokeResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { type LocalAzure, startLocalAzure } from "azure-kdump-sandbox/bin/providers";
import type { Machines } from "azure-kdump-sandbox/bin/providers/azure-native/machines";
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
  private client: ResourceProviderClient | undefined;

  constructor(private readonly machines?: Machines) {}

  async start(configuration: Record<string, string> = {}): Promise<void> {
    this.azure = await startLocalAzure({ stateFile: this.stateFile, machines: this.machines });
    this.client = new ResourceProviderClient(
      `127.0.0.1:${this.azure.ports["azure-native"]}`,
      credentials.createInsecure(),
      { "grpc.max_receive_message_length": -1 },
    );
    const request = new ConfigureRequest();
    for (const [name, value] of Object.entries(configuration)) request.getVariablesMap().set(name, value);
    await call(this.provider.configure.bind(this.provider), request);
  }

  async stop(): Promise<void> {
    this.client?.close();
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
    if (this.client === undefined) throw new Error("not started");
    return this.client;
  }

  async check(type: string, name: string, inputs: Properties, options: CheckOptions = {}) {
    const seed = new Uint8Array(Buffer.from(options.seed ?? "seed"));
    const request = new CheckRequest().setUrn(urnOf(type, name)).setNews(struct(inputs)).setRandomseed(seed);
    if (options.oldInputs !== undefined) request.setOlds(struct(options.oldInputs));
    if (options.autonaming !== undefined) {
      const [mode, proposed] = options.autonaming;
      request.setAutonaming(new CheckRequest.AutonamingOptions().setMode(Mode[mode]).setProposedName(proposed));
    }
    const response = await call<CheckRequest, CheckResponse>(this.provider.check.bind(this.provider), request);
    return {
      inputs: plain(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  async preview(type: string, name: string, inputs: Properties): Promise<Properties> {
    const request = new CreateRequest().setUrn(urnOf(type, name)).setProperties(struct(inputs)).setPreview(true);
    const response = await call<CreateRequest, CreateResponse>(this.provider.create.bind(this.provider), request);
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
    const response = await call<CreateRequest, CreateResponse>(this.provider.create.bind(this.provider), request);
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
    const response = await call<UpdateRequest, UpdateResponse>(this.provider.update.bind(this.provider), request);
    return { ...known, inputs: args, outputs: plain(response.getProperties()) };
  }

  async diff(known: Known, args: Properties) {
    const request = new DiffRequest()
      .setId(known.id)
      .setUrn(known.urn)
      .setOlds(struct(known.outputs))
      .setOldInputs(struct(known.inputs))
      .setNews(struct(args));
    const response = await call<DiffRequest, DiffResponse>(this.provider.diff.bind(this.provider), request);
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
    const response = await call<ReadRequest, ReadResponse>(this.provider.read.bind(this.provider), request);
    if (response.getId() === "") return undefined;
    const [inputs, outputs] = [plain(response.getInputs()), plain(response.getProperties())];
    return { urn: known.urn, id: response.getId(), inputs, outputs };
  }

  async destroy(known: Known): Promise<void> {
    const request = new DeleteRequest().setId(known.id).setUrn(known.urn).setProperties(struct(known.outputs));
    await call(this.provider.delete.bind(this.provider), request);
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const request = new InvokeRequest().setTok(token).setArgs(struct(args));
    const response = await call<InvokeRequest, InvokeResponse>(this.provider.invoke.bind(this.provider), request);
    return plain(response.getReturn());
  }
}

/** `storageProfile.osDisk.name`, `ipConfigurations.0.id`. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce((found, step) => (found as Properties | undefined)?.[step], value);
}

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::test::azure-native:${type}::${name}`;
}

function call<Request, Response>(method: Call<Request, Response>, request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    method(request, (error, response) => {
      if (error) reject(new Error(error.details));
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
