import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { stopChildren } from "./children";
import { languageRuntime } from "./language-runtime";

/*
 * `pulumi-language-nodejs` for a CLI built from its Go module: Pulumi's own, a Go program, is not part of that module.
 * The engine starts it with its own address as the last argument, and reads the port from the first line of output.
 */

const engine = process.argv.at(-1) ?? "";
// Large stacks exceed the 4 MiB that gRPC allows by default; the engine itself allows 400 MiB.
const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, languageRuntime(engine));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    console.error(`pulumi-language-nodejs: cannot listen on 127.0.0.1: ${error.message}`);
    process.exit(1);
  }
  console.log(port);
});

// The engine interrupts its plugins when it is done and gives them 5 s (ExecPlugin in pkg/resource/plugin/plugin.go).
// When it dies instead, all that is left to notice is that it no longer holds the other end of our standard input.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end());
process.stdin
  .on("end", () => void end())
  .on("error", () => void end())
  .resume();

async function end(): Promise<void> {
  await stopChildren();
  process.exit(0);
}
