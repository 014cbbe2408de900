import { debianByHand, elByHand } from "../unit/crashdump/by-hand";
import { config, parts, withConfig } from "../unit/crashdump/judged";
import { encoded } from "../unit/platforms";
import {
  debian11,
  debian12,
  debian13,
  el7,
  el8,
  el9,
  type Evasion,
  type Oddity,
  ours,
  oursWith,
  panicFile,
  ubuntu20,
  ubuntu22,
  ubuntu24,
} from "./evasion";

const byHand = Buffer.from(debianByHand(), "base64").toString();
const elScript = Buffer.from(elByHand(), "base64").toString();
const panicFirst = `#cloud-config\nwrite_files:\n- path: ${panicFile}\n  content: kernel.panic = 10\n`;
const withoutPanic = byHand.replace(/echo 'kernel.*\n/, "");
const named = (filename: string, content: string) =>
  `--x\nContent-Type: text/x-shellscript\nContent-Disposition: attachment; filename="${filename}"\n\n${content}\n`;
const multipart = (...bodies: readonly string[]) =>
  encoded(`MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n${bodies.join("")}--x--\n`);
const indented = byHand.replace(/^/gm, "    ");
const yaml = (text: string) => encoded(text);

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
  [
    "a list of modules without scripts_user",
    debian12,
    withConfig({ cloud_final_modules: ["package_update_upgrade_install"] }),
    "cloud-init-effective",
  ],
  [
    "a list of modules without write_files",
    debian12,
    oursWith(debian12, {
      cloud_init_modules: ["bootcmd", "users-groups", "ssh"],
      write_files: [{ path: "/root/x", content: "x" }],
    }),
    "cloud-init-effective",
  ],
  [
    "a list of modules without packages",
    debian12,
    config({
      cloud_final_modules: ["scripts-user", "power-state-change"],
      packages: ["kdump-tools"],
      runcmd: ["date"],
    }),
    "cloud-init-effective",
  ],
  [
    "a list of modules without power_state",
    debian12,
    withConfig({ cloud_final_modules: ["scripts-user"], power_state: { mode: "reboot" } }),
    "cloud-init-effective",
  ],
  [
    "a list of modules without deferred files",
    debian12,
    withConfig({ cloud_final_modules: ["scripts-user"], write_files: [{ path: "/root/x", defer: true }] }),
    "cloud-init-effective",
  ],
  [
    "another directory for scripts",
    debian12,
    withConfig({ system_info: { paths: { cloud_dir: "/opt/cloud" } } }),
    "cloud-init-effective",
  ],
  [
    "power_state at every boot",
    debian12,
    withConfig({
      cloud_final_modules: ["scripts-user", ["power-state-change", "always"]],
      power_state: { mode: "reboot" },
    }),
    "cloud-init-effective",
  ],
  ["a reboot in bootcmd", debian12, withConfig({ bootcmd: ["reboot"] }), "cloud-init-effective"],
  [
    "a reboot in a per-boot script",
    debian12,
    parts(["x-shellscript-per-boot", "#!/bin/sh\nreboot\n"], ["x-shellscript", byHand]),
    "cloud-init-effective",
  ],
  [
    "a per-boot script on cloud-init that has none",
    debian11,
    parts(["x-shellscript-per-boot", byHand]),
    "kdump-configured",
  ],
  [
    "a script that overwrites another of its name",
    debian12,
    multipart(named("setup.sh", byHand), named("setup.sh", "#!/bin/sh\ndate\n")),
    "kdump-configured",
  ],
  [
    "a name that becomes another's once it is cleaned",
    debian12,
    multipart(named("a_b", byHand), named("a/b", "#!/bin/sh\ndate\n")),
    "kdump-configured",
  ],
  [
    "a name that sorts before the one that sets it",
    debian12,
    multipart(
      named("b", "#!/bin/sh\necho kernel.panic=0 >/etc/sysctl.d/60-panic.conf\n"),
      named("a", byHand.replace("\nreboot\n", "\n")),
    ),
    "panic-reboots",
  ],
  [
    "a boothook with something before its first line",
    debian12,
    parts(["cloud-boothook", ` #cloud-boothook\n${byHand}`]),
    "kdump-configured",
  ],
  ["an include", debian12, encoded("#include\nhttps://example.com/harden\n"), "cloud-init-effective", "cannot-tell"],
  [
    "a part-handler",
    debian12,
    parts(
      ["part-handler", "#part-handler\ndef list_types(): return ['text/x-shellscript']\ndef handle_part(*a): pass\n"],
      ["x-shellscript", byHand],
    ),
    "cloud-init-effective",
    "cannot-tell",
  ],
  [
    "Jinja",
    debian12,
    encoded(`## template: jinja\n#cloud-config\n{% if v1.machine == 'x86' %}\nruncmd: [date]\n{% endif %}\n`),
    "cloud-init-effective",
    "cannot-tell",
  ],
  [
    "a gzip that is cut off",
    debian12,
    Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.from(byHand)]).toString("base64"),
    "kdump-configured",
  ],
  ["customData that is no base64", debian12, "not base64 at all!", "kdump-configured"],
  ["customData that is empty", el8, "", "panic-reboots"],
  [
    "a file by apt's configuration",
    debian12,
    withConfig({ apt: { conf: 'DPkg::Post-Invoke {"rm -f /etc/sysctl.d/60-panic.conf";};' } }),
    "panic-reboots",
    "cannot-tell",
  ],
  [
    "output through a command",
    debian12,
    withConfig({ output: { all: "| rm -f /etc/sysctl.d/60-panic.conf" } }),
    "panic-reboots",
    "cannot-tell",
  ],
  [
    "snap's commands",
    ubuntu22,
    withConfig({ snap: { commands: ["rm -f /etc/sysctl.d/60-panic.conf"] } }),
    "panic-reboots",
    "cannot-tell",
  ],
  [
    "a file that is fetched",
    debian13,
    withConfig({ write_files: [{ path: "/etc/sysctl.d/99-z.conf", source: { uri: "https://example.com/x" } }] }),
    "panic-reboots",
    "cannot-tell",
  ],
  [
    "an anchor that brings the user's own",
    debian12,
    yaml(`#cloud-config\nx: &a {write_files: []}\n<<: *a\nruncmd: [date]\n`),
    "kdump-configured",
  ],
  [
    "append to a file that a later entry replaces",
    debian12,
    config({
      write_files: [
        { path: panicFile, content: "kernel.panic=10\n", append: true },
        { path: panicFile, content: "x=1\n" },
      ],
    }),
    "panic-reboots",
  ],
  [
    "append that adds a zero",
    el9,
    config({
      write_files: [
        { path: panicFile, content: "kernel.panic=10\n" },
        { path: panicFile, content: "kernel.panic=0\n", append: true },
      ],
    }),
    "panic-reboots",
  ],
  [
    "an octal number where a string belongs",
    el7,
    yaml(`#cloud-config\nwrite_files:\n- {path: ${panicFile}, content: 10}\n`),
    "panic-reboots",
  ],
];

