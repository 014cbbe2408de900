import { type handleUnaryCall, Metadata, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { JsonObject } from "./json";
import { toStruct } from "./properties";

/** A resource that exists although what was asked of it failed: the engine keeps it and updates it in the next run. */
export class PartialFailure extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly outputs: JsonObject,
  ) {
    super(message);
  }
}

/** Errors reach the engine as a Go provider's do: status UNKNOWN and the bare text. */
export function answer<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const answered = async (): Promise<Response> => await handle(call.request);
    answered().then(
      (response) => callback(null, response),
      (error: unknown) => {
        const details = error instanceof Error ? error.message : String(error);
        const metadata = error instanceof PartialFailure ? keptResource(error) : new Metadata();
        callback({ code: status.UNKNOWN, details, metadata });
      },
    );
  };
}

/** In the header that gRPC's other implementations carry an error's details in; grpc-js has no words for it. */
function keptResource({ id, outputs, message }: PartialFailure): Metadata {
  const failed = new ErrorResourceInitFailed().setId(id).setProperties(toStruct(outputs)).setReasonsList([message]);
  const details = new Any();
  details.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const metadata = new Metadata();
  const carried = new Status().setCode(status.UNKNOWN).setMessage(message).setDetailsList([details]);
  metadata.add("grpc-status-details-bin", Buffer.from(carried.serializeBinary()));
  return metadata;
}
