import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "ssh2";

/** What a script printed and how it ended; -1 when the connection ended before it did. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Address {
  readonly port: number;
  readonly username: string;
  /** The file with the private key. */
  readonly key: string;
}

/**
 * Runs a POSIX shell script in the guest as root. Rejects when no connection comes about, or after `seconds`.
 *
 * The host key is not checked: the port leads into a process of ours, and every guest has a key of its own.
 */
export async function runAsRoot(address: Address, script: string, seconds: number): Promise<Ran> {
  const client = await connect(address);
  let limit: NodeJS.Timeout | undefined;
  try {
    const timeout = new Promise<never>((_, reject) => {
      limit = setTimeout(() => reject(new Error(`the guest's script took more than ${seconds} s`)), seconds * 1000);
    });
    return await Promise.race([run(client, script), timeout]);
  } finally {
    clearTimeout(limit);
    client.end();
    client.destroy();
  }
}

/** Dials while `alive`, until somebody answers and lets us in, or until `deadline`; says whether it did. */
export async function waitForSsh(address: Address, deadline: number, alive: () => boolean): Promise<boolean> {
  while (Date.now() < deadline && alive()) {
    try {
      await runAsRoot(address, "true", 60);
      return true;
    } catch {
      await wait(500);
    }
  }
  return false;
}

function connect({ port, username, key }: Address): Promise<Client> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    client
      // Kept for errors after the connection has ended, which have nobody else to go to.
      .on("error", reject)
      .on("ready", () => resolve(client))
      .on("close", () => {
        reject(new Error("the connection was closed"));
      })
      .connect({
        host: "127.0.0.1",
        port,
        username,
        privateKey: readFileSync(key),
        // Under emulation a key exchange takes seconds; QEMU accepts the connection before the guest does.
        readyTimeout: 30_000,
      });
  });
}

function run(client: Client, script: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    client.on("close", () => resolve({ code: -1, stdout, stderr }));
    let stdout = "";
    let stderr = "";
    client.exec("sudo -n sh -s", (error, stream) => {
      if (error !== undefined) {
        reject(error);
        return;
      }
      stream.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
      });
      stream.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      stream.on("close", (code: number | null) => resolve({ code: code ?? -1, stdout, stderr }));
      stream.end(script);
    });
  });
}
