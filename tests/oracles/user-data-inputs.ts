import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { rules, text } from "./part-inputs";

/** Blobs such as users, tools and attackers write them, and some that nobody would. */
export function blobs(): fc.Arbitrary<Buffer> {
  const plain = fc.oneof(text(), mime(2)).map((body) => Buffer.from(body));
  const gzipped = plain.map((body) => gzipSync(body));
  return fc.oneof(
    { weight: 8, arbitrary: plain },
    { weight: 1, arbitrary: gzipped },
    { weight: 2, arbitrary: damaged(fc.oneof(plain, gzipped)) },
  );
}

const types = [
  "text/cloud-config",
  "text/cloud-config",
  "text/plain",
  "text/x-not-multipart",
  "text/x-shellscript",
  "TEXT/Cloud-Config; charset=utf-8",
  "text/cloud-config; name=n.yaml",
  "text/cloud-boothook",
  "text/cloud-config-jsonp",
  "text/cloud-config-archive",
  "text/x-shellscript-per-once",
  "text/jinja2",
  "application/x-gzip",
  "application/octet-stream",
  "cloud-config",
  "message/rfc822",
  "multipart/digest",
];

const encodings: Readonly<Record<string, (body: string) => string>> = {
  base64: (body) => Buffer.from(body).toString("base64"),
  BASE64: (body) => `*${Buffer.from(body).toString("base64").replace(/=+$/, "")}`,
  "quoted-printable": (body) => body.replaceAll("=", "=3D").replaceAll("\n", "=0A=\n"),
  "8bit": (body) => body,
  "base64 ": (body) => body,
};

function mime(depth: number): fc.Arbitrary<string> {
  const boundary = depth === 2 ? "outer" : "inner";
  const part = fc
    .record({
      type: fc.option(fc.constantFrom(...types)),
      body: depth > 1 ? fc.oneof({ weight: 5, arbitrary: text() }, { weight: 1, arbitrary: mime(depth - 1) }) : text(),
      encoding: fc.option(fc.constantFrom(...Object.keys(encodings))),
      gzip: fc.boolean(),
      extra: fc.array(
        fc.constantFrom(
          'Content-Disposition: attachment; filename="a.sh"',
          "Content-Disposition: attachment; filename*=utf-8''%c3%a9.sh",
          'Content-Disposition: attachment; filename="x;y\\"z.sh"',
          "Content-Disposition: attachment; filename*0=one; filename*1=two",
          ...rules.map((rule) => `Merge-Type: ${rule}`),
          "merge-type: dict()",
          "X-Merge-Type: dict(recurse_list)+list(append)",
          "Launch-Index: 1",
          "X-Folded: a\n b",
          "no header",
        ),
        { maxLength: 2 },
      ),
    })
    .map(({ type, body, encoding, gzip, extra }) => {
      const nested = body.startsWith("MIME-Version");
      const zipped = type === "application/x-gzip" && gzip;
      const headers = nested && type === null ? [] : type === null ? [] : [`Content-Type: ${type}`];
      if (zipped) {
        const payload = gzipSync(body).toString("base64");
        return [...headers, "Content-Transfer-Encoding: base64", ...extra, "", payload].join("\n");
      }
      if (encoding === null) return nested && type === null ? body : [...headers, ...extra, "", body].join("\n");
      const payload = encodings[encoding]?.(body) ?? body;
      return [...headers, `Content-Transfer-Encoding: ${encoding}`, ...extra, "", payload].join("\n");
    });
  const multipart = fc
    .tuple(
      fc.array(part, { maxLength: 3 }),
      fc.constantFrom(`--${boundary}--\n`, "", `--${boundary}--`),
      fc.constantFrom("\n", "\r\n"),
    )
    .map(([parts, end, lineEnd]) =>
      [
        "MIME-Version: 1.0",
        `Content-Type: multipart/mixed; boundary="${boundary}"`,
        "",
        ...parts.map((body) => `--${boundary}\n${body}`),
        end,
      ]
        .join("\n")
        .replaceAll("\n", lineEnd),
    );
  return fc.oneof(
    { weight: 5, arbitrary: multipart },
    { weight: 1, arbitrary: part.map((one) => `MIME-Version: 1.0\n${one}`) },
  );
}

/** One byte changed, left out or doubled, or the end cut off. */
function damaged(whole: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc.tuple(whole, fc.nat(), fc.nat({ max: 255 }), fc.nat({ max: 3 })).map(([bytes, at, byte, kind]) => {
    const index = bytes.length === 0 ? 0 : at % bytes.length;
    const middle =
      [[byte], [], [...bytes.subarray(index, index + 1), ...bytes.subarray(index, index + 1)], []][kind] ?? [];
    return Buffer.concat([
      bytes.subarray(0, index),
      Buffer.from(middle),
      kind === 3 ? Buffer.alloc(0) : bytes.subarray(index + 1),
    ]);
  });
}
