import { spawn } from "node:child_process";
import { connect, createServer, type Server as TcpServer, type Socket } from "node:net";
import { type AuthContext, type Connection, Server, type ServerChannel, utils } from "ssh2";

export const hostKey = utils.generateKeyPairSync("ecdsa", { bits: 256 });
export const otherHostKey = utils.generateKeyPairSync("ecdsa", { bits: 256 });
export const user = { name: "azureuser", password: "correct horse", key: utils.generateKeyPairSync("ed25519") };

export interface SshServerOptions {
  /** Private keys. */
  readonly hostKeys?: readonly string[];
  /** As sshd's AcceptEnv. */
  readonly acceptEnv?: RegExp;
  /** What to do with a connection before SSH sees it; true: it is dropped, or left waiting. */
  readonly intercept?: (socket: Socket) => boolean;
}

/** A real SSH server on 127.0.0.1, which runs what it is told to on this computer, and forwards connections. */
export class SshServer {
  /** Command lines that were run. */
  readonly ran: string[] = [];
  dials = 0;
  private readonly tcp: TcpServer;
  private readonly sockets = new Set<Socket>();

  constructor({ hostKeys = [hostKey.private], acceptEnv = /^(LC_.*|PULUMI_.*)$/, intercept }: SshServerOptions = {}) {
    const ssh = new Server({ hostKeys: [...hostKeys] }, (client) => this.serve(client, acceptEnv));
    this.tcp = createServer((socket) => {
      this.dials += 1;
      this.sockets.add(socket.on("close", () => this.sockets.delete(socket)).on("error", () => {}));
      if (intercept?.(socket) !== true) ssh.injectSocket(socket);
    });
  }

  async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve) => this.tcp.listen(port, "127.0.0.1", resolve));
    const address = this.tcp.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  async stop(): Promise<void> {
    this.drop();
    await new Promise((resolve) => this.tcp.close(resolve));
  }

  /** Ends every connection as a machine does that loses its power. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private serve(client: Connection, acceptEnv: RegExp): void {
    client
      .on("error", () => {})
      .on("authentication", logIn)
      .on("session", (accept) => {
        const env: Record<string, string> = {};
        accept()
          .on("env", (_accept, reject, { key, val }) => {
            if (acceptEnv.test(key)) env[key] = val;
            // Nobody asked for an answer when there is no way to give one.
            else (reject as (() => void) | undefined)?.();
          })
          .on("exec", (acceptExec, _reject, { command }) => {
            this.ran.push(command);
            execute(command, env, acceptExec());
          });
      })
      .on("tcpip", (accept, _reject, { destIP, destPort }) => {
        const socket = connect(destPort, destIP).on("error", () => {});
        const channel = accept().on("error", () => {});
        channel.pipe(socket).pipe(channel);
      });
  }
}

function logIn(context: AuthContext): void {
  if (context.username === user.name && proves(context)) context.accept();
  else context.reject(["password", "publickey"]);
}

function proves(context: AuthContext): boolean {
  if (context.method === "password") return context.password === user.password;
  const known = utils.parseKey(user.key.public);
  if (context.method !== "publickey" || known instanceof Error) return false;
  const { key, blob, signature, hashAlgo } = context;
  if (!known.getPublicSSH().equals(key.data)) return false;
  // Without a signature the client only asks whether the key would do.
  return signature === undefined || (blob !== undefined && known.verify(blob, signature, hashAlgo));
}

function execute(command: string, env: Readonly<Record<string, string>>, channel: ServerChannel): void {
  const child = spawn("/bin/sh", ["-c", command], { env: { PATH: process.env["PATH"], ...env } });
  channel.on("error", () => {}).on("close", () => child.kill("SIGKILL"));
  channel.pipe(child.stdin).on("error", () => {});
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  child.on("close", (code, signal) => {
    if (signal === null) channel.exit(code ?? 0);
    else channel.exit(signal.slice(3));
    channel.end();
  });
}
