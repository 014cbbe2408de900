import assert from "node:assert/strict";
import { harden, toCustomData, userDataProblems } from "azure-kdump-core";
import { debian } from "../platforms";

function mime(contentType: string, body: string, extra = ""): string {
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: ${contentType}\n${extra}\n${body}\n--x--\n`;
}

describe("a user's cloud-init", () => {
  const carried: Readonly<Record<string, string>> = {
    "a cloud-config": "#cloud-config\npackages: [nginx]\n",
    "a cloud-config with merge rules": "#cloud-config\nmerge_how: list(append)+dict(recurse_list)\nruncmd: [ls]\n",
    "a shell script": "#!/bin/bash\necho hello\n",
    "a boothook": "#cloud-boothook\n#!/bin/sh\nexit 0\n",
    "a Jinja template": "## template: jinja\n#cloud-config\nhostname: {{ v1.region }}\n",
    "an archive": '#cloud-config-archive\n- {type: text/cloud-config, content: "packages: [nginx]"}\n- "#!/bin/sh"\n',
    "a MIME message": mime("text/cloud-config", "#cloud-config\nruncmd: [ls]"),
    "a MIME message with parts that are looked at": mime("text/plain", "#!/bin/sh\nls"),
    "a list of modules that keeps scripts-user": "#cloud-config\ncloud_final_modules: [[scripts-user, always]]\n",
    "an archive entry without a first line, which is a cloud-config": '#cloud-config-archive\n- "packages: [nginx]"\n',
    "a list of modules with its other spelling": "#cloud-config\ncloud_final_modules: [scripts_user]\n",
    "nothing at all": " \n",
  };
  for (const [title, text] of Object.entries(carried)) {
    it(`is carried when it is ${title}`, () => {
      assert.deepEqual(userDataProblems(text), []);
      assert.doesNotThrow(() => toCustomData(harden(debian), text));
    });
  }

  const refused: Readonly<Record<string, readonly [string, RegExp]>> = {
    "an include": ["#include\nhttps://example.com/config\n", /"#include" cannot be carried/],
    "an include-once": ["#include-once\nhttps://example.com/config\n", /"#include" cannot be carried/],
    "a part-handler": ["#part-handler\ndef list_types(): return []\n", /"#part-handler" cannot be carried/],
    "broken YAML": [
      "#cloud-config\nruncmd: [ls\npassword: hunter2\n",
      /would drop the cloud-config, because .*\(line \d\)/,
    ],
    "YAML that is a list": ["#cloud-config\n- ls\n", /is not a mapping/],
    "text without a first line that cloud-init knows": [
      "packages: [nginx]\n",
      /would ignore it: begin it with "#cloud-config"/,
    ],
    "a first line with a blank": ["# cloud-config\npackages: [nginx]\n", /would ignore it/],
    base64: [Buffer.from("#cloud-config\n").toString("base64"), /would ignore it/],
    "a list of modules without scripts-user": [
      "#cloud-config\ncloud_final_modules: [final-message]\n",
      /add scripts-user/,
    ],
    "moved cloud-init folders": ["#cloud-config\nsystem_info: {paths: {cloud_dir: /x}}\n", /system_info\.paths/],
    "an archive entry of a type without a slash": [
      "#cloud-config-archive\n- {type: script, content: x}\n",
      /discards all user-data/,
    ],
    "an archive with an include": [
      '#cloud-config-archive\n- "#include\\nhttps://example.com"\n',
      /in an archive entry, "#include"/,
    ],
    "an archive that is broken YAML": [
      "#cloud-config-archive\n- [ls\n",
      /would drop the archive, because .*\(line \d\)/,
    ],
    "an archive with a broken cloud-config": [
      '#cloud-config-archive\n- {type: text/cloud-config, content: "a: ["}\n',
      /in an archive entry, cloud-init would drop the cloud-config/,
    ],
    "an archive entry without a text": [
      "#cloud-config-archive\n- {type: text/cloud-config}\n",
      /discards all user-data/,
    ],
    "YAML that is nested too deeply": [
      `#cloud-config\na: ${"[".repeat(200)}${"]".repeat(200)}\n`,
      /would drop the cloud-config, because .*nest/,
    ],
    "modules that are no list": ["#cloud-config\ncloud_final_modules: scripts-user\n", /add scripts-user/],
    "modules of longer names": [
      "#cloud-config\ncloud_final_modules: [my-scripts-user, scripts-user-x]\n",
      /add scripts-user/,
    ],
    "a MIME message that is nested too deeply": [
      Array.from({ length: 40 }, (_, depth) => depth)
        .reduceRight(
          (inner, depth) =>
            `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n${inner}\n--b${depth}--\n`,
          "Content-Type: text/plain\n\n#!/bin/sh",
        )
        .replace(/^/, "MIME-Version: 1.0\n"),
      /the MIME message is not carried, because/,
    ],
    "an archive that is no list": ["#cloud-config-archive\nruncmd: [ls]\n", /is not a list/],
    "a MIME message that is not ASCII": [mime("text/cloud-config", "#cloud-config\n# ä"), /not ASCII/],
    "a MIME message without parts": ["MIME-Version: 1.0\nContent-Type: multipart/mixed\n\nhello\n", /has no parts/],
    "a MIME message with a gzip part": [
      mime("application/gzip", "H4sI", "Content-Transfer-Encoding: base64\n"),
      /gzip/,
    ],
    "a MIME message with an include": [mime("text/x-include-url", "https://example.com"), /"#include"/],
    "a MIME message with an unknown type": [mime("text/yaml", "a: b"), /would ignore a part of type text\/yaml/],
    "a nested MIME message with a part-handler": [
      mime('multipart/mixed; boundary="y"', "--y\nContent-Type: text/part-handler\n\nx\n--y--"),
      /part-handler/,
    ],
  };
  for (const [title, [text, message]] of Object.entries(refused)) {
    it(`is refused when it is ${title}`, () => {
      const problems = userDataProblems(text);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", message);
      assert.doesNotMatch(problems[0] ?? "", /hunter2/);
      assert.throws(() => toCustomData(harden(debian), text), message);
    });
  }
});
