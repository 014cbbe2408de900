import type { Duplex } from "node:stream";
import { Client, type ConnectConfig, type ServerHostKeyAlgorithm, utils } from "ssh2";
import type { Endpoint } from "./inputs";

/** The key exchange and the login over a connection that is made. `signal` ends them. */
export function logIn(endpoint: Endpoint, sock: Duplex, signal: AbortSignal): Promise<Client> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    let mismatch: string | undefined;
    const fail = (error: Error): void => {
      client.destroy();
      reject(new Error(`ssh: handshake failed: ${mismatch ?? error.message}`));
    };
    const abort = (): void => fail(new Error("cancelled"));
    signal.addEventListener("abort", abort, { once: true });
    client
      // Kept for errors after the connection has ended, which have nobody else to go to.
      .on("error", fail)
      .on("close", () => fail(new Error("the connection was closed")))
      .on("ready", () => {
        signal.removeEventListener("abort", abort);
        resolve(client);
      })
      .on("keyboard-interactive", (_name, _instructions, _language, prompts, finish) => {
        finish(prompts.map(() => endpoint.password ?? ""));
      })
      .connect({
        ...credentialsOf(endpoint),
        sock,
        algorithms: { serverHostKey: hostKeyAlgorithms },
        // The provider bounds the dial alone.
        readyTimeout: 0,
        hostVerifier: (key: Buffer) => {
          mismatch = hostKeyMismatch(endpoint, key);
          return mismatch === undefined;
        },
      });
  });
}

/**
 * In the order in which Go asks for them (golang.org/x/crypto/ssh, supportedHostKeyAlgos): a server with several keys
 * shows its ECDSA one, and a pinned key of another type does not match.
 */
const hostKeyAlgorithms: ServerHostKeyAlgorithm[] = [
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "rsa-sha2-512",
  "rsa-sha2-256",
  "ssh-rsa",
  "ssh-ed25519",
];

function credentialsOf({ user, password, privateKey, privateKeyPassword, agentSocketPath }: Endpoint): ConnectConfig {
  return {
    username: user,
    ...(password !== undefined && { password, tryKeyboard: true }),
    ...(privateKey !== undefined && { privateKey }),
    ...(privateKeyPassword !== undefined && { passphrase: privateKeyPassword }),
    // Given ones only: the agent of whoever runs the local Azure is no part of it.
    ...(agentSocketPath !== undefined && { agent: agentSocketPath }),
  };
}

function hostKeyMismatch({ hostKey, host }: Endpoint, shown: Buffer): string | undefined {
  if (hostKey === undefined) return undefined;
  const known = utils.parseKey(hostKey);
  if (!(known instanceof Error) && known.getPublicSSH().equals(shown)) return undefined;
  const key = utils.parseKey(shown);
  const type = key instanceof Error ? "" : `${key.type} `;
  return `ssh: host key mismatch: ${host} shows ${type}${shown.toString("base64")}, which is not connection.hostKey`;
}
