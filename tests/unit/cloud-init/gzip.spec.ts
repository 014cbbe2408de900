import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { configOf, multipart, part, partsOf, read } from "./messages";

/** Every result here is what the cloud-inits of Debian 11, 12 and 13 made of the same bytes. */
const config = "#cloud-config\na: 1\n";
const whole = gzipSync(config);

/** The same with other flags and what they announce after the header. */
function header(flags: number, more: string): Buffer {
  return Buffer.concat([
    whole.subarray(0, 3),
    Buffer.from([flags]),
    whole.subarray(4, 10),
    latin1(more),
    whole.subarray(10),
  ]);
}

function changed(at: number, byte: number): Buffer {
  const bytes = Buffer.from(whole);
  bytes[at < 0 ? bytes.length + at : at] = byte;
  return bytes;
}

function latin1(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

describe("a gzip", () => {
  const head = gzipSync("#cloud-config\n");
  const tail = gzipSync("a: 1\n");
  const good: Readonly<Record<string, Buffer>> = {
    "of one member": whole,
    "of two members": Buffer.concat([head, tail]),
    "with zeros after it": Buffer.concat([whole, Buffer.alloc(5)]),
    "with zeros between its members": Buffer.concat([head, Buffer.alloc(3), tail]),
    "that is stored": gzipSync(config, { level: 0 }),
    "with a name": header(8, "name\0"),
    "with a comment": header(16, "comment\0"),
    "with a name and a comment": header(24, "name\0comment\0"),
    "with a field more": header(4, "\x03\0abc"),
    "with a field of 256 bytes more": header(4, `\0\x01${"x".repeat(256)}`),
    "with a checksum of its header, even a wrong one": header(2, "zz"),
    "with all of them": header(30, "\x02\0abn\0c\0zz"),
    "that says it is text": header(1, ""),
    "with flags that mean nothing": header(0xe0, ""),
  };
  for (const [what, bytes] of Object.entries(good)) {
    it(`${what} is read`, () => {
      assert.deepEqual(partsOf(read(bytes)), [["text/cloud-config", "part-001", config]]);
    });
  }

  const bad: Readonly<Record<string, Buffer>> = {
    "with more after it": Buffer.concat([whole, Buffer.from("x")]),
    "with a zero and more after it": Buffer.concat([whole, Buffer.from("\0x")]),
    "without its last byte": whole.subarray(0, -1),
    "without its checksum and size": whole.subarray(0, -8),
    "without its last block": whole.subarray(0, -9),
    "that is a header": whole.subarray(0, 10),
    "that is half a header": whole.subarray(0, 9),
    "that is two bytes": whole.subarray(0, 2),
    "that is three bytes": whole.subarray(0, 3),
    "in another method": changed(2, 7),
    "with a wrong checksum": changed(-5, (whole.at(-5) ?? 0) ^ 1),
    "with a checksum wrong in front": changed(-8, (whole.at(-8) ?? 0) ^ 1),
    "with a wrong size": changed(-4, (whole.at(-4) ?? 0) ^ 1),
    "with a size far too large": changed(-1, 1),
    "with other data": changed(12, 255),
    "with another second byte": changed(1, 0x8c),
    "with another first byte": changed(0, 0x1e),
    "with a name that is not there": header(8, ""),
    "with a name without an end": latin1("\x1f\x8b\b\b\0\0\0\0\0\x03abc"),
    "with a field beyond its end": latin1("\x1f\x8b\b\x04\0\0\0\0\0\x03\xff\xffab"),
    "with half a checksum of its header": latin1("\x1f\x8b\b\x02\0\0\0\0\0\x03a"),
    "of zeros": Buffer.alloc(3),
  };
  for (const [what, bytes] of Object.entries(bad)) {
    it(`${what} is taken as it is`, () => {
      assert.deepEqual(partsOf(read(bytes)), [["text/x-not-multipart", "part-001", bytes.toString("latin1")]]);
    });
  }

  it("of nothing is nothing", () => {
    for (const bytes of [gzipSync(""), Buffer.alloc(0)]) {
      const userData = read(bytes);
      assert.deepEqual(partsOf(userData), [["text/x-not-multipart", "part-001", ""]]);
      assert.deepEqual(userData.dropped, []);
    }
  });
});

describe("a gzip part", () => {
  const zipped = (content: string | Buffer, ...headers: readonly string[]) =>
    multipart(
      part("application/x-gzip", gzipSync(content).toString("base64"), "Content-Transfer-Encoding: base64", ...headers),
      part("text/cloud-config", "z: 1"),
    );
  const opened: readonly (readonly [
    what: string,
    blob: string,
    parts: readonly (readonly [string, string, string])[],
  ])[] = [
    ["is opened", zipped(config), [["text/cloud-config", "part-001", config]]],
    [
      "keeps its name",
      zipped("#!x", 'Content-Disposition: attachment; filename="n.sh"'),
      [["text/x-shellscript", "n.sh", "#!x"]],
    ],
    ["may be empty", zipped(""), [["text/plain", "part-001", ""]]],
    ["may hold an archive", zipped("#cloud-config-archive\n- '#!x'\n"), [["text/x-shellscript", "part-001", "#!x"]]],
    ["may hold an include of nothing", zipped("#include\n"), []],
    ["of no known first line is plain", zipped("hello"), [["text/plain", "part-001", "hello"]]],
    [
      "has its far characters escaped",
      zipped("#!é\u20ac\u{1f600}"),
      [["text/x-shellscript", "part-001", "#!\xe9\\u20ac\\U0001f600"]],
    ],
  ];
  for (const [what, blob, parts] of opened) {
    it(what, () => {
      assert.deepEqual(partsOf(read(blob)).slice(0, -1), parts);
    });
  }

  it("loses its merge rule", () => {
    assert.deepEqual(configOf(read(zipped(config, "Merge-Type: list()", "Launch-Index: 3"))), { a: 1, z: 1 });
  });

  const types = [
    "application/gzip",
    "application/gzip-compressed",
    "application/gzipped",
    "application/x-compress",
    "application/x-compressed",
    "application/x-gunzip",
    "application/x-gzip",
    "application/x-gzip-compressed",
    "APPLICATION/X-GZIP",
  ];
  for (const type of types) {
    it(`is opened as ${type}`, () => {
      const userData = read(multipart(part(type, whole.toString("base64"), "Content-Transfer-Encoding: base64")));
      assert.deepEqual(partsOf(userData), [["text/cloud-config", "part-001", config]]);
    });
  }

  it("is opened as no other type", () => {
    const blob = multipart(part("application/gz", whole.toString("base64"), "Content-Transfer-Encoding: base64"));
    assert.deepEqual(partsOf(read(blob)), [["application/gz", "part-001", whole.toString("latin1")]]);
  });

  const broken = { "no gzip": "x", "a gzip of other bytes": gzipSync(latin1("#!\xe9")) };
  for (const [what, body] of Object.entries(broken)) {
    it(`that is ${what} loses all user-data from 20.3 on, and itself before`, () => {
      const blob = multipart(
        part("application/gzip", Buffer.from(body).toString("base64"), "Content-Transfer-Encoding: base64"),
        part("text/cloud-config", "z: 1"),
      );
      assert.match(read(blob, "20.3").fatal ?? "", /part 1 of the customData/);
      const { fatal, dropped, config: merged } = read(blob, "20.2");
      assert.deepEqual([fatal, dropped.map(({ place }) => place)], [undefined, ["part 1 of the customData"]]);
      assert.deepEqual([...(merged?.keys() ?? [])], ["z"]);
    });
  }
});
