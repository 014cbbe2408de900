import { utils } from "ssh2";
import { at, isObject, type Json, type JsonObject } from "../protocol/json";
import { isUnknown } from "../protocol/properties";

/** The inputs of command:remote:Command as @pulumi/command 1.2.1 types them, defaults filled in. */
export interface RemoteCommand {
  readonly connection: Connection;
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly logging?: Logging;
  readonly addPreviousOutputInEnv: boolean;
}

export type Logging = "stdout" | "stderr" | "stdoutAndStderr" | "none";

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly privateKey?: string;
  readonly privateKeyPassword?: string;
  readonly agentSocketPath?: string;
  /** A line of OpenSSH's known keys: type and base64. Without it any key is taken. */
  readonly hostKey?: string;
  /** Dials that may fail; -1: any number. */
  readonly dialErrorLimit: number;
  /** Seconds; 0: as long as it takes. */
  readonly perDialTimeout: number;
}

export interface Connection extends Endpoint {
  readonly proxy?: Endpoint;
}

const endpointDefaults = { user: "root", port: 22, dialErrorLimit: 10, perDialTimeout: 15 };

export function withDefaults(inputs: JsonObject): JsonObject {
  const { connection } = inputs;
  if (!isObject(connection)) return { addPreviousOutputInEnv: true, ...inputs };
  const { proxy } = connection;
  const filled = {
    ...endpointDefaults,
    ...connection,
    ...(isObject(proxy) && { proxy: { ...endpointDefaults, ...proxy } }),
  };
  return { addPreviousOutputInEnv: true, ...inputs, connection: filled };
}

/** Inputs that have passed the check; the SDK has seen to their types. */
export function remoteCommand(inputs: JsonObject): RemoteCommand {
  return inputs as unknown as RemoteCommand;
}

/** What is missing or cannot be understood, each with its path. */
export function problemsOf(inputs: JsonObject): readonly { readonly property: string; readonly reason: string }[] {
  if (inputs["connection"] === undefined) {
    return [{ property: "connection", reason: "missing required property 'connection'" }];
  }
  const logging = inputs["logging"];
  const endpoints = ["connection", ...(at(inputs, "connection.proxy") === undefined ? [] : ["connection.proxy"])];
  return [
    ...endpoints.flatMap((path) => endpointProblems(path, at(inputs, path))),
    ...(logging === undefined || isUnknown(logging) || loggings.some((known) => known === logging)
      ? []
      : [{ property: "logging", reason: `logging is one of ${loggings.join(", ")}` }]),
  ];
}

const loggings: readonly Logging[] = ["stdout", "stderr", "stdoutAndStderr", "none"];

function endpointProblems(path: string, endpoint: Json | undefined) {
  if (!isObject(endpoint)) return [];
  const host = endpoint["host"] === undefined ? [`missing required property '${path}.host'`] : [];
  const hostKey = endpoint["hostKey"];
  const known = typeof hostKey !== "string" || isUnknown(hostKey) || !(utils.parseKey(hostKey) instanceof Error);
  const form = known ? [] : [`${path}.hostKey is not a public key in OpenSSH's form: "ssh-ed25519 AAAA…"`];
  return [...host, ...form].map((reason) => ({ property: path, reason }));
}
