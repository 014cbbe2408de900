import assert from "node:assert/strict";
import { multipart, part, partsOf, read } from "./messages";

/** Every result here is what the cloud-inits of Debian 11, 12 and 13 made of the same bytes. */
const config = "#cloud-config\na: 1\n";

describe("a part's name", () => {
  const dispositions: readonly (readonly [disposition: string, name: string])[] = [
    ["attachment; filename=a.sh", "a.sh"],
    ['attachment; filename="a b.sh"', "a b.sh"],
    ["attachment; filename=<a.sh>", "a.sh"],
    ["attachment; filename=<a.sh", "<a.sh"],
    ["attachment; filename=<", "<"],
    ['attachment; filename="', '"'],
    ['attachment; filename="a;b.sh"; x=y', "a;b.sh"],
    ['attachment; filename="a\\"b;c.sh"', 'a"b;c.sh'],
    ['attachment; filename="a\\\\b"', "a\\b"],
    ["attachment; FILENAME=a.sh", "a.sh"],
    ["attachment ;  filename =  a.sh  ; size=1", "a.sh"],
    ["attachment; filename", "part-001"],
    ['attachment; filename=""', "part-001"],
    ['attachment; filename="  a  "', "a"],
    ["attachment; filename=a; filename=b", "a"],
    ['attachment; filename=a"b;c"d', 'a"b;c"d'],
    [";;filename=a", "a"],
    ["filename=a.sh", "a.sh"],
    ["attachment; filename==a", "=a"],
    ['attachment; filename="a; size=1', '"a; size=1'],
    ["attachment;\n filename=a.sh", "a.sh"],
    ['attachment;\n\tfilename="a\n b.sh"', "a\n b.sh"],
    ["attachment; xfilename=a", "part-001"],
    ["attachment; filenamex=a; filename=b", "b"],
    ["attachment; filename*=utf-8''%c3%a9.sh", "é.sh"],
    ["attachment; filename*=UTF-8'en'%C3%A9%2esh", "é.sh"],
    ["attachment; filename*=''%41.sh", "A.sh"],
    ["attachment; filename*=us-ascii''a%e9.sh", "a\ufffd.sh"],
    ["attachment; filename*=ascii''a%e9.sh", "a\ufffd.sh"],
    ["attachment; filename*=x-none'en'%41%42", "AB"],
    ["attachment; filename*=a%42", "aB"],
    ["attachment; filename*=utf-8'a%42", "utf-8'aB"],
    ["attachment; filename*=utf-8''a'b'%43", "a'b'C"],
    ["attachment; filename*=iso-8859-1''%e9.sh", "é.sh"],
    ["attachment; filename*=latin_1''%e9.sh", "é.sh"],
    ["attachment; filename*=utf-8''%4g%4", "%4g%4"],
    ["attachment; filename*=utf-8''%ff%41", "\ufffdA"],
    ["attachment; filename*=\"utf-8''%41\"", "A"],
    ["attachment; filename*0=one; filename*1=two", "onetwo"],
    ["attachment; filename*1=two; filename*0=one", "onetwo"],
    ["attachment; filename*10=c; filename*9=b; filename*0=a", "abc"],
    ["attachment; filename*1=b; filename*2=c", "bc"],
    ["attachment; filename*0*=utf-8''%c3%a9; filename*1=\"%41\"", "é%41"],
    ["attachment; filename*0=\"utf-8''a%41\"; filename*1*=%c3%a9", "a%41é"],
    ['attachment; filename*0="%41"; filename*1="\'b"', "%41'b"],
    ["attachment; filename*x=a", "part-001"],
    ["attachment; filename*=utf-8''x; filename=plain", "plain"],
  ];
  for (const [disposition, name] of dispositions) {
    it(`is ${JSON.stringify(name)} of ${JSON.stringify(disposition)}`, () => {
      const userData = read(multipart(part("text/x-shellscript", "#!x", `Content-Disposition: ${disposition}`)));
      assert.deepEqual(partsOf(userData), [["text/x-shellscript", name, "#!x"]]);
    });
  }

  const types: readonly (readonly [type: string, disposition: string, name: string])[] = [
    ['text/x-shellscript; name="n.sh"', "attachment", "n.sh"],
    ['text/x-shellscript; name="n.sh"', "attachment; filename=d.sh", "d.sh"],
    ["text/x-shellscript; name=", "attachment", "part-001"],
  ];
  for (const [type, disposition, name] of types) {
    it(`is ${name} of type ${type} and disposition ${disposition}`, () => {
      const [found] = read(multipart(part(type, "#!x", `Content-Disposition: ${disposition}`))).parts;
      assert.equal(found?.filename, name);
    });
  }
});

