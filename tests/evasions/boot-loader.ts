import { debianByHand, elByHand } from "../unit/crashdump/by-hand";
import { config } from "../unit/crashdump/judged";
import {
  debian11,
  debian12,
  debian13,
  debianThen,
  el8,
  el9,
  elThen,
  type Evasion,
  ours,
  ubuntu20,
  ubuntu22,
  ubuntu24,
} from "./evasion";

const rule = "crashkernel-reserved";
const reserve = /echo 'GRUB_CMDLINE.*\nupdate-grub/;
export const grubby = /grubby --update-kernel=ALL --remove-args=crashkernel\ngrubby.*/;
export const debian = (instead: string) => debianByHand([reserve, instead]);
export const el = (instead: string) => elByHand([grubby, instead]);
export const append = (value: string) => `echo 'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT ${value}"'`;
export const value = (crashkernel: string) => elByHand(["crashkernel=1G-:512M", `'crashkernel=${crashkernel}'`]);
const small = { ...el9, memoryMiB: 2048 };
export const debianBoot = (reboot: string) => debianByHand(["\nreboot\n", `\n${reboot}\n`]);
export const grubEdit = `sed -i 's/^GRUB_CMDLINE_LINUX="[^"]*/& crashkernel=512M/' /etc/default/grub`;

/** A complete cloud-config by hand; `more` may replace its keys. */
export const whole = (more: Readonly<Record<string, unknown>>) =>
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
