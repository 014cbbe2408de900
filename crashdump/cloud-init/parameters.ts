import { header, type Message } from "./message";
import { strip } from "./text";

/** The file name of a part, as Python's email package finds it; empty where it has none. */
export function filenameOf(message: Message): string {
  const filename =
    message.filename ??
    parameter(message, "content-disposition", "filename") ??
    parameter(message, "content-type", "name");
  return strip(filename ?? "");
}

export function boundaryOf(message: Message): string | undefined {
  return parameter(message, "content-type", "boundary")?.trimEnd();
}

/** One parameter of a header, with the continuations and percent encoding of RFC 2231. */
function parameter(message: Message, of: string, name: string): string | undefined {
  const value = header(message, of);
  if (value === undefined) return undefined;
  const continued: [number: number, text: string, encoded: boolean][] = [];
  for (const [given, raw] of parametersIn(value)) {
    if (given === name) return unquote(raw);
    const match = given.startsWith(name) ? /^(?:\*([0-9]+)\*?|\*)$/.exec(given.slice(name.length)) : null;
    if (match) continued.push([Number(match[1] ?? -1), unquote(raw), given.endsWith("*")]);
  }
  if (continued.length === 0) return undefined;
  continued.sort(([a], [b]) => a - b);
  const text = continued.map(([, part, encoded]) => (encoded ? percentDecode(part) : part)).join("");
  return continued.some(([, , encoded]) => encoded) ? decodeCharset(text) : text;
}

/** Name and raw value of each parameter; a semicolon in quotes does not end one. */
function parametersIn(value: string): readonly (readonly [name: string, value: string])[] {
  const found: [string, string][] = [];
  let start = 0;
  let open = false;
  for (let index = 0; index <= value.length; index++) {
    const character = value[index];
    if (character === '"' && value[index - 1] !== "\\") open = !open;
    if (index < value.length && (character !== ";" || (open && index > start))) continue;
    const text = value.slice(start, index);
    const equals = text.indexOf("=");
    found.push(
      equals < 0
        ? [text.trim().toLowerCase(), ""]
        : [text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim()],
    );
    start = index + 1;
    open = false;
  }
  return found;
}

function unquote(value: string): string {
  if (value.length > 1 && value.startsWith('"') && value.endsWith('"')) {
    return value.slice(1, -1).replaceAll("\\\\", "\\").replaceAll('\\"', '"');
  }
  return value.length > 1 && value.startsWith("<") && value.endsWith(">") ? value.slice(1, -1) : value;
}

/** Each byte as the character of that number. */
function percentDecode(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** charset'language'bytes */
function decodeCharset(text: string): string {
  const [charset = "", , ...rest] = text.split("'");
  if (rest.length === 0) return ascii(text);
  if (charset.includes("\0")) throw new Error("a file name's charset holds NUL");
  if (/^(?:us-)?ascii$/i.test(charset)) return ascii(rest.join("'"));
  const bytes = Buffer.from(rest.join("'"), "latin1");
  try {
    return new TextDecoder(charset.replace(/[^A-Za-z0-9.]+/g, "-")).decode(bytes);
  } catch {
    return rest.join("'");
  }
}

function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, "\ufffd");
}
