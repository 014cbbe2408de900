import { fromUtf8, hasLoneSurrogate, rawUnicodeEscape } from "./text";
import { decodeTransfer } from "./transfer-encoding";

/**
 * A message as Python's email package holds it. It is one of the few things here that change: cloud-init types, names
 * and attaches the very messages that it walks over, and a message/rfc822 is walked over twice.
 */
export interface Message {
  headers: (readonly [name: string, value: string])[];
  /** Bytes where they were never text; messages inside a multipart or a message/*. */
  payload: string | Uint8Array | readonly Message[];
  /** text/plain, and message/rfc822 inside a multipart/digest. */
  readonly defaultType: string;
  readonly place: string;
  /** What cloud-init has named it, whatever its headers say. */
  filename?: string;
  /** What `textOf` has found. */
  text?: string;
}

/** The first header of this name, in any case. */
export function header(message: Message, name: string): string | undefined {
  return message.headers.find(([given]) => given.toLowerCase() === name)?.[1];
}

export function replaceHeader(message: Message, name: string, value: string): void {
  message.headers = message.headers.filter(([given]) => given.toLowerCase() !== name.toLowerCase());
  message.headers.push([name, value]);
}

/** Lower-case type; text/plain where what is given is none. */
export function contentType(message: Message): string {
  const given = header(message, "content-type");
  if (given === undefined) return message.defaultType;
  if (/^[a-z-]+\/[a-z-]+$/.test(given)) return given;
  const type = (given.split(";", 1)[0] ?? "").trim().toLowerCase();
  return type.split("/").length === 2 ? type : "text/plain";
}

export function isMultipart(message: Message): boolean {
  return contentType(message).startsWith("multipart/");
}

/** The message itself, then every message inside it, in document order. Looks at each only when it comes to it. */
export function* walk(message: Message): Generator<Message, void> {
  yield message;
  if (typeof message.payload === "string" || message.payload instanceof Uint8Array) return;
  for (const inner of message.payload) yield* walk(inner);
}

/** What a part holds, its transfer encoding undone; nothing for one that holds messages. */
export function payloadOf(message: Message): Uint8Array {
  const { payload } = message;
  if (typeof payload !== "string" && !(payload instanceof Uint8Array)) return new Uint8Array();
  return decodeTransfer(bytesOf(payload), header(message, "content-transfer-encoding") ?? "");
}

/** Text parts are read as UTF-8 whatever charset they declare (util.fully_decoded_payload). */
export function textOf(message: Message): string {
  message.text ??= fromUtf8(payloadOf(message));
  return message.text;
}

function bytesOf(payload: string | Uint8Array): Uint8Array {
  if (typeof payload !== "string") return payload;
  if (hasLoneSurrogate(payload)) throw new TypeError("the text of a part holds half a surrogate pair");
  return rawUnicodeEscape(payload);
}
