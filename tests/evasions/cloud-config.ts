import { debianByHand, elByHand } from "../unit/crashdump/by-hand";
import { config, parts } from "../unit/crashdump/judged";
import { encoded } from "../unit/platforms";
import { debian12, el9, type Evasion, panicFile } from "./evasion";

export const byHand = Buffer.from(debianByHand(), "base64").toString();
const elScript = Buffer.from(elByHand(), "base64").toString();
export const panicFirst = `#cloud-config\nwrite_files:\n- path: ${panicFile}\n  content: kernel.panic = 10\n`;
export const withoutPanic = byHand.replace(/echo 'kernel.*\n/, "");
export const named = (filename: string, content: string) =>
  `--x\nContent-Type: text/x-shellscript\nContent-Disposition: attachment; filename="${filename}"\n\n${content}\n`;
export const multipart = (...bodies: readonly string[]) =>
  encoded(`MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n${bodies.join("")}--x--\n`);
export const indented = byHand.replace(/^/gm, "    ");
export const yaml = (text: string) => encoded(text);

export const evasions: readonly Evasion[] = [
  [
    "a second cloud-config that replaces write_files",
    debian12,
    parts(
      ["cloud-config", panicFirst],
      ["cloud-config", "#cloud-config\nwrite_files: []\n"],
      ["x-shellscript", withoutPanic],
    ),
    "panic-reboots",
  ],
  [
    "a second cloud-config that replaces runcmd",
    debian12,
    parts(
      ["cloud-config", `#cloud-config\nruncmd:\n- |\n${indented}\n`],
      ["cloud-config", "#cloud-config\nruncmd: [date]\n"],
    ),
    "kdump-configured",
  ],
  [
    "a null that takes it away",
    debian12,
    parts(
      ["cloud-config", panicFirst],
      ["cloud-config", "#cloud-config\nwrite_files: ~\n"],
      ["x-shellscript", withoutPanic],
    ),
    "panic-reboots",
  ],
  [
    "a merge that may delete",
    debian12,
    parts(
      ["cloud-config", panicFirst],
      ["cloud-config", "#cloud-config\nmerge_how: dict(allow_delete,recurse_list)+list()+str()\nwrite_files: null\n"],
      ["x-shellscript", withoutPanic],
    ),
    "panic-reboots",
  ],
  [
    "a list that does not append",
    debian12,
    parts(
      ["cloud-config", "#cloud-config\nwrite_files: [{path: /root/x, content: x}]\n"],
      [
        "cloud-config",
        panicFirst.replace("#cloud-config\n", "#cloud-config\nmerge_how: dict()+list(no_replace)+str()\n"),
      ],
      ["x-shellscript", withoutPanic],
    ),
    "panic-reboots",
  ],
  [
    "a JSON patch that removes",
    debian12,
    parts(
      ["cloud-config", panicFirst],
      ["cloud-config-jsonp", '#cloud-config-jsonp\n[{"op":"remove","path":"/write_files"}]\n'],
      ["x-shellscript", withoutPanic],
    ),
    "panic-reboots",
  ],
  [
    "a part whose first line is not quite right",
    debian12,
    yaml(panicFirst.replace("#cloud-config", "# cloud-config")),
    "panic-reboots",
  ],
  ["a first line on the second", debian12, yaml(`\uFEFF${panicFirst}`), "panic-reboots"],
  ["a script without its first line", debian12, encoded(byHand.replace("#!/bin/sh\n", "")), "kdump-configured"],
  [
    "blank lines before a script's first line, which the kernel then does not find",
    debian12,
    encoded(`\n\n${byHand}`),
    "kdump-configured",
  ],
  [
    "a script for a shell that is none",
    debian12,
    encoded(byHand.replace("#!/bin/sh", "#!/bin/true")),
    "kdump-configured",
    "cannot-tell",
  ],
  [
    "a script whose first line ends it at the first failure",
    debian12,
    encoded(byHand.replace("#!/bin/sh", "#!/bin/sh -e\nfalse")),
    "panic-reboots",
  ],
  [
    "a script of another language",
    debian12,
    parts(["x-shellscript", `#!/usr/bin/python3\nimport os\nos.remove("${panicFile}")\n`], ["x-shellscript", byHand]),
    "panic-reboots",
    "cannot-tell",
  ],
  ["base64 in base64", debian12, encoded(debianByHand()), "kdump-configured"],
  [
    "a wrong boundary",
    debian12,
    encoded(
      `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=y\n\n--x\nContent-Type: text/x-shellscript\n\n${byHand}\n--x--\n`,
    ),
    "kdump-configured",
  ],
  ["a type that nothing handles", debian12, parts(["x-sh", byHand]), "kdump-configured"],
  ["a tab in the YAML", debian12, yaml(`#cloud-config\nwrite_files:\n\t- path: ${panicFile}\n`), "panic-reboots"],
  ["YAML that is broken below", el9, yaml(`${panicFirst}runcmd: [\n`), "panic-reboots"],
  ["runcmd that is a string", el9, config({ runcmd: elScript }), "panic-reboots"],
  [
    "runcmd with a mapping among it",
    debian12,
    yaml(`#cloud-config\nruncmd:\n- |\n${indented}\n- echo done: yes\n`),
    "kdump-configured",
  ],
  ["runcmd that ends in the middle", debian12, config({ runcmd: ["date", "exit 0", byHand] }), "panic-reboots"],
  [
    "runcmd with a quote that is never closed",
    el9,
    config({ runcmd: ["echo 'starting", elScript] }),
    "panic-reboots",
    "cannot-tell",
  ],
  ["runcmd in capitals", el9, config({ RUNCMD: [elScript] }), "panic-reboots", "cannot-tell"],
  [
    "write_files in another spelling",
    el9,
    config({ "write-files": [{ path: panicFile, content: "kernel.panic=10" }] }),
    "panic-reboots",
    "cannot-tell",
  ],
  [
    "an entry that breaks off the module before ours",
    debian12,
    config({
      write_files: [
        { path: "/root/a", encoding: "gzip", content: "no gzip" },
        { path: panicFile, content: "kernel.panic=10" },
      ],
    }),
    "panic-reboots",
  ],
];
