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
  oursWith,
  panicFile,
  ubuntu24,
} from "./evasion";

/** The one line of the script by hand that sets kernel.panic. */
export const line = "echo 'kernel.panic = 10' >/etc/sysctl.d/60-panic.conf";
export const debian = (instead: string) => debianByHand([line, instead]);
export const el = (instead: string) => elByHand([line, instead]);
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
  [
    "a link that only one of two ways makes",
    el9,
    el("echo kernel.panic=10 >/root/p; if vendor-check; then ln -s /root/p /etc/sysctl.d/60-panic.conf; fi"),
    rule,
    "cannot-tell",
  ],
  [
    "an option that the shell's echo does not have",
    debian12,
    debian("echo -e 'kernel.panic = 10\\nkernel.sysrq = 1' >/etc/sysctl.d/60-panic.conf"),
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
    oursWith(debian12, {
      write_files: [{ path: "/etc/./sysctl.d//60-azure-kdump.conf", content: "kernel.panic = 0" }],
    }),
    rule,
  ],
  [
    "write_files through a link of one's own",
    debian12,
    oursWith(debian12, {
      bootcmd: ["ln -sfn /etc/sysctl.d /opt/settings"],
      write_files: [{ path: "/opt/settings/60-azure-kdump.conf", content: "kernel.panic = 0" }],
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
