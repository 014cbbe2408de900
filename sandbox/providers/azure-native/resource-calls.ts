import {
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PartialFailure } from "../protocol/answer";
import { type JsonObject, textAt, without } from "../protocol/json";
import { fromStruct, toStruct } from "../protocol/properties";
import { typeOf } from "../protocol/urn";
import { parseId } from "./arm-id";
import { driftedInputs } from "./drift";
import type { Kind } from "./kind";
import { kindOf } from "./kinds";
import { runCommand, virtualMachine } from "./kinds/compute";
import { scaleSet } from "./kinds/scale-set";
import { requestBody } from "./request";
import { get, idOf, put, remove } from "./resource-manager";
import { inputPart, outputsOf, previewOf } from "./response";
import { refuseStoppedMachine, runsAgain, runScript, settleIfEnded } from "./run-command";
import type { Context } from "./service";
import type { ArmResource } from "./subscription";

export async function createResource(request: CreateRequest, context: Context): Promise<CreateResponse> {
  const { subscription, machines } = context;
  const kind = kindOf(typeOf(request.getUrn()));
  const inputs = fromStruct(request.getProperties());
  if (request.getPreview()) return new CreateResponse().setProperties(toStruct(previewOf(kind, inputs)));
  const id = idOf(kind, inputs, subscription);
  const body = requestBody(kind, inputs);
  const runs = kind.armType === runCommand.armType;
  if (runs) refuseStoppedMachine(id, machines);
  const created = subscription.change((resources) => {
    // A PUT would take the resource over; azure-native looks first.
    if (get(kind, id, resources) !== undefined) throw new Error(`cannot create already existing resource '${id}'`);
    return put(kind, id, body, {}, resources);
  });
  if (kind.armType === virtualMachine.armType || kind.armType === scaleSet.armType) {
    const booted = machines.boot(created, textAt(body, "properties.osProfile.customData"));
    await booted.catch((error: unknown) => {
      subscription.change((resources) => remove(kind, created.id, resources));
      throw error;
    });
  }
  const written = runs ? await run(kind, created, body, context) : created;
  return new CreateResponse().setId(created.id).setProperties(toStruct(outputsOf(kind, written)));
}

export async function updateResource(request: UpdateRequest, context: Context): Promise<UpdateResponse> {
  const { subscription, machines } = context;
  const kind = kindOf(typeOf(request.getUrn()));
  const inputs = fromStruct(request.getNews());
  if (request.getPreview()) {
    const { name, location } = fromStruct(request.getOlds());
    const stable = { ...(name === undefined ? {} : { name }), ...(location === undefined ? {} : { location }) };
    return new UpdateResponse().setProperties(toStruct({ ...previewOf(kind, inputs), ...stable }));
  }
  const id = request.getId();
  const body = requestBody(kind, inputs);
  const previous = previousBody(kind, fromStruct(request.getOldInputs()));
  const runs = kind.armType === runCommand.armType && runsAgain(subscription.read().get(id), body, previous);
  if (runs) refuseStoppedMachine(id, machines);
  const updated = subscription.change((resources) => put(kind, id, body, previous, resources));
  const written = runs ? await run(kind, updated, body, context) : updated;
  return new UpdateResponse().setProperties(toStruct(outputsOf(kind, written)));
}

/** A command that failed is there all the same: the engine is to keep it, and to run it again with the next update. */
async function run(kind: Kind, command: ArmResource, body: JsonObject, context: Context): Promise<ArmResource> {
  const failure = await runScript(command, body, context);
  const written = get(kind, command.id, context.subscription.read()) ?? command;
  if (failure !== undefined) throw new PartialFailure(failure.message, command.id, outputsOf(kind, written));
  return written;
}

/** A refresh, or an import when there are no inputs yet. An empty id says that the resource is gone. */
export async function readResource(request: ReadRequest, context: Context): Promise<ReadResponse> {
  const { subscription, machines } = context;
  const kind = kindOf(typeOf(request.getUrn()));
  if (machines.isLost(request.getId())) subscription.change((resources) => remove(kind, request.getId(), resources));
  if (kind.armType === runCommand.armType) await settleIfEnded(request.getId(), context);
  const live = get(kind, request.getId(), subscription.read());
  if (live === undefined) return new ReadResponse();
  const outputs = outputsOf(kind, live);
  const oldInputs = fromStruct(request.getInputs());
  const inputs =
    Object.keys(oldInputs).length === 0
      ? importedInputs(kind, live.id, outputs)
      : driftedInputs(oldInputs, ...comparable(kind, oldInputs, fromStruct(request.getProperties()), outputs));
  return new ReadResponse().setId(live.id).setProperties(toStruct(outputs)).setInputs(toStruct(inputs));
}

export async function deleteResource(request: DeleteRequest, { subscription, machines }: Context): Promise<Empty> {
  const kind = kindOf(typeOf(request.getUrn()));
  subscription.change((resources) => remove(kind, request.getId(), resources));
  const left = subscription.read().ofType(virtualMachine.armType);
  await machines.keepOnly(left.map(({ id }) => id));
  return new Empty();
}

function importedInputs(kind: Kind, id: string, outputs: JsonObject): JsonObject {
  const fromId = without(parseId(kind.idTemplate, id) ?? {}, "subscriptionId");
  return { ...inputPart(kind, outputs), ...fromId, azureApiVersion: kind.apiVersion };
}

/** Old and live outputs as far as they could be inputs; those managed elsewhere count only where they are inputs. */
function comparable(kind: Kind, inputs: JsonObject, before: JsonObject, live: JsonObject): [JsonObject, JsonObject] {
  const elsewhere = (kind.subResources ?? []).filter((name) => inputs[name] === undefined);
  const part = (outputs: JsonObject) =>
    Object.fromEntries(Object.entries(inputPart(kind, outputs)).filter(([name]) => !elsewhere.includes(name)));
  return [part(before), part(live)];
}

/** Old inputs that Azure would not take any more must not be in the way of the ones that mend it. */
function previousBody(kind: Kind, oldInputs: JsonObject): JsonObject {
  try {
    return requestBody(kind, oldInputs);
  } catch {
    return {};
  }
}