describe("a part's type", () => {
  const plain = ["text/cloud-config", "part-001", "#cloud-config\na: 1"];
  const same = [
    "text/cloud/config",
    "cloud-config",
    "",
    "TEXT/Cloud-Config",
    "  text/cloud-config  ; charset=x",
    ";text/cloud-config",
    "text/cloud-config; x=a/b",
  ];
  for (const type of same) {
    it(`is text/cloud-config for a cloud-config of type ${JSON.stringify(type)}`, () => {
      assert.deepEqual(partsOf(read(multipart(part(type, "#cloud-config\na: 1")))), [plain]);
    });
  }

  const messages: readonly (readonly [type: string, body: string, parts: readonly (readonly string[])[]])[] = [
    [
      "message/rfc822",
      part("text/cloud-config", "#cloud-config\na: 1"),
      [["message/rfc822", "part-001", ""], plain.with(1, "part-002"), plain.with(1, "part-002")],
    ],
    [
      "message/partial",
      part("text/cloud-config", "#cloud-config\na: 1"),
      [["message/partial", "part-001", ""], plain.with(1, "part-002"), plain.with(1, "part-002")],
    ],
  ];
  for (const [type, body, parts] of messages) {
    it(`opens ${type}, and takes what is in it twice`, () => {
      assert.deepEqual(partsOf(read(multipart(part(type, body)))), parts);
    });
  }

  const statuses: readonly (readonly [body: string, contents: readonly string[]])[] = [
    ["a: 1\nb: 2\n\nc: 3\n\nrest", ["", "", "", "rest", "", "", "rest"]],
    ["\n\na: 1\r\n\r\nb: 2\n", ["", "", "", "", "", "", "", "", ""]],
    ["", ["", "", ""]],
  ];
  for (const [body, contents] of statuses) {
    it(`opens each block of a delivery status, ${JSON.stringify(body)}`, () => {
      const parts = partsOf(read(multipart(part("message/delivery-status", body))));
      assert.deepEqual(
        parts.map(([, , content]) => content),
        contents,
      );
      assert.deepEqual(
        parts.map(([type]) => type),
        ["message/delivery-status", ...contents.slice(1).map(() => "text/plain")],
      );
    });
  }
});

describe("a message's headers", () => {
  const mime = "MIME-Version: 1.0\n";
  const typed = "Content-Type: text/cloud-config\n";
  const script = "Content-Type: text/x-shellscript\n";
  const base64 = Buffer.from(config).toString("base64");
  const configs: Readonly<Record<string, string>> = {
    "without a blank after the colon": `MIME-Version:1.0\nContent-Type:text/cloud-config\n\n${config}`,
    "with blanks and tabs after the colon": `${mime}Content-Type:\t \ttext/cloud-config\n\n${config}`,
    "with a From line first": `From me\n${mime}${typed}\n${config}`,
    "with a From line between": `${mime}From me\n${typed}\n${config}`,
    "with a folded From line": `${mime}From me\n folded\n${typed}\n${config}`,
    "with one that has no name": `${mime}: x\n folded\n${typed}\n${config}`,
    "beginning with a folded line": ` folded\n${mime}${typed}\n${config}`,
    "with a line of one blank before the empty one": `${mime}${typed} \n\n${config}`,
    "with a line of one blank, and no empty one": `${mime}${typed} \n${config}`,
    "folded before the value": `${mime}Content-Type:\n text/cloud-config\n\n${config}`,
    "folded by a tab": `${mime}Content-Type: text/cloud-config;\n\tname="x"\n\n${config}`,
    "with two types": `${mime}${typed}${script}\n${config}`,
    "with two encodings": `${mime}${typed}Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 8bit\n\n${base64}`,
  };
  for (const [what, blob] of Object.entries(configs)) {
    it(`are read ${what}`, () => {
      assert.deepEqual(
        partsOf(read(blob)).map(([type, , content]) => [type, content]),
        [["text/cloud-config", config]],
      );
    });
  }

  const others: readonly (readonly [what: string, blob: string, type: string, content: string])[] = [
    ["CRLF", (mime + typed).replaceAll("\n", "\r\n") + "\r\na\r\n", "text/cloud-config", "a\r\n"],
    ["CR", (mime + typed).replaceAll("\n", "\r") + "\ra\r", "text/cloud-config", "a\r"],
    ["the text's end", mime + typed.trimEnd(), "text/cloud-config", ""],
    ["a line end", mime + typed, "text/cloud-config", ""],
    ["a line that is none", `${mime}junk\n${typed}\na`, "text/plain", `junk\n${typed}\na`],
    ["a blank in a name", `${mime}Content Type: x\n\na`, "text/plain", "Content Type: x\n\na"],
    ["a From line, which may be the body's", `${mime}${script}From me\n\na`, "text/x-shellscript", "From me\na"],
    ["a From line and the text's end", `${mime}${script}From me`, "text/x-shellscript", "From me"],
    ["a From line and a line that is none", `${mime}${script}From me\nx`, "text/x-shellscript", "From me\nx"],
  ];
  for (const [what, blob, type, content] of others) {
    it(`end at ${what}`, () => {
      assert.deepEqual(partsOf(read(blob)), [[type, "part-001", content]]);
    });
  }
});

