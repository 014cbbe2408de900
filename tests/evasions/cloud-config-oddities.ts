import { config, parts, withConfig } from "../unit/crashdump/judged";
import { encoded } from "../unit/platforms";
import { debian12, el9, type Oddity, ours, oursWith, panicFile, rhel9, ubuntu20, ubuntu22, ubuntu24 } from "./evasion";
import { byHand, panicFirst, withoutPanic, named, multipart, indented, yaml } from "./cloud-config";

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
    rhel9,
    yaml(
      `#cloud-config\nx-common: &file {owner: root, permissions: '0644'}\nwrite_files:\n- {<<: *file, path: ${panicFile}, content: "kernel.panic = 10\\n"}\nruncmd:\n- grubby --update-kernel=ALL --args=crashkernel=512M\n- systemctl enable kdump\npower_state: {mode: reboot}\n`,
    ),
  ],
  [
    "a key twice, the last right",
    rhel9,
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
