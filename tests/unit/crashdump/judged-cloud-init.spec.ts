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
]);
