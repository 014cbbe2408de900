import { encoded } from "../platforms";
import { debianByHand, elByHand, on } from "./by-hand";
import { judges, sysctl } from "./judged";

const debian = on("debian-12");
const ubuntu = on("ubuntu-24.04");
const el9 = on("almalinux-9");

judges("panic-reboots", "the reboot after a panic", [
  [
    "kernel.panic of several zeros",
    debian,
    debianByHand(["kernel.panic = 10", "kernel.panic = 000"]),
    'violation: kernel.panic is 0 in /etc/sysctl.d/60-panic.conf (the customData, line 2): a panic hangs the VM for good → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "kernel.panic that is minus zero",
    debian,
    debianByHand(["kernel.panic = 10", "kernel.panic = -0"]),
    'violation: kernel.panic is 0 in /etc/sysctl.d/60-panic.conf (the customData, line 2): a panic hangs the VM for good → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  ["kernel.panic below zero, which reboots at once", debian, debianByHand(["kernel.panic = 10", "kernel.panic = -1"])],
  [
    "kernel.panic that only the guest knows",
    debian,
    debianByHand(["echo 'kernel.panic = 10'", 'echo "kernel.panic = $(cat /etc/panic)"']),
    'cannot-tell: /etc/sysctl.d/60-panic.conf (the customData, line 2) sets kernel.panic to what only the guest knows → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "panic on the kernel command line",
    debian,
    debianByHand([/echo .kernel.panic = 10.*\n([^]*)crashkernel=512M/, "$1panic=10 crashkernel=512M"]),
  ],
  [
    "panic=0 on the kernel command line",
    debian,
    debianByHand([/echo .kernel.panic = 10.*\n([^]*)crashkernel=512M/, "$1panic=0 crashkernel=512M"]),
    'violation: kernel.panic is 0 in the kernel command line (the customData, line 10): a panic hangs the VM for good → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "panic=0 on the kernel command line, and a file that overrides it",
    debian,
    debianByHand(["crashkernel=512M", "panic=0 crashkernel=512M"]),
  ],
  [
    "kernel.panic never set where the image leaves it at 0",
    debian,
    debianByHand([/echo .kernel.panic = 10.*\n/, ""]),
    'violation: kernel.panic is never set, and the debian-12 image leaves it at 0: a panic hangs the VM for good → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "kernel.panic never set where the image's kernel reboots",
    ubuntu,
    debianByHand([/echo .kernel.panic = 10.*\n/, ""]),
  ],
  [
    "a program that names kernel.panic",
    debian,
    debianByHand(["reboot", "/opt/setup kernel.panic 0\nreboot"]),
    'cannot-tell: the customData, line 13 is not understood, and may change kernel.panic → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "a program that names kernel/panic",
    debian,
    debianByHand(["reboot", "/opt/setup kernel/panic 0\nreboot"]),
    'cannot-tell: the customData, line 13 is not understood, and may change kernel.panic → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "a program that names kernel.panic_on_oops alone",
    debian,
    debianByHand(["reboot", "/opt/setup kernel.panic_on_oops 0\nreboot"]),
  ],
  [
    "a program that names /etc/sysctl.d",
    debian,
    debianByHand(["reboot", "/opt/setup /etc/sysctl.d\nreboot"]),
    'cannot-tell: the customData, line 13 is not understood, and may change kernel.panic → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "a program that names panic=",
    debian,
    debianByHand(["reboot", "/opt/setup panic=0\nreboot"]),
    'cannot-tell: the customData, line 13 is not understood, and may change kernel.panic → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "kernel.panic with a unit",
    debian,
    debianByHand(["kernel.panic = 10", "kernel.panic = 5s"]),
    'violation: kernel.panic is not a number in /etc/sysctl.d/60-panic.conf (the customData, line 2): a panic hangs the VM for good → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "kernel.panic that is a word",
    debian,
    debianByHand(["kernel.panic = 10", "kernel.panic = yes"]),
    'violation: kernel.panic is not a number in /etc/sysctl.d/60-panic.conf (the customData, line 2): a panic hangs the VM for good → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "kernel.panic with text in front of its number",
    debian,
    debianByHand(["kernel.panic = 10", "kernel.panic = after5"]),
    'violation: kernel.panic is not a number in /etc/sysctl.d/60-panic.conf (the customData, line 2): a panic hangs the VM for good → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "a job that sets kernel.panic at each boot",
    debian,
    debianByHand(["reboot", "echo '@reboot root sysctl -w kernel.panic=0' >/etc/cron.d/x\nreboot"]),
    'violation: kernel.panic is 0 in /etc/cron.d/x (the customData, line 13): a panic hangs the VM for good → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "a job that sets panic_on_oops alone",
    debian,
    debianByHand(["reboot", "echo '@reboot root sysctl -w kernel.panic_on_oops=0' >/etc/cron.d/x\nreboot"]),
  ],
  [
    "a job that a comment describes",
    debian,
    debianByHand(["reboot", "echo '  # kernel.panic' >/etc/cron.d/x\nreboot"]),
  ],
  ["a text that names kernel.panic", debian, debianByHand(["reboot", "echo 'kernel.panic' >/etc/motd\nreboot"])],
  [
    "what has to be fetched",
    debian,
    encoded("#include\nhttps://example.com/x\n"),
    'cannot-tell: the customData: it is fetched from somewhere else when the guest boots, and may change kernel.panic → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
  [
    "a job with a comment behind its command",
    debian,
    debianByHand(["reboot", "echo '@reboot root sysctl -w x=1; sysctl -w kernel.panic=0' >/etc/cron.d/x\nreboot"]),
    'violation: kernel.panic is 0 in /etc/cron.d/x (the customData, line 13): a panic hangs the VM for good → write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm',
  ],
]);

judges("oops-panics", "an oops", [
  [
    "kernel.panic_on_oops = 0 on EL",
    el9,
    elByHand(["reboot", sysctl("kernel.panic_on_oops = 0")]),
    'advisory: kernel.panic_on_oops is 0 in /etc/sysctl.d/99-x.conf (the customData, line 11): an oops leaves a limping VM and no dump → write "kernel.panic_on_oops = 1"',
  ],
  ["kernel.panic_on_oops = 1 on EL", el9, elByHand(["reboot", sysctl("kernel.panic_on_oops = 1")])],
  [
    "kernel.panic_on_oops = 0 on Debian, where kdump-tools sets it",
    debian,
    debianByHand(["reboot", sysctl("kernel.panic_on_oops = 0")]),
  ],
]);

judges("nmi-panics", "an NMI", [
  [
    "kernel.unknown_nmi_panic = 0",
    debian,
    debianByHand(["reboot", sysctl("kernel.unknown_nmi_panic = 0")]),
    'advisory: kernel.unknown_nmi_panic is 0 in /etc/sysctl.d/99-x.conf (the customData, line 13): an NMI from the portal does not crash a hung VM → write "kernel.unknown_nmi_panic = 1"',
  ],
  ["kernel.unknown_nmi_panic = 1", debian, debianByHand(["reboot", sysctl("kernel.unknown_nmi_panic = 1")])],
  [
    "kernel.unknown_nmi_panic = 0 on arm64",
    { ...debian, architecture: "arm64" },
    debianByHand(["reboot", sysctl("kernel.unknown_nmi_panic = 0")]),
  ],
]);
