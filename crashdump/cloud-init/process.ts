import { explodeArchive } from "./archive";
import { attach } from "./attach";
import { isMime, typeOf } from "./first-line";
import { gunzip } from "./gzip";
import { contentType, header, isMultipart, type Message, payloadOf, replaceHeader, textOf, walk } from "./message";
import { parseMessage } from "./mime";
import { filenameOf } from "./parameters";
import type { Reader } from "./reader";
import { fromUtf8, fromValidUtf8, splitLines, stripStart } from "./text";

/**
 * The messages that cloud-init's UserDataProcessor makes of a blob, in order, for its handlers. Throws an Error where
 * cloud-init throws one: then all user-data is lost.
 */
export function processBlob(blob: Uint8Array, reader: Reader): readonly Message[] {
  const root = messageOf(gunzip(blob, reader.budget) ?? blob, reader);
  const attached: Message[] = [];
  for (const part of walk(root)) {
    if (!isMultipart(part)) reader.guard(part.place, () => processPart(part, root, attached, reader));
  }
  return attached;
}

function messageOf(blob: Uint8Array, { behaviour, budget }: Reader): Message {
  const place = "the customData";
  if (!isMime(blob)) {
    return { headers: [["Content-Type", "text/x-not-multipart"]], payload: blob, defaultType: "text/plain", place };
  }
  const text = fromValidUtf8(blob);
  if (text === undefined) throw new Error("the MIME message is not UTF-8");
  if (behaviour.python2 && /[^\0-\x7f]/.test(text)) throw new Error("the MIME message is not ASCII");
  return parseMessage(text, place, budget);
}

function processPart(part: Message, root: Message, attached: Message[], reader: Reader): void {
  const gzipped = gzipTypes.has(contentType(part));
  const opened = gzipped ? gunzipPart(part, reader) : { message: part, text: textOf(part) };
  if (opened === undefined) return;
  const { message, text } = opened;
  const declared = contentType(message);
  // From 20.3 the first line also decides about a script.
  const sniffed = sniffedTypes.has(declared) || (reader.behaviour.sniffsScripts && declared === "text/x-shellscript");
  const type = (sniffed ? typeOf(text, reader.behaviour) : undefined) ?? declared;
  if (type !== declared) replaceHeader(message, "Content-Type", type);
  if (type === "text/x-include-url" || type === "text/x-include-once-url") reportInclude(text, part.place, reader);
  else if (type === "text/cloud-config-archive") explodeArchive(text, part.place, attached, reader);
  else {
    // cloud-init types the message as a whole, not the part: a message of one part loses its other parameters.
    replaceHeader(root, "Content-Type", type);
    attach(message, attached, reader);
  }
}

/** Of its headers only the name and the launch index are kept, so a Merge-Type is lost. */
function gunzipPart(part: Message, reader: Reader): { message: Message; text: string } | undefined {
  const bytes = gunzip(payloadOf(part), reader.budget);
  const text = bytes && (reader.behaviour.python2 ? fromUtf8(bytes) : fromValidUtf8(bytes));
  if (bytes === undefined || text === undefined) {
    if (reader.behaviour.failureLosesAll) throw new Error(`${part.place} is typed as gzip and is not gzip of UTF-8`);
    reader.drop(part.place, "it is typed as gzip and is not gzip of UTF-8");
    return undefined;
  }
  const payload = reader.behaviour.python2 ? bytes : text;
  const message: Message = { headers: [], payload, defaultType: "text/plain", place: part.place };
  if (filenameOf(part) !== "") message.filename = filenameOf(part);
  const launchIndex = header(part, "launch-index");
  if (launchIndex !== undefined) message.headers.push(["Launch-Index", launchIndex]);
  return { message, text };
}

/** Only an include that names something is fetched. */
function reportInclude(text: string, place: string, reader: Reader): void {
  const urls = splitLines(text).map((line) => stripStart(line.replace(/^#include(?:-once)?/i, "")));
  if (!urls.some((url) => url !== "" && !url.startsWith("#"))) return;
  reader.report({
    place,
    reason: "it is fetched from somewhere else when the guest boots",
    losesAll: reader.behaviour.failureLosesAll,
  });
}

const sniffedTypes: ReadonlySet<string> = new Set(["text/plain", "text/x-not-multipart"]);

/** cloudinit/user_data.py DECOMP_TYPES */
const gzipTypes: ReadonlySet<string> = new Set([
  "application/gzip",
  "application/gzip-compressed",
  "application/gzipped",
  "application/x-compress",
  "application/x-compressed",
  "application/x-gunzip",
  "application/x-gzip",
  "application/x-gzip-compressed",
]);
