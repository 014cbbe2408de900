import { gunzipSync } from "node:zlib";
import { isMime, typeOf } from "./first-line";
import { parseMime } from "./mime";
import { isMapping, parseYaml } from "./yaml";

/** One piece of user-data as cloud-init takes it, and where it stood, for messages. */
export interface Part {
  /** MIME type that decides who handles it; undefined where cloud-init ignores it. */
  readonly type: string | undefined;
  readonly filename: string | undefined;
  readonly content: string;
  /** "part 2 of the customData" */
  readonly place: string;
}

/** A customData never expands to more than this: 64 MiB is what a capture kernel's machine could not even hold. */
const expandedLimitBytes = 16 * 1024 * 1024;

/**
 * The parts of a customData (base64) in cloud-init's order: gunzipped, MIME and archives taken apart, first lines
 * looked at. A blob that cannot be read has no parts, as in cloud-init. Never throws.
 */
export function decodeCustomData(customData: string): readonly Part[] {
  const text = expand(Buffer.from(customData, "base64"));
  if (text === undefined) return [];
  const leaves = isMime(text)
    ? parseMime(text)
    : [{ type: "text/x-not-multipart", filename: undefined, content: text }];
  return leaves.flatMap((leaf, index) => {
    const place = leaves.length === 1 ? "the customData" : `part ${index + 1} of the customData`;
    const part = { type: handledType(leaf.type, leaf.content), filename: leaf.filename, content: leaf.content, place };
    return part.type === "text/cloud-config-archive" ? archiveParts(part) : [part];
  });
}

function expand(bytes: Buffer): string | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: expandedLimitBytes }).toString("utf8");
  } catch {
    return undefined;
  }
}

function handledType(type: string, content: string): string | undefined {
  const sniffed = ["text/plain", "text/x-not-multipart", "text/x-shellscript"].includes(type) || !type.includes("/");
  if (!sniffed) return type;
  return typeOf(content) ?? (type === "text/x-shellscript" ? type : undefined);
}

function archiveParts(archive: Part): readonly Part[] {
  const yaml = parseYaml(archive.content);
  if ("error" in yaml || !Array.isArray(yaml.value)) return [];
  return yaml.value.flatMap((entry: unknown, index) => {
    const content = isMapping(entry) ? entry["content"] : entry;
    if (typeof content !== "string") return [];
    const given = isMapping(entry) && typeof entry["type"] === "string" ? entry["type"] : undefined;
    const filename = isMapping(entry) && typeof entry["filename"] === "string" ? entry["filename"] : undefined;
    const type = given ?? typeOf(content) ?? "text/cloud-config";
    return [{ type, filename, content, place: `entry ${index + 1} of the archive in ${archive.place}` }];
  });
}
