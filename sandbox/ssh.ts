import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { utils } from "ssh2";

/** The public key beside `privateKey`, in OpenSSH's form. The pair is made on first use. */
export function sshPublicKey(privateKey: string): string {
  const publicKey = `${privateKey}.pub`;
  if (!existsSync(publicKey)) makeKeyPair(privateKey, publicKey);
  return readFileSync(publicKey, "utf8").trim();
}

function makeKeyPair(privateKey: string, publicKey: string): void {
  const pair = utils.generateKeyPairSync("ed25519", { comment: "azure-kdump-local" });
  mkdirSync(path.dirname(privateKey), { recursive: true, mode: 0o700 });
  writeFileSync(privateKey, pair.private, { mode: 0o600 });
  // OpenSSH refuses a private key others can read, and `mode` above does not touch a file that was there.
  chmodSync(privateKey, 0o600);
  // Last, because its presence says that the pair is complete.
  writeFileSync(publicKey, `${pair.public.trim()}\n`);
}
