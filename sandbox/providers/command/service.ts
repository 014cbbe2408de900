import { randomBytes } from "node:crypto";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  CreateResponse,
  type DiffRequest,
  type DiffResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { changes, diffResponse, propertyOf } from "../protocol/diff";
import { type Json, type JsonObject, textAt } from "../protocol/json";
import { fromStruct, toStruct, UNKNOWN } from "../protocol/properties";
import type { Provider } from "../protocol/service";
import { logicalNameOf, typeOf } from "../protocol/urn";
import type { Routes } from "../ssh-routes";
import { EngineLog } from "./engine-log";
import { problemsOf, remoteCommand, withDefaults } from "./inputs";
import { run } from "./run";

const TOKEN = "command:remote:Command";

/** @pulumi/command 1.2.1, as far as commands by SSH go; real SSH, to where `routes` lead. */
export function command(routes: Routes): Provider {
  const engine = new EngineLog();
  let cancelled = new AbortController();

  const runs = async (urn: string, inputs: JsonObject, line: Json | undefined, previous?: JsonObject) => {
    const before = { stdout: textAt(previous, "stdout") ?? "", stderr: textAt(previous, "stderr") ?? "" };
    if (typeof line !== "string") return { ...inputs, ...before };
    const options = { routes, signal: cancelled.signal, log: engine.log(urn) };
    return { ...inputs, ...(await run(remoteCommand(inputs), line, before, options)) };
  };

  return {
    name: "command",
    version: "1.2.1",
    attach: (address) => {
      engine.attach(address);
      cancelled = new AbortController();
    },
    check: checkCommand,
    diff: diffCommand,
    create: async (request) => {
      const inputs = fromStruct(request.getProperties());
      const id = logicalNameOf(request.getUrn()) + randomBytes(4).toString("hex");
      if (request.getPreview()) return new CreateResponse().setProperties(toStruct(previewOf(inputs)));
      const state = await runs(request.getUrn(), inputs, inputs["create"]);
      return new CreateResponse().setId(id).setProperties(toStruct(state));
    },
    update: async (request) => {
      const inputs = fromStruct(request.getNews());
      if (request.getPreview()) return new UpdateResponse().setProperties(toStruct(previewOf(inputs)));
      const line = inputs["update"] ?? inputs["create"];
      const state = await runs(request.getUrn(), inputs, line, fromStruct(request.getOlds()));
      return new UpdateResponse().setProperties(toStruct(state));
    },
    delete: async (request) => {
      const state = fromStruct(request.getProperties());
      await runs(request.getUrn(), state, state["delete"], state);
      return new Empty();
    },
    // There is nothing to look at: a command was run, and its state says so.
    read: (request) =>
      new ReadResponse().setId(request.getId()).setProperties(request.getProperties()).setInputs(request.getInputs()),
    invoke: (request) => {
      throw new Error(notServed(request.getTok()));
    },
    cancel: () => cancelled.abort(),
  };
}

function checkCommand(request: CheckRequest): CheckResponse {
  const type = typeOf(request.getUrn());
  if (type !== TOKEN) throw new Error(notServed(type));
  const inputs = withDefaults(fromStruct(request.getNews()));
  const failures = problemsOf(inputs).map(({ property, reason }) =>
    new CheckFailure().setProperty(property).setReason(reason),
  );
  return new CheckResponse().setInputs(toStruct(inputs)).setFailuresList(failures);
}

/** Triggers replace, everything else runs `update` (provider/pkg/provider/common/inputs.go of pulumi-command). */
function diffCommand(request: DiffRequest): DiffResponse {
  const found = changes(fromStruct(request.getOldInputs()), fromStruct(request.getNews()));
  const differences = found.map((change) => ({ ...change, replaces: propertyOf(change.path) === "triggers" }));
  return diffResponse(differences, false);
}

function previewOf(inputs: JsonObject): JsonObject {
  return { ...inputs, stdout: UNKNOWN, stderr: UNKNOWN };
}

function notServed(token: string): string {
  return `the local Azure does not serve ${token}; of command it serves ${TOKEN}`;
}
