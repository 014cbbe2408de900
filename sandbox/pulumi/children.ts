import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import type { ServerSurfaceCall } from "@grpc/grpc-js/build/src/server-call";

const running = new Set<ChildProcess>();

/** Starts `node` for an RPC. The program ends with the call: when the engine cancels it, and when this host ends. */
export function startNode(
  call: ServerSurfaceCall,
  args: readonly string[],
  options: SpawnOptions & { readonly cwd: string },
): ChildProcess {
  return startProgram(call, process.execPath, args, options);
}

export function startProgram(
  call: ServerSurfaceCall,
  command: string,
  args: readonly string[],
  options: SpawnOptions & { readonly cwd: string },
): ChildProcess {
  const child = spawn(command, args, options);
  running.add(child);
  child.on("close", () => running.delete(child)).on("error", () => running.delete(child));
  call.on("cancelled", () => void stop(child));
  return child;
}

export async function stopChildren(): Promise<void> {
  await Promise.all([...running].map(stop));
}

/** Asks, then insists: the engine waits 5 s for this host before it kills what it can reach. */
function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (!running.has(child)) {
      resolve();
      return;
    }
    const insist = setTimeout(() => child.kill("SIGKILL"), 3000);
    child.on("close", () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
