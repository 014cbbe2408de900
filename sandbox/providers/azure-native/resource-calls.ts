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
import { type JsonObject, textAt, without } from "../protocol/json";
import { fromStruct, toStruct } from "../protocol/properties";
import { typeOf } from "../protocol/urn";
import { parseId } from "./arm-id";
import { driftedInputs } from "./drift";
import type { Kind } from "./kind";
import { kindOf } from "./kinds";
import { virtualMachine } from "./kinds/compute";
import { requestBody } from "./request";
import { get, idOf, put, remove } from "./resource-manager";
import { inputPart, outputsOf, previewOf } from "./response";
import type { Context } from "./service";

export async function createResource(
  request: CreateRequest,
  { subscription, machines }: Context,
): Promise<CreateResponse> {
  const kind = kindOf(typeOf(request.getUrn()));
  const inputs = fromStruct(request.getProperties());
  if (request.getPreview()) return new CreateResponse().setProperties(toStruct(previewOf(kind, inputs)));
  const id = idOf(kind, inputs, subscription);
  const body = requestBody(kind, inputs);
  const created = subscription.change((resources) => {
    // A PUT would take the resource over; azure-native looks first.
    if (get(kind, id, resources) !== undefined) throw new Error(`cannot create already existing resource '${id}'`);
    return put(kind, id, body, {}, resources);
  });
  if (kind.armType === virtualMachine.armType) {
    const booted = machines.boot(created, textAt(body, "properties.osProfile.customData"));
    await booted.catch((error: unknown) => {
      subscription.change((resources) => remove(kind, created.id, resources));
      throw error;
    });
  }
  return new CreateResponse().setId(created.id).setProperties(toStruct(outputsOf(kind, created)));
}

export function updateResource(request: UpdateRequest, { subscription }: Context): UpdateResponse {
  const kind = kindOf(typeOf(request.getUrn()));
  const inputs = fromStruct(request.getNews());
  if (request.getPreview()) {
    const { name, location } = fromStruct(request.getOlds());
    const stable = { ...(name === undefined ? {} : { name }), ...(location === undefined ? {} : { location }) };
    return new UpdateResponse().setProperties(toStruct({ ...previewOf(kind, inputs), ...stable }));
  }
  const previous = previousBody(kind, fromStruct(request.getOldInputs()));
  const updated = subscription.change((resources) =>
    put(kind, request.getId(), requestBody(kind, inputs), previous, resources),
  );
  return new UpdateResponse().setProperties(toStruct(outputsOf(kind, updated)));
}

/** A refresh, or an import when there are no inputs yet. An empty id says that the resource is gone. */
export function readResource(request: ReadRequest, { subscription, machines }: Context): ReadResponse {
  const kind = kindOf(typeOf(request.getUrn()));
  if (machines.isLost(request.getId())) subscription.change((resources) => remove(kind, request.getId(), resources));
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
