import { encoded } from "../platforms";
import { on } from "./by-hand";
import { config, judges, parts } from "./judged";

const debian = on("debian-12");
const ubuntu = on("ubuntu-24.04");

judges("cloud-init-effective", "cloud-init", [
  ["customData of as many bytes as Azure takes", debian, encoded(`#!/bin/sh\n${"#".repeat(65_535 - 10)}`)],
  [
    "customData of a byte more",
    debian,
    encoded(`#!/bin/sh\n${"#".repeat(65_536 - 10)}`),
    "violation: customData is 65536 bytes once decoded, and Azure takes 65535 → fetch large files from the guest instead",
  ],
  [
    "a part that cloud-init cannot decompress",
    debian,
    encoded(
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/gzip\n\nnot gzip\n--x--\n",
    ),
    "violation: cloud-init discards all of the customData: part 1 of the customData is typed as gzip and is not gzip of UTF-8 → correct or remove that part",
  ],
  [
    "a reboot at every boot",
    ubuntu,
    config({ bootcmd: ["reboot"] }),
    "violation: bootcmd in the customData, line 2 reboots the VM at every boot → reboot only where memory is not reserved yet",
  ],
  [
    "write_files without its module",
    ubuntu,
    config({ cloud_init_modules: ["bootcmd"], write_files: [] }),
    "violation: cloud_init_modules in the customData leaves out write_files: what the customData asks of it is not done → add write_files to it",
  ],
  [
    "bootcmd without its module",
    ubuntu,
    config({ cloud_init_modules: ["write_files"], bootcmd: ["ls"] }),
    "violation: cloud_init_modules in the customData leaves out bootcmd: what the customData asks of it is not done → add bootcmd to it",
  ],
  [
    "runcmd without its module",
    ubuntu,
    config({ cloud_config_modules: ["ntp"], runcmd: ["ls"] }),
    "violation: cloud_config_modules in the customData leaves out runcmd: what the customData asks of it is not done → add runcmd to it",
  ],
  [
    "runcmd without the module that runs what it wrote",
    ubuntu,
    config({ cloud_final_modules: ["final-message"], runcmd: ["ls"] }),
    "violation: cloud_final_modules in the customData leaves out scripts_user: what the customData asks of it is not done → add scripts_user to it",
  ],
  [
    "lists of modules that lack what nothing asks for",
    ubuntu,
    config({ cloud_init_modules: ["a"], cloud_config_modules: [], cloud_final_modules: "none" }),
  ],
  [
    "modules with dashes, and with a frequency",
    ubuntu,
    config({
      cloud_init_modules: ["write-files", ["bootcmd", "always"]],
      cloud_config_modules: [["runcmd"]],
      cloud_final_modules: ["scripts-user"],
      write_files: [],
      bootcmd: ["ls"],
      runcmd: ["ls"],
    }),
  ],
  [
    "a script without the module that runs it",
    ubuntu,
    parts(
      ["cloud-config", `#cloud-config\ncloud_final_modules: [final-message]\n`],
      ["x-shellscript", "#!/bin/sh\nls\n"],
    ),
    "violation: cloud_final_modules in part 1 of the customData leaves out scripts_user: what the customData asks of it is not done → add scripts_user to it",
  ],
  [
    "a script where no list is a list",
    ubuntu,
    parts(["cloud-config", `#cloud-config\ncloud_final_modules: scripts_user\n`], ["x-shellscript", "#!/bin/sh\nls\n"]),
    "violation: cloud_final_modules in part 1 of the customData leaves out scripts_user: what the customData asks of it is not done → add scripts_user to it",
  ],
  [
    "system_info with paths",
    ubuntu,
    config({ system_info: { paths: { cloud_dir: "/x" } } }),
    "violation: system_info.paths in the customData hides scripts from cloud-init → remove it",
  ],
  ["system_info without paths", ubuntu, config({ system_info: { distro: "ubuntu" } })],
  [
    "what has to be fetched",
    debian,
    encoded("#include\nhttps://example.com/x\n"),
    "cannot-tell: the customData: it is fetched from somewhere else when the guest boots → write the content itself, as cloud-config or as a shell script",
  ],
  [
    "a merge rule that is left over in a cloud-config",
    ubuntu,
    encoded("#cloud-config\nmerge_how: dict()+list()\nmerge_type: list(append)\nruncmd: [ls]\n"),
    'violation: modules of cloud-init see nothing of the cloud-config; merge_type in the customData: it is left in the merged cloud-config, and has no "dict()" → remove merge_how, merge_type and JSON patches, or write dict(recurse_list)+list(append)',
  ],
  [
    "a merge rule that a JSON patch puts into the cloud-config",
    ubuntu,
    parts(
      ["cloud-config", "#cloud-config\nruncmd: [ls]\n"],
      ["cloud-config-jsonp", '#cloud-config-jsonp\n[{"op":"add","path":"/merge_how","value":"list(append)"}]\n'],
    ),
    'violation: modules of cloud-init see nothing of the cloud-config; merge_how in part 2 of the customData: it is left in the merged cloud-config, and has no "dict()" → remove merge_how, merge_type and JSON patches, or write dict(recurse_list)+list(append)',
  ],
  [
    "a merge rule in the cloud-config that nothing can read",
    ubuntu,
    parts(
      ["cloud-config", "#cloud-config\nruncmd: [ls]\n"],
      ["cloud-config-jsonp", '#cloud-config-jsonp\n[{"op":"add","path":"/merge_how","value":"nonsense"}]\n'],
    ),
    "violation: modules of cloud-init see an error in place of the cloud-config; merge_how in part 2 of the customData: it is left in the merged cloud-config, and a merge rule is not in the right form → remove merge_how, merge_type and JSON patches, or write dict(recurse_list)+list(append)",
  ],
  [
    "a JSON patch that takes everything out",
    ubuntu,
    parts(
      ["cloud-config", "#cloud-config\nruncmd: [ls]\n"],
      ["cloud-config-jsonp", '#cloud-config-jsonp\n[{"op":"remove","path":"/runcmd"}]\n'],
    ),
    "violation: modules of cloud-init see nothing of the cloud-config; part 2 of the customData: it takes all that came before it out of the cloud-config → remove merge_how, merge_type and JSON patches, or write dict(recurse_list)+list(append)",
  ],
  [
    "a JSON patch that takes one of two keys out",
    ubuntu,
    parts(
      ["cloud-config", "#cloud-config\nruncmd: [ls]\nntp: {}\n"],
      ["cloud-config-jsonp", '#cloud-config-jsonp\n[{"op":"remove","path":"/ntp"}]\n'],
    ),
  ],
  [
    "a JSON patch that takes everything out, and a part after it",
    ubuntu,
    parts(
      ["cloud-config", "#cloud-config\nruncmd: [ls]\n"],
      ["cloud-config-jsonp", '#cloud-config-jsonp\n[{"op":"remove","path":"/runcmd"}]\n'],
      ["cloud-config", "#cloud-config\nntp: {}\n"],
    ),
    "advisory: cloud-init leaves out part 2 of the customData: it takes all that came before it out of the cloud-config → correct or remove it: nothing of it is in effect",
  ],
  [
    "the only cloud-config, whose rule has no dict()",
    ubuntu,
    encoded("#cloud-config\nmerge_how: list(append)\nruncmd: [ls]\n"),
    'violation: modules of cloud-init see nothing of the cloud-config; the customData: its merge rule has no "dict()" → remove merge_how, merge_type and JSON patches, or write dict(recurse_list)+list(append)',
  ],
  [
    "one of two cloud-configs, whose rule has no dict()",
    ubuntu,
    parts(
      ["cloud-config", "#cloud-config\nruncmd: [ls]\n"],
      ["cloud-config", "#cloud-config\nmerge_how: list(append)\nruncmd: [id]\n"],
    ),
    'advisory: cloud-init leaves out part 2 of the customData: its merge rule has no "dict()" → correct or remove it: nothing of it is in effect',
  ],
  [
    "cloud-configs whose rule has a dict()",
    ubuntu,
    parts(
      ["cloud-config", "#cloud-config\nruncmd: [ls]\n"],
      ["cloud-config", "#cloud-config\nmerge_how: dict(recurse_list)+list(append)\nruncmd: [id]\n"],
    ),
  ],
  [
    "a part that is no YAML, beside one that is",
    ubuntu,
    parts(["cloud-config", "#cloud-config\nruncmd: [ls]\n"], ["cloud-config", "#cloud-config\npassword: [hunter2\n"]),
    "advisory: cloud-init leaves out part 2 of the customData: a comma or a closing bracket is missing (line 3) → correct or remove it: nothing of it is in effect",
  ],
  [
    "a part whose merge rule is none",
    ubuntu,
    parts(
      ["cloud-config", "#cloud-config\nruncmd: [ls]\n"],
      ["cloud-config", "#cloud-config\nmerge_how: nonsense\nruncmd: [id]\n"],
    ),
    "advisory: cloud-init leaves out part 2 of the customData: a merge rule is not in the right form → correct or remove it: nothing of it is in effect",
  ],
  [
    "a text that is nothing to cloud-init",
    ubuntu,
    encoded("# cloud-config\nruncmd: [ls]\n"),
    "advisory: cloud-init leaves out the customData: no handler takes text/x-not-multipart → correct or remove it: nothing of it is in effect",
  ],
]);
