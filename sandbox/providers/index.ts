import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { type Machines, noMachines } from "./azure-native/machines";
import { azureNative } from "./azure-native/service";
import { Subscription } from "./azure-native/subscription";
import { command } from "./command/service";
import { type Provider, serviceOf } from "./protocol/service";
import { routesIn } from "./ssh-routes";

export interface LocalAzureOptions {
  /** Where the resources live between runs; JSON, one ARM id per key. Deleting it empties the local Azure. */
  readonly stateFile: string;
  /** Default: the subscription of Microsoft's own samples, all zeros, which exists nowhere. */
  readonly subscriptionId?: string;
  /** What runs behind the VMs. Default: nothing. */
  readonly machines?: Machines;
}

export interface LocalAzure {
  /** Provider name to TCP port on 127.0.0.1: what PULUMI_DEBUG_PROVIDERS takes as `name:port,…`. */
  readonly ports: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/**
 * Stand-ins for the azure-native and the command provider, served over gRPC from this process: the resource kinds in
 * `azure-native/kinds`, kept in one file and refused where Azure is known to refuse; commands over SSH, to the guests
 * alone. It never reaches the network.
 */
export async function startLocalAzure(options: LocalAzureOptions): Promise<LocalAzure> {
  const subscription = new Subscription(
    options.stateFile,
    options.subscriptionId ?? "00000000-0000-0000-0000-000000000000",
  );
  const machines = options.machines ?? noMachines;
  const providers = [azureNative(subscription, machines), command(routesIn(subscription, machines))];
  const served = await Promise.all(providers.map(serve));
  return {
    ports: Object.fromEntries(served.map(({ name, port }) => [name, port])),
    stop: async () => {
      await Promise.all(served.map(({ server }) => stop(server)));
    },
  };
}

async function serve(provider: Provider): Promise<{ name: string; port: number; server: Server }> {
  // grpc-js stops at 4 MiB by default; the engine itself sends and receives up to 400 MiB.
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, serviceOf(provider));
  return { name: provider.name, port: await listen(server), server };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // An engine that was killed leaves its connection open, and a graceful shutdown would wait for it.
    const force = setTimeout(() => server.forceShutdown(), 500);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}
