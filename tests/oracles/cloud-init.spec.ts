import assert from "node:assert/strict";
import { harden, toCustomData } from "azure-kdump-core";
import { debian, encoded, platforms, titleOf } from "../unit/platforms";
import { type RealPart, realCloudInit } from "./cloud-init";

describe("the real cloud-init", function () {
  this.timeout(120_000);
  let read: (customData: readonly string[]) => readonly (readonly RealPart[])[];
  before(async () => {
    read = await realCloudInit();
  });

  const users: Readonly<Record<string, string>> = {
    "a cloud-config": '#cloud-config\npackages: [nginx]\nwrite_files:\n  - {path: /etc/motd, content: "hello\\n"}\n',
    "a script": "#!/bin/bash\necho 'héllo'\n",
    "a boothook": "#cloud-boothook\n#!/bin/sh\ntrue\n",
    "a MIME message": `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="mine"\n\n--mine\nContent-Type: text/cloud-config\nContent-Disposition: attachment; filename="base.yaml"\n\n#cloud-config\nruncmd: [ls]\n\n--mine\nContent-Type: text/x-shellscript\n\n#!/bin/sh\nls\n--mine--\n`,
    "an archive":
      '#cloud-config-archive\n- {type: text/cloud-config, content: "packages: [nginx]"}\n- "#!/bin/sh\\nls"\n',
  };

  it("finds our scripts, unchanged, first and last, on every platform", () => {
    const hardenings = platforms.map((platform) => harden(platform));
    const messages = read(hardenings.map((hardening) => toCustomData(hardening)));
    for (const [index, parts] of messages.entries()) {
      const { reserve, configure } = hardenings[index] ?? assert.fail();
      assert.deepEqual(
        parts.map(({ type, filename, text }) => ({ type, filename, text })),
        [
          { type: "text/cloud-boothook", filename: "azure-kdump-reserve", text: reserve },
          { type: "text/x-shellscript", filename: "zz-azure-kdump", text: configure },
        ],
        titleOf(platforms[index] ?? debian),
      );
    }
  });

  for (const [what, user] of Object.entries(users)) {
    it(`reads ${what} of the user between ours exactly as it does alone`, () => {
      const [composed = [], alone = []] = read([toCustomData(harden(debian), user), encoded(user)]);
      const essence = ({ type, text }: RealPart) => ({ type, text });
      assert.deepEqual(composed.slice(1, -1).map(essence), alone.map(essence));
      assert.ok(alone.length > 0);
    });
  }

  it("accepts every cloud-config by its own schema, and would say if it did not", () => {
    const good = read(Object.values(users).map((user) => toCustomData(harden(debian), user)));
    assert.deepEqual(
      good.flat().flatMap(({ schema }) => schema),
      [],
    );
    const [bad = []] = read([toCustomData(harden(debian), "#cloud-config\nwrite_files: [{content: no path}]\n")]);
    assert.match(bad.flatMap(({ schema }) => schema).join(), /'path' is a required property/);
  });
});
