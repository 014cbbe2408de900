import assert from "node:assert/strict";
import { multipart, part, partsOf, read } from "./messages";

/** Every result here is what the cloud-inits of Debian 11, 12 and 13 made of the same bytes. */
const uu = 'begin 644 x\n*(R$O8FEN+W-H"@  \n`\nend\n';

const decoded: readonly (readonly [encoding: string, body: string, content: string])[] = [
  ["base64", "IyEvYmluL3NoCmxzCg==", "#!/bin/sh\nls\n"],
  ["BASE64", "IyEvYmluL3NoCmxzCg==", "#!/bin/sh\nls\n"],
  ["base64", "IyEvYmluL3\nNoCmxzCmxz\r\nCmxzCg==", "#!/bin/sh\nls\nls\nls\n"],
  ["base64", "*IyEvYm-_ luL3NoCmxzCg==", "#!/bin/sh\nls\n"],
  ["base64", "@I[y`E{v:Y,mlu", "#!/bin"],
  ["base64", "IyEg++//", "#! \xfb\xef\xff"],
  ["base64", "IyEvYmluL3NoCmxzCg", "#!/bin/sh\nls\n"],
  ["base64", "IyEvYmluL3NoCmxzCgo", "#!/bin/sh\nls\n\n"],
  ["base64", "IyEvYmluL3NoCmxzA", "IyEvYmluL3NoCmxzA"],
  ["base64", "IyEvYmluL3NoCg==IyEvYmlu", "#!/bin/sh\n"],
  ["base64", "=IyEv=YmluL3NoCmxz", "#!/bin/sh\nls"],
  ["base64", "IyEvYmluL3NoCg=\n=", "#!/bin/sh\n"],
  ["base64", "IyEvYmluL3NoCg=oIyEv", "#!/bin/sh\n\n\b\xc8K"],
  ["base64", "IyEvYmluL3NoCg===", "#!/bin/sh\n"],
  ["base64", "====", ""],
  ["base64", "", ""],
  ["base64 ", "IyEvYmluL3NoCg==", "IyEvYmluL3NoCg=="],
  ["x-none", "#!/bin/sh", "#!/bin/sh"],
  ["quoted-printable", "#!=2Fbin=2fsh=0Als", "#!/bin/sh\nls"],
  ["Quoted-Printable", "#!/bin=\n/sh", "#!/bin/sh"],
  ["quoted-printable", "#!/bin=\r\n/sh", "#!/bin/sh"],
  ["quoted-printable", "#!/bin=\r/sh\nx", "#!/binx"],
  ["quoted-printable", "#!/bin= \n/sh", "#!/bin= \n/sh"],
  ["quoted-printable", "#!a==41", "#!a=41"],
  ["quoted-printable", "#!a===41", "#!a=A"],
  ["quoted-printable", "#!a=", "#!a"],
  ["quoted-printable", "#!a=x=4=4g=g4=", "#!a=x=4=4g=g4"],
  ["quoted-printable", "#!a=\r", "#!a"],
  ["quoted-printable", "#!=C3=A9=E9=c3=A9=aF=Fa", "#!\xc3\xa9\xe9\xc3\xa9\xaf\xfa"],
  ["quoted-printable", "#!a_b =20 c  \nd", "#!a_b   c  \nd"],
  ["x-uuencode", uu, "#!/bin/sh\n"],
  ["uuencode", uu, "#!/bin/sh\n"],
  ["uue", uu, "#!/bin/sh\n"],
  ["X-UUE", uu, "#!/bin/sh\n"],
  ["uue", uu.replaceAll("\n", "\r\n"), "#!/bin/sh\n"],
  ["uue", `hello\n${uu}`, "#!/bin/sh\n"],
  ["uue", uu + uu, "#!/bin/sh\n"],
  ["uue", uu.replace("`\nend\n", ""), "#!/bin/sh\n"],
  ["uue", uu.replace("end\n", " end \nx"), "#!/bin/sh\n"],
  ["uue", uu.replace("644 x", "644"), "#!/bin/sh\n"],
  ["uue", uu.replace("644 x", "9 x"), uu.replace("644 x", "9 x")],
  ["uue", 'begin 644 x\n,(R$O8FEN+W-H"@``\n`\nend\n', "#!/bin/sh\n\0\0"],
  ["uue", "begin 644 x\n*(R$O\n`\nend\n", "#!/\0\0\0\0\0\0\0"],
  ["uue", "begin 644 x\n#(R$O8FEN\n`\nend\n", "#!/"],
  ["uue", "begin 644 x\n\n#(R%A\n`\nend\n", "begin 644 x\n\n#(R%A\n`\nend\n"],
  ["uue", "#!/bin/sh", "#!/bin/sh"],
];

describe("a transfer encoding is undone as Python does it", () => {
  for (const [encoding, body, content] of decoded) {
    it(`${encoding}: ${JSON.stringify(body)}`, () => {
      const userData = read(multipart(part("text/x-a", body, `Content-Transfer-Encoding: ${encoding}`)));
      assert.deepEqual(partsOf(userData), [["text/x-a", "part-001", content]]);
    });
  }
});
