/** One leaf of a MIME message, in document order. */
export interface MimePart {
  /** Lower-case type without parameters; text/plain where none is given. */
  readonly type: string;
  readonly filename: string | undefined;
  readonly content: string;
  /** Header names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** The leaves of a MIME message, nested ones flattened, transfer encodings undone. Never throws. */
export function parseMime(text: string, depth = 0): readonly MimePart[] {
  const { headers, body } = splitHeaders(text);
  const contentType = headers.get("content-type") ?? "text/plain";
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type.startsWith("multipart/")) {
    const boundary = parameter(contentType, "boundary");
    // A message nested deeper than this was not written by hand; cloud-init itself has no limit.
    if (boundary === undefined || depth > 16) return [];
    return splitParts(body, boundary).flatMap((part) => parseMime(part, depth + 1));
  }
  const disposition = headers.get("content-disposition") ?? "";
  const filename = parameter(disposition, "filename") ?? parameter(contentType, "name");
  const encoding = headers.get("content-transfer-encoding")?.trim().toLowerCase() ?? "";
  return [{ type: type || "text/plain", filename, content: decode(body, encoding), headers }];
}

function splitHeaders(text: string): { headers: Map<string, string>; body: string } {
  const headers = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  let last = "";
  let index = 0;
  for (; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const header = /^([!-9;-~]+):\s*(.*)$/.exec(line);
    if (/^[ \t]/.test(line) && last !== "") headers.set(last, `${headers.get(last) ?? ""} ${line.trim()}`);
    else if (header) {
      last = (header[1] ?? "").toLowerCase();
      if (!headers.has(last)) headers.set(last, header[2] ?? "");
    } else {
      if (line === "") index++;
      break;
    }
  }
  return { headers, body: lines.slice(index).join("\n") };
}

function splitParts(body: string, boundary: string): readonly string[] {
  const parts: string[][] = [];
  for (const line of body.split("\n")) {
    const end = line.trimEnd();
    if (end === `--${boundary}--`) break;
    if (end === `--${boundary}`) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((lines) => lines.join("\n"));
}

function parameter(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, "i").exec(header);
  return match?.[1] ?? match?.[2];
}

function decode(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding === "quoted-printable") {
    const bytes = body
      .replace(/[ \t]*=\n/g, "")
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, "latin1").toString("utf8");
  }
  return body;
}
