import { debianByHand } from "../unit/crashdump/by-hand";
import { config, parts } from "../unit/crashdump/judged";
import { debian12, debian13, debianThen, el7, el9, type Oddity, panicFile, ubuntu26 } from "./evasion";
import { debian, el } from "./sysctl";

export const oddities: readonly Oddity[] = [
  [
    "a later name that a file in /run would hide until the reboot",
    debian12,
    debianThen("mkdir -p /run/sysctl.d; echo kernel.panic=0 >/run/sysctl.d/99-z.conf"),
  ],
  ["a vendor's file", el9, el("echo kernel.panic=10 >/usr/lib/sysctl.d/60-panic.conf")],
  [
    "/usr/local/lib",
    debian12,
    debian("mkdir -p /usr/local/lib/sysctl.d && echo kernel.panic=10 >/usr/local/lib/sysctl.d/p.conf"),
  ],
  [
    "a vendor's zero under the same name",
    debian12,
    debianThen("mkdir -p /usr/lib/sysctl.d; echo kernel.panic=0 >/usr/lib/sysctl.d/60-panic.conf"),
  ],
  ["/etc/sysctl.conf on Debian 12", debian12, debian("echo kernel.panic=10 >>/etc/sysctl.conf; sysctl -p")],
  ["/etc/sysctl.conf on EL 7", el7, el("echo kernel.panic=10 >>/etc/sysctl.conf")],
  [
    "a link on Debian 13 that the administrator makes",
    debian13,
    debian("echo kernel.panic=10 >>/etc/sysctl.conf; ln -s ../sysctl.conf /etc/sysctl.d/99-sysctl.conf"),
  ],
  [
    "a value with a remark, of which the kernel reads the number",
    debian12,
    debian(`echo 'kernel.panic = 10 # seconds' >${panicFile}`),
  ],
  ["hexadecimal", debian12, debian(`echo 'kernel.panic=0xa' >${panicFile}`)],
  ["at once", el9, el(`echo 'kernel.panic=-1' >${panicFile}`)],
  ["slashes", el9, el(`echo 'kernel/panic=10' >${panicFile}`)],
  ["zero first, and then a value", debian12, debian(`printf 'kernel.panic=0\\nkernel.panic=10\\n' >${panicFile}`)],
  ["a pattern", debian12, debian(`echo 'kernel.panic* = 1' >${panicFile}`)],
  [
    "a pattern to zero, which a name overrides",
    debian12,
    debianThen("echo 'kernel.pani* = 0' >/etc/sysctl.d/99-z.conf"),
  ],
  [
    "sysctl.kernel.panic on the kernel command line",
    debian12,
    debianByHand([/echo .kernel.panic = 10.*\n([^]*)crashkernel=512M/, "$1sysctl.kernel.panic=10 crashkernel=512M"]),
  ],
  [
    "bootcmd that sets it at each boot",
    debian12,
    parts(
      ["cloud-config", "#cloud-config\nbootcmd: [sysctl -w kernel.panic=10]\n"],
      ["x-shellscript", Buffer.from(debian(":"), "base64").toString()],
    ),
  ],
  ["a running kernel set to zero until the reboot", debian12, debianThen("sysctl -w kernel.panic=0")],
  [
    "sed that turns a zero into ten",
    debian12,
    debian(`echo kernel.panic=0 >${panicFile}; sed -i 's/=0$/=10/' ${panicFile}`),
  ],
  ["a loop over keys", el9, el(`for key in panic panic_on_oops; do echo "kernel.$key = 1"; done >${panicFile}`)],
  ["tee with a here-document", debian12, debian(`tee ${panicFile} >/dev/null <<'END'\nkernel.panic=10\nEND`)],
  ["printf and a pipe", ubuntu26, debian(`printf '%s = %d\\n' kernel.panic 10 | tee -a ${panicFile}`)],
  [
    "write_files in base64 with a comment",
    el9,
    config({
      write_files: [
        {
          path: panicFile,
          encoding: "b64",
          content: Buffer.from("# why\nkernel.panic = 10\n").toString("base64"),
          permissions: "0000",
        },
      ],
      runcmd: [
        "dnf -y install kexec-tools",
        "grubby --update-kernel=ALL --args=crashkernel=512M",
        "systemctl enable kdump",
      ],
      power_state: { mode: "reboot" },
    }),
  ],
  [
    "a file that others write to, and that names nothing",
    debian12,
    debianThen("echo net.ipv4.ip_forward=1 >/etc/sysctl.d/99-net.conf", "sysctl --system"),
  ],
];
