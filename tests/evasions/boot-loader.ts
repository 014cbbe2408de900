import { debianByHand, elByHand, on } from "../unit/crashdump/by-hand";
import { config } from "../unit/crashdump/judged";
import {
  debian11,
  debian12,
  debian13,
  debianThen,
  el10,
  el7,
  el8,
  el9,
  elThen,
  type Evasion,
  type Oddity,
  ours,
  script,
  ubuntu20,
  ubuntu22,
  ubuntu24,
} from "./evasion";

const rule = "crashkernel-reserved";
const reserve = /echo 'GRUB_CMDLINE.*\nupdate-grub/;
const grubby = /grubby --update-kernel=ALL --remove-args=crashkernel\ngrubby.*/;
const debian = (instead: string) => debianByHand([reserve, instead]);
const el = (instead: string) => elByHand([grubby, instead]);
const append = (value: string) => `echo 'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT ${value}"'`;
const value = (crashkernel: string) => elByHand(["crashkernel=1G-:512M", `'crashkernel=${crashkernel}'`]);
const small = { ...el9, memoryMiB: 2048 };
const debianBoot = (reboot: string) => debianByHand(["\nreboot\n", `\n${reboot}\n`]);
const el7Bios = on("centos-7", { generation: 1 });
const grubEdit = `sed -i 's/^GRUB_CMDLINE_LINUX="[^"]*/& crashkernel=512M/' /etc/default/grub`;

/** A complete cloud-config by hand; `more` may replace its keys. */
const whole = (more: Readonly<Record<string, unknown>>) =>
  config({
    write_files: [
      { path: "/etc/sysctl.d/60-panic.conf", content: "kernel.panic = 10\n" },
      {
        path: "/etc/default/grub.d/zz.cfg",
        content: 'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT crashkernel=512M"\n',
      },
    ],
    packages: ["kdump-tools", "makedumpfile"],
    runcmd: ["update-grub"],
    power_state: { mode: "reboot" },
    ...more,
  });

