import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** The engine's ear: what providers want shown beside a resource. */
export class EngineLogStandIn {
  readonly messages: string[] = [];
  private readonly server = new Server();

  async listen(): Promise<string> {
    const log = (call: ServerUnaryCall<LogRequest, Empty>, done: sendUnaryData<Empty>): void => {
      this.messages.push(call.request.getMessage());
      done(null, new Empty());
    };
    this.server.addService(EngineService, { log });
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    return `127.0.0.1:${port}`;
  }

  stop(): void {
    this.server.forceShutdown();
  }
}
