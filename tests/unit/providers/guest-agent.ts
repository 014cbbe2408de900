import { spawn } from "node:child_process";
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

type Options = Readonly<Record<string, unknown>>;

const bootIdFile = "/proc/sys/kernel/random/boot_id";

/**
 * A stand-in for QEMU's guest agent: speaks its protocol on a Unix socket as `qemu-ga` 7.2 does, as far as scripts need
 * it. What it is told to run, it runs on this computer; what it is told to read, it reads here.
 */
export class GuestAgentStandIn {
  readonly folder = mkdtempSync(path.join(tmpdir(), "guest-agent-"));
  readonly socket = path.join(this.folder, "agent");
  /** Commands it was given, without the protocol's own. */
  readonly commands: string[] = [];
  private server: Server | undefined;
  private readonly clients = new Set<Socket>();
  private readonly files = new Map<number, { descriptor: number; offset: number }>();
  private bootIdFrom = bootIdFile;

  async listen(): Promise<this> {
    this.server = createServer((client) => this.serve(client));
    await new Promise<void>((resolve) => this.server?.listen(this.socket, resolve));
    return this;
  }

  /** From now on the guest is in another boot. */
  restartGuest(): void {
    this.bootIdFrom = path.join(this.folder, "boot_id");
    writeFileSync(this.bootIdFrom, "00000000-0000-0000-0000-000000000000\n");
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.destroy();
    await new Promise((resolve) => {
      if (this.server === undefined) resolve(undefined);
      else this.server.close(resolve);
    });
    rmSync(this.folder, { recursive: true, force: true });
  }

  private serve(client: Socket): void {
    this.clients.add(client);
    let unread = "";
    client.setEncoding("latin1").on("error", () => {});
    client.on("close", () => this.clients.delete(client));
    client.on("data", (text: string) => {
      const lines = (unread + text).split("\n");
      unread = lines.pop() ?? "";
      for (const line of lines) {
        const { execute, arguments: options } = JSON.parse(line.replaceAll("\xff", "")) as {
          execute: string;
          arguments: Options;
        };
        const delimiter = execute === "guest-sync-delimited" ? "\xff" : "";
        client.write(`${delimiter}${JSON.stringify(this.answer(execute, options))}\n`, "latin1");
      }
    });
  }

  private answer(command: string, options: Options): object {
    try {
      return { return: this.obey(command, options) };
    } catch (error) {
      return { error: { class: "GenericError", desc: String(error) } };
    }
  }

  private obey(command: string, options: Options): unknown {
    if (command === "guest-sync-delimited") return options["id"];
    this.commands.push(command);
    const file = this.files.get(Number(options["handle"]));
    switch (command) {
      case "guest-exec":
        return { pid: execute(options) };
      case "guest-file-open": {
        const given = String(options["path"]);
        const descriptor = openSync(given === bootIdFile ? this.bootIdFrom : given, "r");
        this.files.set(descriptor, { descriptor, offset: 0 });
        return descriptor;
      }
      case "guest-file-seek":
        if (file === undefined) throw new Error("no such handle");
        file.offset = endOf(file.descriptor) + Number(options["offset"]);
        if (file.offset >= 0) return { position: file.offset, eof: false };
        file.offset = 0;
        throw new Error("Invalid argument");
      case "guest-file-read": {
        if (file === undefined) throw new Error("no such handle");
        const bytes = Buffer.alloc(Number(options["count"]));
        const count = readSync(file.descriptor, bytes, 0, bytes.length, file.offset);
        return { count, "buf-b64": bytes.subarray(0, count).toString("base64"), eof: count < bytes.length };
      }
      case "guest-file-close":
        if (file === undefined) throw new Error("no such handle");
        closeSync(file.descriptor);
        return {};
      default:
        throw new Error(`The command ${command} has not been found`);
    }
  }
}

function execute(options: Options): number | undefined {
  const env: NodeJS.ProcessEnv = {};
  for (const given of options["env"] as string[]) env[given.replace(/=.*/s, "")] = given.replace(/^.*?=/s, "");
  const child = spawn(String(options["path"]), options["arg"] as string[], {
    env,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.stdin.end(Buffer.from(String(options["input-data"]), "base64"));
  return child.pid;
}

function endOf(descriptor: number): number {
  return fstatSync(descriptor).size;
}