export const evasions: readonly Evasion[] = [
  ["no reboot", debian12, debianBoot("true"), rule],
  ["a reboot that is called off", debian12, debianBoot("shutdown -r +5\nshutdown -c"), rule],
  ["a reboot in a year", debian12, debianBoot("shutdown -r +525600"), rule],
  ["a reboot that a function replaces", debian12, debianBoot("reboot() { :; }\nreboot"), rule],
  ["a reboot that is only printed", debian12, debianBoot("echo reboot"), rule],
  [
    "a reboot that depends on a file nobody made",
    debian12,
    debianBoot("[ -e /opt/reboot ] && reboot"),
    rule,
    "cannot-tell",
  ],
  ["a shutdown that is none: the machine stays off", debian12, debianBoot("shutdown -h now"), rule],
  [
    "power_state with a condition that is false",
    debian12,
    whole({ power_state: { mode: "reboot", condition: false } }),
    rule,
  ],
  [
    "power_state with the word false, which a shell runs",
    debian12,
    whole({ power_state: { mode: "reboot", condition: "false" } }),
    rule,
  ],
  [
    "power_state with a test that fails",
    debian12,
    whole({ power_state: { mode: "reboot", condition: ["test", "1", "=", "2"] } }),
    rule,
  ],
  [
    "power_state with a number for a condition",
    debian12,
    whole({ power_state: { mode: "reboot", condition: 1 } }),
    rule,
  ],
  ["power_state poweroff", debian12, whole({ power_state: { mode: "poweroff" } }), rule],
  ["power_state in capitals", debian12, whole({ power_state: { mode: "REBOOT" } }), rule],
  ["power_state in a month", debian12, whole({ power_state: { mode: "reboot", delay: "+43200" } }), rule],
  ["power_state at a time that is none", debian12, whole({ power_state: { mode: "reboot", delay: "soon" } }), rule],
  ["crashkernel=0 where memory is not known", el9, value("0"), rule],
  ["a kilobyte", el9, value("64K"), rule],
  ["the low part alone", el9, value("256M,low"), rule],
  ["a range above any VM", { ...el9, memoryMiB: 65536 }, value("64T-:1G"), rule],
  ["a range above this VM", small, value("4G-:512M"), rule],
  ["a hole in the ranges", { ...el9, memoryMiB: 8192 }, value("1G-4G:256M,16G-:512M"), rule],
  ["auto on EL 9", el9, value("auto"), rule],
  ["auto on Debian", debian12, debianByHand(["512M", "auto"]), rule],
  ["a word", el9, value("yes"), rule],
  ["capitals", el9, elByHand(["--args=crashkernel", "--args=CrashKernel"]), rule],
  ["a colon for the equals sign", el9, elByHand(["crashkernel=1G-:512M", "crashkernel:512M"]), rule],
  ["a fixed address, which may be taken", el9, value("512M@16M"), rule, "cannot-tell"],
  ["a second one, which wins", el9, value("512M crashkernel=16M"), rule],
  [
    "a parameter that ends in the same word",
    debian12,
    debianThen(`${append("nocrashkernel=0M")} >/etc/default/grub.d/zzz.cfg`, "update-grub"),
    rule,
  ],
  ["grubby that takes it back", el9, elThen("grubby --update-kernel=ALL --remove-args=crashkernel"), rule],
  [
    "grubby that takes it back with its value",
    el8,
    elThen("grubby --update-kernel ALL --remove-args 'crashkernel=1G-:512M quiet'"),
    rule,
  ],
  [
    "grubby for the rescue kernel",
    el9,
    el("grubby --update-kernel=/boot/vmlinuz-0-rescue --args=crashkernel=512M"),
    rule,
    "cannot-tell",
  ],
  ["grubby --info", el9, el("grubby --info=ALL --args=crashkernel=512M"), rule],
  [
    "kernelopts in grub's environment",
    el8,
    elThen('grub2-editenv - set kernelopts="root=/dev/sda2 ro"'),
    rule,
    "cannot-tell",
  ],
  [
    "another default entry",
    ubuntu22,
    debianThen("grub-set-default 'Ubuntu, with Linux (recovery mode)'"),
    rule,
    "cannot-tell",
  ],
  ["another entry by grubby", el9, elThen("grubby --set-default-index=3"), rule, "cannot-tell"],
  ["EL 9 by /etc/default/grub without anything that reads it", el9, el(grubEdit), rule],
  [
    "grub-mkconfig to another place",
    debian12,
    debian(
      `${append("crashkernel=16M")} >/etc/default/grub.d/zz.cfg; update-grub; ${append("crashkernel=512M")} >/etc/default/grub.d/zz.cfg; grub-mkconfig -o /tmp/grub.cfg`,
    ),
    rule,
  ],
  [
    "a later file that empties it",
    ubuntu24,
    debianThen("echo 'GRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"' >/etc/default/grub.d/zzz.cfg", "update-grub"),
    rule,
  ],
  [
    "a later file that reserves too little",
    debian13,
    debianThen(`${append("crashkernel=64M")} >/etc/default/grub.d/zzz.cfg`, "update-grub"),
    rule,
  ],
  [
    "/etc/default/grub on Ubuntu, whose images replace it",
    ubuntu20,
    debian(`sed -i 's/^GRUB_CMDLINE_LINUX_DEFAULT="/&crashkernel=512M /' /etc/default/grub\nupdate-grub`),
    rule,
    "cannot-tell",
  ],
  [
    "sed on grub.cfg itself",
    debian12,
    debianThen("sed -i 's/crashkernel=[^ ]*//' /boot/grub/grub.cfg"),
    rule,
    "cannot-tell",
  ],
  [
    "our own reservation, taken back later",
    el9,
    ours(el9, ["#cloud-config", "runcmd:", "- grubby --update-kernel=ALL --remove-args=crashkernel"]),
    rule,
  ],
  [
    "our own reservation, in a file after ours",
    debian12,
    ours(debian12, ["#!/bin/sh", `${append("crashkernel=1M")} >/etc/default/grub.d/zzz.cfg`, "update-grub"]),
    rule,
  ],
  [
    "a rescue target at each boot",
    debian12,
    debianThen(`${append("systemd.unit=rescue.target")} >/etc/default/grub.d/zzz.cfg`, "update-grub"),
    "kdump-configured",
  ],
  [
    "a unit masked on the kernel command line",
    el9,
    elByHand(["crashkernel=1G-:512M", "'crashkernel=512M systemd.mask=kdump.service'"]),
    "kdump-configured",
  ],
  [
    "an edit after update-grub, so that too little stays",
    debian11,
    debian(
      `${append("crashkernel=16M")} >/etc/default/grub.d/zz.cfg\nupdate-grub\nsed -i s/16M/512M/ /etc/default/grub.d/zz.cfg`,
    ),
    rule,
  ],
  [
    "the recovery entries alone, over too little",
    debian12,
    debian(
      `printf 'GRUB_CMDLINE_LINUX_RECOVERY="crashkernel=512M"\\nGRUB_CMDLINE_LINUX_DEFAULT="crashkernel=16M"\\n' >/etc/default/grub.d/zz.cfg\nupdate-grub`,
    ),
    rule,
  ],
  [
    "a file that update-grub does not read, over too little",
    debian13,
    debian(
      `${append("crashkernel=16M")} >/etc/default/grub.d/zz.cfg\n${append("crashkernel=512M")} >/etc/default/grub.d/zzz.conf\nupdate-grub`,
    ),
    rule,
  ],
  [
    "another init",
    el9,
    elByHand(["crashkernel=1G-:512M", "'crashkernel=512M init=/bin/sh'"]),
    "kdump-configured",
    "cannot-tell",
  ],
  [
    "a sysctl on the command line that forbids kexec",
    el9,
    elByHand(["crashkernel=1G-:512M", "'crashkernel=512M sysctl.kernel.kexec_load_disabled=1'"]),
    "kexec-not-blocked",
  ],
];

export const oddities: readonly Oddity[] = [
  ["high and low", { ...el9, memoryMiB: 16384 }, value("512M,high crashkernel=72M,low")],
  ["high alone", { ...el9, memoryMiB: 16384 }, value("512M,high")],
  ["an old one before it", debian12, debianByHand(["crashkernel=512M", "crashkernel=16M crashkernel=512M"])],
  ["an address of 0, which means any", el9, value("512M@0")],
  ["kilobytes", { ...el9, memoryMiB: 4096 }, value("524288K")],
  ["hexadecimal", { ...el9, memoryMiB: 4096 }, value("0x20000000")],
  ["grubby for the default kernel", el9, el("grubby --update-kernel=DEFAULT --args=crashkernel=512M")],
  [
    "grubby for the running kernel",
    el8,
    el('grubby --args "crashkernel=512M" --update-kernel "/boot/vmlinuz-$(uname -r)"'),
  ],
  ["kdumpctl's own default", el9, el("kdumpctl reset-crashkernel --kernel=ALL")],
  [
    "EL 9, with the option that rewrites the entries",
    el9,
    el(`${grubEdit}\ngrub2-mkconfig -o /boot/grub2/grub.cfg --update-bls-cmdline`),
  ],
  [
    "EL 7 by UEFI",
    el7,
    el(
      `sed -i -e 's/crashkernel=auto//' -e 's/^GRUB_CMDLINE_LINUX="[^"]*/& crashkernel=512M/' /etc/default/grub\ngrub2-mkconfig -o /boot/efi/EFI/centos/grub.cfg`,
    ),
  ],
  [
    "EL 7 by its link",
    el7Bios,
    el(`sed -i 's/^GRUB_CMDLINE_LINUX="[^"]*/& crashkernel=512M/' /etc/default/grub\ngrub2-mkconfig -o /etc/grub2.cfg`),
  ],
  [
    "EL 7, the wrong file: what the image reserves stays",
    el7,
    el(`${grubEdit}\ngrub2-mkconfig -o /boot/grub2/grub.cfg`),
  ],
  [
    "the command line in a whole new /etc/default/grub",
    debian11,
    debian(
      `printf 'GRUB_DEFAULT=0\\nGRUB_CMDLINE_LINUX="console=ttyS0 crashkernel=512M"\\nGRUB_CMDLINE_LINUX_DEFAULT=""\\n' >/etc/default/grub\nrm -f /etc/default/grub.d/kdump-tools.cfg\nupdate-grub`,
    ),
  ],
  [
    "the package's own file, edited",
    debian12,
    debian("sed -i 's/crashkernel=[^\" ]*/crashkernel=512M/' /etc/default/grub.d/kdump-tools.cfg\nupdate-grub"),
  ],
  [
    "the package's own file, written whole",
    ubuntu24,
    debian(`${append("crashkernel=512M")} >/etc/default/grub.d/kdump-tools.cfg\nupdate-grub`),
  ],
  ["the stock value for Debian's own package", debian12, debian("true")],
  [
    "grub-mkconfig by its own name",
    debian12,
    debian(`${append("crashkernel=512M")} | tee /etc/default/grub.d/zz.cfg; grub-mkconfig -o /boot/grub/grub.cfg`),
  ],
  ["a reboot in a minute", debian12, debianBoot("shutdown -r +1 'kdump'")],
  ["systemctl reboot, in the background", el9, elByHand(["\nreboot\n", "\n(sleep 5; systemctl reboot) &\n"])],
  ["a reboot where nothing is reserved", debian12, debianBoot("grep -q crashkernel=512M /proc/cmdline || reboot")],
  [
    "a reboot where the memory is not there",
    el9,
    elByHand(["\nreboot\n", '\nif [ "$(cat /sys/kernel/kexec_crash_size)" = 0 ]; then reboot; fi\n']),
  ],
  ["a whole cloud-config", debian12, whole({})],
  [
    "power_state with a condition that holds",
    debian12,
    whole({ power_state: { mode: "reboot", condition: "true", delay: "+1", message: "kdump" } }),
  ],
  [
    "power_state with a test of the command line",
    debian12,
    whole({ power_state: { mode: "reboot", condition: "! grep -q crashkernel=512M /proc/cmdline" } }),
  ],
  ["power_state now", ubuntu24, whole({ power_state: { mode: "reboot", delay: "now", timeout: 30 } })],
  [
    "parameters that have nothing to do with it",
    el9,
    elByHand(["crashkernel=1G-:512M", "'crashkernel=512M audit=1 panic_on_warn=0 systemd.unified_cgroup_hierarchy=1'"]),
  ],
  [
    "multi-user.target on the command line",
    debian12,
    debianByHand(["crashkernel=512M", "crashkernel=512M systemd.unit=multi-user.target"]),
  ],
  ["EL 8's auto, which its kernel works out", el8, value("auto")],
  ["the image's own reservation on EL 10", el10, el("true")],
  [
    "a complete script of one's own",
    el9,
    script(
      "set -eu",
      "echo 'kernel.panic=10' >/etc/sysctl.d/90-panic.conf",
      "if ! grep -q crashkernel=512M /proc/cmdline; then",
      "  grubby --update-kernel=ALL --args=crashkernel=512M",
      "  systemctl enable kdump.service",
      "  systemctl reboot",
      "fi",
    ),
  ],
];
