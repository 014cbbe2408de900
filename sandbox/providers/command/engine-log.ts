import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { Log } from "./run";

/** Lines beside a resource in the engine's display. Without an engine there is nobody to tell. */
export class EngineLog {
  private engine: EngineClient | undefined;

  attach(address: string): void {
    this.engine?.close();
    this.engine = new EngineClient(address, credentials.createInsecure());
  }

  log(urn: string): Log {
    return (severity, message) => {
      const request = new LogRequest()
        .setUrn(urn)
        .setSeverity(severities[severity])
        .setMessage(message)
        .setEphemeral(severity === "status");
      // An engine that has gone away needs no telling.
      this.engine?.log(request, () => {});
    };
  }
}

const severities = {
  status: LogSeverity.INFO,
  info: LogSeverity.INFO,
  warning: LogSeverity.WARNING,
  error: LogSeverity.ERROR,
} as const;
