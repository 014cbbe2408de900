import { config, parts, withConfig } from "../unit/crashdump/judged";
import { encoded } from "../unit/platforms";
import { debian11, debian12, debian13, el7, el8, el9, type Evasion, oursWith, panicFile, ubuntu22 } from "./evasion";
import { byHand, named, multipart, yaml } from "./cloud-config";

export const evasions: readonly Evasion[] = [
  ["bootcmd that never ends", debian12, withConfig({ bootcmd: ["sleep infinity"] }), "panic-reboots"],
  [
    "bootcmd that switches the machine off",
    el8,
    oursWith(el8, { bootcmd: [["systemctl", "poweroff"]] }),
    "cloud-init-effective",
    "violation",
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
    "an owner who is made only later, which ends the module",
    debian12,
    config({
      users: [{ name: "app" }],
      write_files: [
        { path: "/srv/x", content: "x", owner: "app:app" },
        { path: panicFile, content: "kernel.panic=10" },
      ],
    }),
    "panic-reboots",
  ],
  [
    "a file that is deferred by a word, and so written last",
    debian12,
    config({
      write_files: [
        { path: panicFile, content: "kernel.panic=0", defer: "yes" },
        { path: panicFile, content: "kernel.panic=10" },
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