describe("a multipart's boundary", () => {
  const head = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=";
  const a = part("text/x-a", "a\n");
  const b = part("text/x-b", "b\n");
  const inner = (boundary: string) => `Content-Type: multipart/mixed${boundary}\n\n`;
  const cases: readonly (readonly [what: string, blob: string, contents: readonly string[]])[] = [
    ["may have blanks after it", `${head}b\n\n--b \t\n${a}--b-- \n${b}`, ["a"]],
    ["is none with more after it", `${head}b\n\n--bx\n${a}--b\n${b}`, ["b"]],
    ["does not end with more after it", `${head}b\n\n--b\na: 1\n\na\n--b--x\nb\n--b\n${b}`, ["a\n--b--x\nb", "b"]],
    ["delimits nothing a second time", `${head}b\n\n--b\n--b\n${a}--b\n--b--\n`, ["a", ""]],
    ["has no blanks at its end", `${head}"b  "\n\n--b\n${a}`, ["a"]],
    ["may be empty", `${head}\n\n--\n${a}`, ["a"]],
    ["may end in CR", `${head}b\n\n--b\r${a}--b\r\n${b}`, ["a", "b"]],
    ["ends what is inside", `${head}b\n\n--b\n${inner("; boundary=c")}--c\n${a}--b\n${b}--b--\n`, ["a", "b"]],
    ["may begin like another", `${head}bb\n\n--bb\n${inner("; boundary=b")}--b\n${a}--bb\n${b}--bb--\n`, ["a", "b"]],
    [
      "of the inner one ends that alone",
      `${head}b\n\n--b\n${inner("; boundary=c")}--c\n${a}--c--\nx\n--b\n${b}--b--\n`,
      ["a", "b"],
    ],
    ["may be missing inside", `${head}b\n\n--b\n${inner("")}--c\n${a}--b\n${b}--b--\n`, ["b"]],
    ["may end in the middle of headers", `${head}b\n\n--b\nx: y\n--b\n${a}--b--\n`, ["", "a"]],
    ["is no other line with dashes", `${head}b\n\n--b\n\na\n--\n--a\n-- b\n--b--\n`, ["a\n--\n--a\n-- b"]],
    ["takes one line end in front of it", `${head}b\n\n--b\n\na\n\n--b\n\nb\r\n--b\n\nc\r--b--\n`, ["a\n", "b", "c"]],
    [
      "takes the line end of a message inside",
      `${head}b\n\n--b\nContent-Type: message/rfc822\n\n${a}--b--\n`,
      ["", "a", "a"],
    ],
    [
      "leaves the line end of a multipart inside",
      `${head}b\n\n--b\n${inner("; boundary=c")}--c\n\na\n\n--b--\n`,
      ["a\n"],
    ],
    ["may be the last line", `${head}b\n\n--b\n\na\n`, ["a"]],
    ["may delimit nothing at all", `${head}b\n\n--b\n--b--\n`, [""]],
    ["may not come", `${head}b\n\nhello\n`, []],
    ["may be only the last one", `${head}b\n\n--b--\n`, []],
  ];
  for (const [what, blob, contents] of cases) {
    it(what, () => {
      assert.deepEqual(
        partsOf(read(blob)).map(([, , content]) => content),
        contents,
      );
    });
  }

  it("of a digest delimits messages", () => {
    const blob = `MIME-Version: 1.0\nContent-Type: multipart/digest; boundary=b\n\n--b\n\n${a}--b\n${b}--b--\n`;
    assert.deepEqual(
      partsOf(read(blob)).map(([type]) => type),
      ["message/rfc822", "text/x-a", "text/x-a", "text/x-b"],
    );
  });
});
