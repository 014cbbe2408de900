import { gzipSync } from "node:zlib";

const cloudConfig = (yaml: string) => Buffer.from(`#cloud-config\n${yaml}`);

const multipart = (parts: readonly string[]) =>
  Buffer.from(
    `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n${parts.map((part) => `--b\n${part}\n`).join("")}`,
  );

const typed = (type: string, body: string) => `Content-Type: ${type}\n\n${body}`;

const chain = (length: number, link: (index: number) => string) =>
  Array.from({ length }, (_, index) => link(index)).join("");

/** Ways to make little customData cost much, by name. */
export const bombs: Readonly<Record<string, Buffer>> = {
  "gzip of zeros": gzipSync(Buffer.alloc(60_000_000)),
  "gzip of line ends as YAML": gzipSync(`#cloud-config\n${"\n".repeat(2_000_000)}`),
  "gzip of list entries": gzipSync(`#cloud-config\n${"- ".repeat(1_000_000)}`),
  "gzip of short entries": gzipSync(`#cloud-config\na:\n${"- x\n".repeat(500_000)}`),
  "gzip of small mappings": gzipSync(`#cloud-config\na: [${"{},".repeat(66_000)}]`),
  "gzip of one long word": gzipSync(`#cloud-config\na: ${"x".repeat(2_000_000)}`),
  "gzip of colons": gzipSync(`#cloud-config\na: ${"x:".repeat(1_000_000)}`),
  "gzip of a long folded text": gzipSync(`#cloud-config\na: >\n${" x\n".repeat(690_000)}`),
  "gzip of escapes": gzipSync(`#cloud-config\na: "${"\\x41".repeat(500_000)}"`),
  "gzip of bytes that are no text": gzipSync(Buffer.alloc(2_000_000, 0xff)),
  "gzip of empty parts": gzipSync(
    `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n${"--b\n\n".repeat(390_000)}`,
  ),
  "gzip of headers": gzipSync(`MIME-Version: 1.0\n${"a:\n".repeat(690_000)}\n`),
  "gzip of quoted-printable": gzipSync(
    `MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n${"=41".repeat(690_000)}`,
  ),
  "gzip of a boundary that almost is one": gzipSync(
    `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n${"--b x\n".repeat(340_000)}`,
  ),
  "gzip members": Buffer.concat(Array.from({ length: 2500 }, () => Buffer.concat([gzipSync(""), Buffer.alloc(5)]))),
  "gzip parts": multipart(
    Array.from(
      { length: 12 },
      () =>
        `Content-Type: application/gzip\nContent-Transfer-Encoding: base64\n\n${gzipSync(`#cloud-config\n${"a: 1\n".repeat(390_000)}`).toString("base64")}`,
    ),
  ),
  "a parameter that never ends": Buffer.from(
    `MIME-Version: 1.0\nContent-Type: multipart/mixed; x="${";".repeat(65_000)}\n\n`,
  ),
  "messages in messages": Buffer.from(`MIME-Version: 1.0\n${"Content-Type: message/rfc822\n\n".repeat(2000)}`),
  "messages in a few messages": Buffer.from(
    `MIME-Version: 1.0\n${"Content-Type: message/rfc822\n\n".repeat(30)}#cloud-config\n${"a: [1,2,3]\n".repeat(5000)}`,
  ),
  "multiparts in multiparts": Buffer.from(
    `MIME-Version: 1.0\n${chain(1500, (index) => `Content-Type: multipart/mixed; boundary=${index}\n\n--${index}\n`)}`,
  ),
  brackets: cloudConfig(`a: ${"[".repeat(60_000)}`),
  "brackets that close": cloudConfig(`a: ${"[".repeat(30_000)}${"]".repeat(30_000)}`),
  braces: cloudConfig("{a: ".repeat(15_000)),
  "explicit keys": cloudConfig("? ".repeat(30_000)),
  "a billion laughs": cloudConfig(
    `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${chain(20, (index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(10)}]\n`)}`,
  ),
  "a billion laughs in mappings": cloudConfig(
    `a0: &a0 {x: 1}\n${chain(40, (index) => `a${index + 1}: &a${index + 1} {l: *a${index}, r: *a${index}}\n`)}`,
  ),
  "merge keys that double": cloudConfig(
    `a0: &a0 {x: 1}\n${chain(60, (index) => `a${index + 1}: &a${index + 1} {<<: [*a${index}, *a${index}], k${index}: 1}\n`)}`,
  ),
  "a mapping that merges itself": cloudConfig("a: &a {<<: *a, b: *a, c: {<<: *a}}\n"),
  "many merge keys": cloudConfig(`a: &a {x: 1}\nb:\n${"  <<: *a\n".repeat(5000)}`),
  "keys that are dates": cloudConfig(
    chain(4000, (index) => `2001-01-01 00:00:${String(index % 60).padStart(2, "0")}.${index}: 1\n`),
  ),
  "keys that are numbers": cloudConfig(chain(8000, (index) => `${index}: 1\n`)),
  "a long number": cloudConfig(`a: ${"9".repeat(60_000)}`),
  "laughs merged with laughs": multipart(
    [0, 1].map(() =>
      typed(
        "text/cloud-config",
        `merge_how: dict(recurse_list)+list(recurse_list)\na: &a0 [1]\n${chain(40, (index) => `a${index}: &a${index + 1} [*a${index}, *a${index}]\n`)}`,
      ),
    ),
  ),
  "a text appended to itself": multipart(
    Array.from({ length: 500 }, () =>
      typed("text/cloud-config", `merge_how: dict(recurse_str)+str(append)\na: ${"x".repeat(50)}`),
    ),
  ),
  "a list that grows": multipart(
    Array.from({ length: 900 }, () =>
      typed("text/cloud-config", `merge_how: dict(recurse_list)+list(append)\na: [1,2,3,4,5]`),
    ),
  ),
  "a patch that doubles": Buffer.from(
    `#cloud-config-jsonp\n[{"op":"add","path":"/a","value":{}}${chain(100, (index) => `,{"op":"copy","from":"/a","path":"/a/${index}"}`)}]`,
  ),
  "a patch of brackets": Buffer.from(`#cloud-config-jsonp\n${"[".repeat(60_000)}`),
  "an archive of archives": Buffer.from(`#cloud-config-archive\n${"- '#cloud-config-archive'\n".repeat(2500)}`),
  "a rule of many mergers": cloudConfig(`merge_how: '${"dict()+".repeat(8000)}dict()'\na: 1\n`),
  "an open quote": cloudConfig(`a: "${"\n".repeat(60_000)}`),
  "a megabyte of anchors": gzipSync(`#cloud-config\n${chain(100_000, (index) => `- &a${index} x\n`)}`),
};
