import { attach } from "./attach";
import { typeOf } from "./first-line";
import type { Message } from "./message";
import type { Reader } from "./reader";
import { fromValidUtf8, hasLoneSurrogate, toBytes } from "./text";
import { type Dict, isDict, isHashSet, pythonText, type Value } from "./value";

/** Attaches the entries of a cloud-config-archive. Entries are typed but not opened: no gzip, include or archive. */
export function explodeArchive(text: string, archivePlace: string, attached: Message[], reader: Reader): void {
  const yaml = reader.yaml(text);
  if (yaml.error !== undefined) {
    if (yaml.escapes) throw new Error(`the archive has a value that makes cloud-init fail: ${yaml.error}`);
    reader.drop(archivePlace, yaml.error);
    return;
  }
  if (yaml.value === null) return;
  if (isHashSet(yaml.value)) {
    reader.report({ place: archivePlace, reason: "it is a set, whose entries have no order", losesAll: false });
    return;
  }
  if (!Array.isArray(yaml.value)) {
    reader.drop(archivePlace, "it is not a list");
    return;
  }
  for (const [index, entry] of yaml.value.entries()) {
    const place = `entry ${index + 1} of the archive in ${archivePlace}`;
    const message = messageOf(typeof entry === "string" ? entry : isDict(entry) ? entry : undefined, place, reader);
    if (message !== undefined) attach(message, attached, reader);
  }
}

function messageOf(entry: string | Dict | undefined, place: string, reader: Reader): Message | undefined {
  if (entry === undefined) return undefined;
  const content = typeof entry === "string" ? entry : entry.has("content") ? (entry.get("content") ?? null) : "";
  const type = typeof entry === "string" ? undefined : entry.get("type");
  const full = truthy(type) ? type : defaultType(content, reader);
  if (typeof full !== "string" || !full.includes("/")) throw new Error(`${place} has a type without "/"`);
  const payload = bodyOf(content, full, place, reader);
  const message: Message = { headers: [["Content-Type", full]], payload, defaultType: "text/plain", place };
  for (const [key, value] of typeof entry === "string" ? [] : entry) addHeader(message, key, value, full);
  return message;
}

/** Python's "or" passes over what is empty. */
function truthy(type: Value | undefined): boolean {
  if (Array.isArray(type) || type instanceof Uint8Array) return type.length > 0;
  if (isDict(type) || isHashSet(type)) return type.size > 0;
  return !(type === undefined || type === null || type === "" || type === false || type === 0);
}

/** Python 2 takes every ASCII text for bytes, and bytes are not cloud-config. */
function defaultType(content: Value, { behaviour }: Reader): string {
  const text = content instanceof Uint8Array ? (fromValidUtf8(content) ?? "") : content;
  if (typeof text !== "string") throw new Error("an archive entry's content is not text");
  const bytes = content instanceof Uint8Array || (behaviour.python2 && !/[^\0-\x7f]/.test(text));
  return typeOf(text, behaviour) ?? (bytes ? "application/octet-stream" : "text/cloud-config");
}

/** Text is carried as it is; what is not "text/" is left as the message has it. */
function bodyOf(content: Value, type: string, place: string, { behaviour }: Reader): string | Uint8Array {
  const text = content instanceof Uint8Array && type.startsWith("text/") ? fromValidUtf8(content) : content;
  if (text instanceof Uint8Array) return text;
  if (typeof text !== "string") throw new Error(`${place} has a content that is not text`);
  if (behaviour.python2) return toBytes(text);
  if (!type.startsWith("text/")) return text;
  if (hasLoneSurrogate(text)) throw new Error(`${place} holds half a character`);
  return toBytes(text);
}

/** Every other key becomes a header, and a value that is no text makes Python's join fail. */
function addHeader(message: Message, key: unknown, value: Value, type: string): void {
  if (typeof key !== "string") throw new Error("an archive entry has a key that is not text");
  if (key === "filename") message.filename = pythonText(value);
  if (key === "launch-index") message.headers.push(["Launch-Index", pythonText(value)]);
  if (ownKeys.has(key.toLowerCase())) return;
  if (typeof value !== "string" && value !== null) throw new Error("an archive entry has a header that is not text");
  // Python's email package has written the transfer encoding of a text before.
  if (type.startsWith("text/") && key.toLowerCase() === "content-transfer-encoding") return;
  message.headers.push([key, value ?? ""]);
}

const ownKeys: ReadonlySet<string> = new Set([
  "content",
  "filename",
  "type",
  "launch-index",
  "content-disposition",
  "number-attachments",
  "content-type",
]);
