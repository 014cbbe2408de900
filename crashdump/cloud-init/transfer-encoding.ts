/** The bytes of a body in this Content-Transfer-Encoding; an encoding that Python does not know leaves them as they are. */
export function decodeTransfer(body: Uint8Array, encoding: string): Uint8Array {
  return decoders[encoding.toLowerCase()]?.(body) ?? body;
}

/**
 * Base64 as Python's binascii reads it: characters of another alphabet are skipped, and padding ends it. Undefined
 * where characters are missing at the end.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  // Nearly all of it has nothing to skip: Node then gives all the bytes that it is long enough for.
  const bytes = Buffer.from(text, "base64");
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  if (bytes.length === (text.length / 4) * 3 - padding && !/[-_]/.test(text)) return bytes;
  let digits = 0;
  let end = 0;
  let pads = 0;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x3d) {
      const position = digits % 4;
      if (position >= 2 && position + ++pads >= 4) break;
    } else if (isBase64Digit(code)) {
      digits++;
      pads = 0;
    }
  }
  const complete = end < text.length || digits % 4 === 0;
  return complete ? Buffer.from(text.slice(0, end).replace(/[^A-Za-z0-9+/]+/g, ""), "base64") : undefined;
}

const decoders: Readonly<Record<string, (body: Uint8Array) => Uint8Array | undefined>> = {
  base64: (body) => {
    const lines = latin1(body).replace(/[\r\n]+/g, "");
    return decodeBase64(lines) ?? decodeBase64(`${lines}==`) ?? Buffer.from(lines, "latin1");
  },
  "quoted-printable": decodeQuotedPrintable,
  "x-uuencode": decodeUu,
  uuencode: decodeUu,
  uue: decodeUu,
  "x-uue": decodeUu,
};

function latin1(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
}

function isBase64Digit(code: number): boolean {
  const upper = code & ~0x20;
  return (upper >= 0x41 && upper <= 0x5a) || (code >= 0x2f && code <= 0x39) || code === 0x2b;
}

/** binascii.a2b_qp: "=" before a line end joins lines, "==" is "=", an escape that is none stays. */
function decodeQuotedPrintable(body: Uint8Array): Uint8Array {
  const decoded = Buffer.alloc(body.length);
  let length = 0;
  for (let index = 0; index < body.length; ) {
    const byte = body[index++] ?? 0;
    const next = body[index];
    const hex = byte === 0x3d ? hexByte(body, index) : undefined;
    if (byte !== 0x3d) decoded[length++] = byte;
    else if (next === 0x0a || next === 0x0d) {
      const end = body.indexOf(0x0a, index);
      index = end < 0 ? body.length : end + 1;
    } else if (hex !== undefined) {
      decoded[length++] = hex;
      index += 2;
    } else if (next !== undefined) {
      decoded[length++] = 0x3d;
      if (next === 0x3d) index++;
    }
  }
  return decoded.subarray(0, length);
}

function hexByte(body: Uint8Array, index: number): number | undefined {
  const digits = String.fromCharCode(body[index] ?? 0, body[index + 1] ?? 0);
  return /^[0-9A-Fa-f]{2}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** Undefined where there is no "begin" line, or an empty one after it: Python then takes the body as it is. */
function decodeUu(body: Uint8Array): Uint8Array | undefined {
  const lines = latin1(body).split(/\r\n|\r|\n/);
  const begin = lines.findIndex((line) => /^begin [0-7]+( |$)/.test(line));
  if (begin < 0) return undefined;
  const end = lines.findIndex((line, index) => index > begin && line.trim() === "end");
  const encoded = lines.slice(begin + 1, end < 0 ? undefined : end);
  if (end < 0 && encoded.at(-1) === "") encoded.pop();
  return encoded.includes("") ? undefined : Buffer.concat(encoded.map(decodeUuLine));
}

function decodeUuLine(line: string): Uint8Array {
  const length = (line.charCodeAt(0) - 32) & 63;
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < bytes.length; index++) {
    const group = 1 + Math.floor(index / 3) * 4;
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((at) => ((line.charCodeAt(group + at) || 32) - 32) & 63);
    bytes[index] = (((a << 18) | (b << 12) | (c << 6) | d) >> (16 - 8 * (index % 3))) & 255;
  }
  return bytes;
}
