import assert from "node:assert/strict";
import { readUserData, toBytes, type UserData } from "./core";
import { taggedConfig } from "./tagged";

/** A multipart of these parts, headers and all. */
export function multipart(...parts: readonly string[]): string {
  const head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
  return `${head}${parts.map((part) => `--b\n${part}\n`).join("")}--b--\n`;
}

export function part(type: string, body: string, ...headers: readonly string[]): string {
  return [`Content-Type: ${type}`, ...headers, "", body].join("\n");
}

/**
 * What a blob that is not base64 yet is read as, by Debian 12's cloud-init where nothing else is said. Whatever is left
 * out has a reason in words.
 */
export function read(blob: string | Uint8Array, cloudInit = "22.4.2"): UserData {
  const userData = readUserData(Buffer.from(blob as string).toString("base64"), cloudInit);
  const { dropped, opaque, fatal = "some words" } = userData;
  for (const reason of [fatal, ...[...dropped, ...opaque].map((found) => found.reason)]) assert.match(reason, /\w \w/);
  return userData;
}

/** Each part's type, name and bytes as latin1. */
export function partsOf({ parts }: UserData): readonly (readonly [type: string, filename: string, content: string])[] {
  return parts.map(({ type, filename, content }) => [type, filename, Buffer.from(toBytes(content)).toString("latin1")]);
}

/** The effective cloud-config, tagged as the recorded cases are. */
export function configOf(userData: UserData): unknown {
  return taggedConfig(userData.config);
}
