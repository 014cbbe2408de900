import { crc32, inflateRawSync } from "node:zlib";
import { type Budget, LimitExceeded, limits } from "./limits";

/**
 * Gunzips as Python's gzip module does: several members and zero bytes after them are fine, anything else after them,
 * a member cut short or a wrong checksum is not. Undefined where it is not gzip; no bytes are no error.
 */
export function gunzip(bytes: Uint8Array, budget: Budget): Uint8Array | undefined {
  const members: Uint8Array[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const member = firstMember(rest, budget);
    if (member === undefined) return undefined;
    members.push(member.content);
    rest = withoutLeadingZeros(rest.subarray(member.length));
  }
  return members.length === 1 ? members[0] : Buffer.concat(members);
}

interface Member {
  readonly content: Uint8Array;
  /** Bytes that it takes, with its header and its checksum. */
  readonly length: number;
}

/** zlib's own reading of the header is stricter than Python's: only what follows it is left to zlib. */
function firstMember(bytes: Uint8Array, budget: Budget): Member | undefined {
  // Members are cheap to write and dear to read: 20 bytes each, and a decompressor each.
  budget.spend("steps", 1000);
  const start = headerLength(bytes);
  if (start === undefined) return undefined;
  try {
    const { buffer, engine } = inflate(bytes.subarray(start), Math.max(1, budget.expandedBytes));
    budget.spend("expandedBytes", buffer.length);
    const trailer = Buffer.from(bytes.subarray(start + engine.bytesWritten)).subarray(0, 8);
    const sound =
      trailer.length === 8 && trailer.readUInt32LE(0) === crc32(buffer) && trailer.readUInt32LE(4) === buffer.length;
    return sound ? { content: buffer, length: start + engine.bytesWritten + 8 } : undefined;
  } catch (error) {
    if (error instanceof LimitExceeded) throw error;
    if (error instanceof RangeError) throw new LimitExceeded(tooLarge);
    return undefined;
  }
}

/** RFC 1952, with its checksum of the header skipped as Python skips it; undefined where it is no gzip header. */
function headerLength(bytes: Uint8Array): number | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return undefined;
  const flags = bytes[3] ?? 0;
  let length = 10;
  if (flags & 4) length += 2 + (bytes[length] ?? 0) + 256 * (bytes[length + 1] ?? 0);
  for (const text of [8, 16]) {
    if (!(flags & text)) continue;
    const end = bytes.indexOf(0, length);
    length = end < 0 ? bytes.length : end + 1;
  }
  if (flags & 2) length += 2;
  return length <= bytes.length ? length : undefined;
}

const tooLarge = `it expands to more than ${limits.expandedBytes / 1024 / 1024} MiB`;

/** `info` is documented, but its result is missing in the types of Node's zlib. */
function inflate(bytes: Uint8Array, maxOutputLength: number) {
  const result: unknown = inflateRawSync(bytes, { info: true, maxOutputLength });
  return result as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
}

function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? bytes.subarray(bytes.length) : bytes.subarray(start);
}
