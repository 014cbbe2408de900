import { debianByHand, elByHand } from "../unit/crashdump/by-hand";
import { config, parts } from "../unit/crashdump/judged";
import {
  debian11,
  debian12,
  debian13,
  debianThen,
  el7,
  el8,
  el9,
  type Evasion,
  type Oddity,
  oursWith,
  panicFile,
  ubuntu24,
  ubuntu26,
} from "./evasion";

/** The one line of the script by hand that sets kernel.panic. */
const line = "echo 'kernel.panic = 10' >/etc/sysctl.d/60-panic.conf";
const debian = (instead: string) => debianByHand([line, instead]);
const el = (instead: string) => elByHand([line, instead]);
const rule = "panic-reboots";

export const evasions: readonly Evasion[] = [
  ["a file that sorts later", debian12, debianThen("echo kernel.panic=0 >/etc/sysctl.d/99-z.conf"), rule],
  ["a file whose 9 sorts after 60", debian12, debianThen("echo kernel.panic=0 >/etc/sysctl.d/9-low.conf"), rule],
  [
    "a lower-case name after an upper-case one",
    el9,
    el("echo kernel.panic=10 >/etc/sysctl.d/Z.conf; echo kernel.panic=0 >/etc/sysctl.d/a.conf"),
    rule,
  ],
  [
    "our own file, overwritten",
    debian12,
    oursWith(debian12, { write_files: [{ path: "/etc/sysctl.d/60-azure-kdump.conf", content: "kernel.panic = 0\n" }] }),
    rule,
  ],
  [
    "a user's file after ours",
    el9,
    oursWith(el9, { write_files: [{ path: "/etc/sysctl.d/zz.conf", content: "kernel/panic = 0\n" }] }),
    rule,
  ],
  ["a name without .conf", debian12, debian("echo kernel.panic=10 >/etc/sysctl.d/60-panic"), rule],
  [
    "a file in /run, which a reboot empties",
    debian12,
    debian("mkdir -p /run/sysctl.d; echo kernel.panic=10 >/run/sysctl.d/60-panic.conf"),
    rule,
  ],
  [
    "a link into /run, which a reboot empties",
    el9,
    el("echo kernel.panic=10 >/run/panic.conf; ln -s /run/panic.conf /etc/sysctl.d/60-panic.conf"),
    rule,
  ],
  ["a file hidden by a link to /dev/null", debian12, debianThen(`ln -sf /dev/null ${panicFile}`), rule],
  [
    "a vendor's file hidden by an empty one",
    el8,
    el("echo kernel.panic=10 >/usr/lib/sysctl.d/60-panic.conf; : >/etc/sysctl.d/60-panic.conf"),
    rule,
  ],
  [
    "a leading dash, which ignores errors and not the value",
    debian12,
    debianThen("echo '-kernel.panic = 0' >/etc/sysctl.d/99-z.conf"),
    rule,
  ],
  [
    "/etc/sysctl.conf on Debian 13, which nothing reads",
    debian13,
    debian("echo kernel.panic=10 >>/etc/sysctl.conf"),
    rule,
  ],
  [
    "/etc/sysctl.conf through a link that is removed",
    debian12,
    debian("echo kernel.panic=10 >>/etc/sysctl.conf; rm /etc/sysctl.d/99-sysctl.conf"),
    rule,
  ],
  ["/etc/sysctl.conf, whose link sorts last", debian11, debianThen("echo kernel.panic=0 >>/etc/sysctl.conf"), rule],
  ["a setting of the running kernel alone", el9, el("sysctl -w kernel.panic=10"), rule],
  ["/proc/sys alone", debian12, debian("echo 10 >/proc/sys/kernel/panic"), rule],
  ["a comment", debian12, debian(`echo '# kernel.panic = 10' >${panicFile}`), rule],
  ["a comment of the other kind", el9, el(`echo '; kernel.panic = 10' >${panicFile}`), rule],
  ["hexadecimal zero", debian12, debian(`echo 'kernel.panic = 0x0' >${panicFile}`), rule],
  ["zero with a remark that looks like a value", debian12, debian(`echo 'kernel.panic = 0 # 10' >${panicFile}`), rule],
  ["a variable that is never set", debian12, debian(`cat >${panicFile} <<END\nkernel.panic = $TIMEOUT\nEND`), rule],
  [
    "a quoted here-document, whose variable stays a word",
    debian12,
    debian(`TIMEOUT=10\ncat >${panicFile} <<'END'\nkernel.panic = $TIMEOUT\nEND`),
    rule,
  ],
  [
    "a pattern that sets it to zero where nothing else sets it",
    ubuntu24,
    debian(`echo 'kernel.pani[c] = 0' >${panicFile}`),
    rule,
  ],
  [
    "sysctl.kernel.panic=0 on the kernel command line, where nothing else sets it",
    ubuntu24,
    debianByHand([/echo .kernel.panic = 10.*\n([^]*)crashkernel=512M/, "$1sysctl.kernel.panic=0 crashkernel=512M"]),
    rule,
  ],
  [
    "bootcmd that sets zero at each boot",
    debian12,
    oursWith(debian12, { bootcmd: ["sysctl -w kernel.panic=0"] }),
    rule,
  ],
  [
    "a per-boot script that sets zero",
    el9,
    parts(
      ["x-shellscript-per-boot", "#!/bin/sh\nsysctl -w kernel.panic=0\n"],
      ["x-shellscript", Buffer.from(elByHand(), "base64").toString()],
    ),
    rule,
  ],
  [
    "write_files twice, by another spelling",
    debian12,
    oursWith(debian12, { write_files: [{ path: "/etc/./sysctl.d//60-azure-kdump.conf", content: "" }] }),
    rule,
  ],
  [
    "write_files through a link of one's own",
    debian12,
    oursWith(debian12, {
      bootcmd: ["ln -sfn /etc/sysctl.d /opt/settings"],
      write_files: [{ path: "/opt/settings/60-azure-kdump.conf", content: "" }],
    }),
    rule,
  ],
  [
    "deferred, which cloud-init of EL 7 does not know: the later entry wins",
    el7,
    config({
      write_files: [
        { path: panicFile, content: "kernel.panic = 10", defer: true },
        { path: panicFile, content: "kernel.panic = 0" },
      ],
    }),
    rule,
  ],
  [
    "an encoding that is not known, so that base64 stays base64",
    el9,
    config({
      write_files: [
        { path: panicFile, encoding: "b64+gz", content: Buffer.from("kernel.panic = 10").toString("base64") },
      ],
    }),
    rule,
  ],
  [
    "a key twice, of which the last counts",
    el9,
    "I2Nsb3VkLWNvbmZpZwp3cml0ZV9maWxlczoKLSBwYXRoOiAvZXRjL3N5c2N0bC5kL2EuY29uZgogIGNvbnRlbnQ6IGtlcm5lbC5wYW5pYz0xMAp3cml0ZV9maWxlczogW10K",
    rule,
  ],
];

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
