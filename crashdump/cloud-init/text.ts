/** What Python's str.strip() and lstrip() take for white space: unlike trim(), not U+FEFF. */
const space = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const leadingSpace = new RegExp(`^[${space}]+`);
const trailingSpace = new RegExp(`[${space}]$`);

export function stripStart(text: string): string {
  return text.replace(leadingSpace, "");
}

export function strip(text: string): string {
  let end = text.length;
  while (end > 0 && trailingSpace.test(text.charAt(end - 1))) end--;
  return stripStart(text.slice(0, end));
}

/** The lines of a text without their ends, as Python's str.splitlines() cuts them. */
export function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/);
}

/**
 * UTF-8 as Python's "surrogateescape" reads it: each byte that is not UTF-8 becomes a lone surrogate U+DC80 to U+DCFF,
 * from which `toBytes` gets it back.
 */
export function fromUtf8(bytes: Uint8Array): string {
  return fromValidUtf8(bytes) ?? escaping(bytes);
}

/** Undefined where the bytes are not UTF-8 throughout. */
export function fromValidUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

export function toBytes(text: string): Uint8Array {
  if (!hasLoneSurrogate(text)) return Buffer.from(text, "utf8");
  const pieces = text.split(/([\udc80-\udcff])/u);
  return Buffer.concat(pieces.map((piece, index) => Buffer.from(...(index % 2 === 1 ? escaped(piece) : plain(piece)))));
}

/** Whether Python could not write this text to a file: it came from bytes that are not UTF-8, or from a bad escape. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Cs}/u.test(text);
}

/** The bytes of a text in a message that is not ASCII, as Python's email package takes them: not UTF-8. */
export function rawUnicodeEscape(text: string): Uint8Array {
  const escapes = (character: string) => {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0xffff) return `\\U${code.toString(16).padStart(8, "0")}`;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  };
  return Buffer.from(text.replace(/[^\0-\xff]/gu, escapes), "latin1");
}

/** util.dos2unix: only where the first line ends in CRLF. */
export function dosToUnix(text: string): string {
  const end = text.indexOf("\n");
  return end > 0 && text[end - 1] === "\r" ? text.replaceAll("\r\n", "\n") : text;
}

/** util.clean_filename; undefined where nothing can be written under what is left. */
export function cleanFilename(name: string): string | undefined {
  const clean = name.replaceAll("/", "_").replace(/[^\w.()-]/g, "");
  return clean === "" || clean === "." || clean === ".." || clean.length > 255 ? undefined : clean;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function escaping(bytes: Uint8Array): string {
  const units = Buffer.alloc(2 * bytes.length);
  let end = 0;
  for (let start = 0; start < bytes.length; ) {
    const length = validLength(bytes, start);
    const code = length === 0 ? 0xdc00 + (bytes[start] ?? 0) : codePoint(bytes, start, length);
    end += units.write(String.fromCodePoint(code), end, "utf16le");
    start += length || 1;
  }
  return units.toString("utf16le", 0, end);
}

/** Length of the UTF-8 character that begins here; 0 where none does. */
function validLength(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  for (let index = 1; index < length; index++) if (((bytes[start + index] ?? 0) & 0xc0) !== 0x80) return 0;
  // No longer than need be, no surrogate, and nothing beyond Unicode.
  const code = codePoint(bytes, start, length);
  const [lowest = 0, highest = 0] = ranges[length] ?? [];
  return first >= 0xc0 && first < 0xf8 && code >= lowest && code <= highest && (code & 0xfff800) !== 0xd800
    ? length
    : 0;
}

const ranges: Readonly<Record<number, readonly [number, number]>> = {
  2: [0x80, 0x7ff],
  3: [0x800, 0xffff],
  4: [0x10000, 0x10ffff],
};

function codePoint(bytes: Uint8Array, start: number, length: number): number {
  const first = bytes[start] ?? 0;
  let code = length === 1 ? first : first & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) code = (code << 6) | ((bytes[start + index] ?? 0) & 0x3f);
  return code;
}

function escaped(character: string): [string, BufferEncoding] {
  return [String.fromCharCode(character.charCodeAt(0) - 0xdc00), "latin1"];
}

function plain(text: string): [string, BufferEncoding] {
  return [text, "utf8"];
}