export const oddities: readonly Oddity[] = [
  [
    "a cloud-config after ours that sets other things",
    debian12,
    oursWith(debian12, { timezone: "Europe/Zurich", users: ["default", { name: "app" }], ssh_pwauth: false }),
  ],
  [
    "a user's own lists of modules, complete",
    debian12,
    oursWith(debian12, {
      cloud_final_modules: [
        "package-update-upgrade-install",
        "write-files-deferred",
        "scripts-per-boot",
        "scripts-user",
        "power-state-change",
      ],
    }),
  ],
  ["a user's power_state", el9, oursWith(el9, { power_state: { mode: "reboot", delay: "+1" } })],
  [
    "a user's own swap and mounts",
    ubuntu24,
    oursWith(ubuntu24, {
      mounts: [["LABEL=data", "/data", "ext4", "defaults,nofail"]],
      swap: { filename: "/swap", size: "auto" },
    }),
  ],
  [
    "a user's own packages",
    ubuntu22,
    oursWith(ubuntu22, { packages: ["nginx", ["jq", "1.6-2.1"]], package_update: true }),
  ],
  [
    "a user's script",
    el9,
    ours(el9, "#!/bin/bash\nset -euo pipefail\ndnf -y install nginx\nsystemctl enable --now nginx\n"),
  ],
  [
    "a user's multipart",
    debian12,
    ours(
      debian12,
      `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/x-shellscript\n\n#!/bin/sh\ndate\n--q\nContent-Type: text/cloud-config\n\n#cloud-config\npackages: [jq]\n--q--\n`,
    ),
  ],
  [
    "a boothook by hand",
    debian12,
    parts(
      ["cloud-boothook", "#cloud-boothook\n#!/bin/sh\necho kernel.panic=10 >/etc/sysctl.d/60-panic.conf\n"],
      ["x-shellscript", withoutPanic],
    ),
  ],
  [
    "a merge that appends",
    debian12,
    parts(
      ["cloud-config", "#cloud-config\nwrite_files: [{path: /root/x, content: x}]\n"],
      [
        "cloud-config",
        panicFirst.replace("#cloud-config\n", "#cloud-config\nmerge_how: dict(recurse_list)+list(append)+str()\n"),
      ],
      ["x-shellscript", withoutPanic],
    ),
  ],
  [
    "a JSON patch that adds",
    debian12,
    parts(
      ["cloud-config", panicFirst],
      ["cloud-config-jsonp", '#cloud-config-jsonp\n[{"op":"add","path":"/timezone","value":"UTC"}]\n'],
      ["x-shellscript", withoutPanic],
    ),
  ],
  [
    "an archive",
    debian12,
    encoded(
      `#cloud-config-archive\n${JSON.stringify([
        { type: "text/cloud-config", content: panicFirst },
        { type: "text/x-shellscript", content: withoutPanic },
      ])}\n`,
    ),
  ],
  ["gzip", debian12, () => ours(debian12, "#cloud-config\n{}\n")()],
  [
    "CRLF in the cloud-config",
    debian12,
    parts(["cloud-config", panicFirst.replaceAll("\n", "\r\n")], ["x-shellscript", withoutPanic]),
  ],
  [
    "#cloud-config in capitals and with a remark",
    debian12,
    parts(["plain", panicFirst.replace("#cloud-config", "#Cloud-Config: v1")], ["x-shellscript", withoutPanic]),
  ],
  ["runcmd as lists", debian12, config({ runcmd: [["sh", "-c", byHand]] })],
  ["runcmd as one block", ubuntu20, yaml(`#cloud-config\nruncmd:\n- |\n${indented}\n`)],
  [
    "anchors",
    el9,
    yaml(
      `#cloud-config\nx-common: &file {owner: root, permissions: '0644'}\nwrite_files:\n- {<<: *file, path: ${panicFile}, content: "kernel.panic = 10\\n"}\nruncmd:\n- grubby --update-kernel=ALL --args=crashkernel=512M\n- systemctl enable kdump\npower_state: {mode: reboot}\n`,
    ),
  ],
  [
    "a key twice, the last right",
    el9,
    yaml(
      `#cloud-config\nwrite_files: []\nwrite_files:\n- {path: ${panicFile}, content: "kernel.panic = 10\\n"}\nruncmd: [grubby --update-kernel=ALL --args=crashkernel=512M]\npower_state: {mode: reboot}\n`,
    ),
  ],
  [
    "scripts in the order of their names",
    debian12,
    multipart(
      named("20-reserve", withoutPanic),
      named("10-panic", "#!/bin/sh\necho kernel.panic=10 >/etc/sysctl.d/60-panic.conf\n"),
    ),
  ],
  [
    "a part that nothing handles beside it",
    debian12,
    parts(["x-notes", "our machines\n"], ["x-shellscript", byHand]),
    "cloud-init-effective",
  ],
  [
    "a deferred file that only names another's owner",
    debian12,
    withConfig({ write_files: [{ path: "/srv/x", content: "x", owner: "app:app", defer: true }] }),
  ],
];
