import { debianByHand, elByHand, on } from "./by-hand";
import { judges, sysctl } from "./judged";

const debian = on("debian-12");
const el7 = on("centos-7");
const el9 = on("almalinux-9");

judges("kexec-not-blocked", "the capture kernel's loading", [
  [
    "kexec_load_disabled in a file",
    el9,
    elByHand(["reboot", sysctl("kernel.kexec_load_disabled = 1")]),
    "violation: kernel.kexec_load_disabled is 1 in /etc/sysctl.d/99-x.conf (the customData, line 11): no capture kernel can be loaded → remove it there; to forbid kexec after kdump is armed, set it in a unit ordered after kdump (lockKexec)",
  ],
  ["kexec_load_disabled = 0", el9, elByHand(["reboot", sysctl("kernel.kexec_load_disabled = 0")])],
  [
    "kexec_load_disabled that only the guest knows",
    el9,
    elByHand(["reboot", 'echo "kernel.kexec_load_disabled = $(cat /etc/lock)" >/etc/sysctl.d/x.conf\nreboot']),
    "cannot-tell: /etc/sysctl.d/x.conf (the customData, line 11) may set kernel.kexec_load_disabled → remove it there; to forbid kexec after kdump is armed, set it in a unit ordered after kdump (lockKexec)",
  ],
  [
    "a program that names kexec_load_disabled",
    el9,
    elByHand(["reboot", "/opt/setup kexec_load_disabled\nreboot"]),
    "cannot-tell: the customData, line 11 is not understood, and may set kernel.kexec_load_disabled → remove it there; to forbid kexec after kdump is armed, set it in a unit ordered after kdump (lockKexec)",
  ],
  [
    "kernel.sysrq = 0",
    el9,
    elByHand(["reboot", sysctl("kernel.sysrq = 0")]),
    'advisory: kernel.sysrq is 0 in /etc/sysctl.d/99-x.conf (the customData, line 11): a hung VM cannot be crashed from the serial console → write "kernel.sysrq = 1", or leave it out',
  ],
  ["kernel.sysrq = 1", el9, elByHand(["reboot", sysctl("kernel.sysrq = 1")])],
  [
    "kexec_load under Secure Boot",
    { ...debian, secureBoot: true },
    debianByHand(["USE_KDUMP=1", "USE_KDUMP=1\nKDUMP_KEXEC_ARGS=-c"]),
    "violation: line 2 of /etc/default/kdump-tools (the customData, line 4): KDUMP_KEXEC_ARGS forces kexec_load, which Secure Boot forbids → write -s, or remove it",
  ],
  [
    "kexec_load where nobody knows of Secure Boot",
    debian,
    debianByHand(["USE_KDUMP=1", "USE_KDUMP=1\nKDUMP_KEXEC_ARGS=-c"]),
    "violation: line 2 of /etc/default/kdump-tools (the customData, line 4): KDUMP_KEXEC_ARGS forces kexec_load, which Secure Boot forbids → write -s, or remove it",
  ],
  [
    "kexec_load without Secure Boot",
    { ...debian, secureBoot: false },
    debianByHand(["USE_KDUMP=1", "USE_KDUMP=1\nKDUMP_KEXEC_ARGS=-c"]),
    "advisory: line 2 of /etc/default/kdump-tools (the customData, line 4): KDUMP_KEXEC_ARGS forces kexec_load, which Secure Boot forbids → write -s, or remove it",
  ],
  [
    "kexec_load on EL",
    el9,
    elByHand(["reboot", "echo 'KEXEC_ARGS=\"-c\"' >/etc/sysconfig/kdump\nreboot"]),
    'violation: line 1 of /etc/sysconfig/kdump (the customData, line 11): KEXEC_ARGS forces kexec_load, which Secure Boot forbids → write KEXEC_ARGS="-s"',
  ],
  ["kexec_file_load on EL", el9, elByHand(["reboot", "echo 'KEXEC_ARGS=\"-s\"' >/etc/sysconfig/kdump\nreboot"])],
  [
    "the notifiers' order",
    debian,
    debianByHand(["crashkernel=512M", "crashkernel=512M crash_kexec_post_notifiers"]),
    "advisory: crash_kexec_post_notifiers is set (the customData, line 11), which Hyper-V's driver decides by itself → remove it",
  ],
  [
    "no panic message for Azure",
    el9,
    elByHand(["reboot", sysctl("kernel.hyperv_record_panic_msg = 0")]),
    "advisory: kernel.hyperv_record_panic_msg is 0 in /etc/sysctl.d/99-x.conf (the customData, line 11): Azure shows no panic message → remove it",
  ],
  ["a panic message for Azure", el9, elByHand(["reboot", sysctl("kernel.hyperv_record_panic_msg = 1")])],
]);

judges("capture-kernel-recovers", "a dump that fails", [
  [
    "failure_action shell on el9",
    el9,
    elByHand(["path /var/crash", "failure_action shell"]),
    "violation: line 1 of /etc/kdump.conf (the customData, line 4): `failure_action shell` leaves the VM down until somebody comes → write failure_action reboot",
  ],
  [
    "failure_action halt on el9",
    el9,
    elByHand(["path /var/crash", "failure_action halt"]),
    "violation: line 1 of /etc/kdump.conf (the customData, line 4): `failure_action halt` leaves the VM down until somebody comes → write failure_action reboot",
  ],
  [
    "failure_action poweroff on el9",
    el9,
    elByHand(["path /var/crash", "failure_action poweroff"]),
    "violation: line 1 of /etc/kdump.conf (the customData, line 4): `failure_action poweroff` leaves the VM down until somebody comes → write failure_action reboot",
  ],
  [
    "final_action halt on el9",
    el9,
    elByHand(["path /var/crash", "final_action halt"]),
    "violation: line 1 of /etc/kdump.conf (the customData, line 4): `final_action halt` leaves the VM down until somebody comes → write final_action reboot",
  ],
  [
    "default shell on el7",
    el7,
    elByHand(["path /var/crash", "default shell"]),
    "violation: line 1 of /etc/kdump.conf (the customData, line 4): `default shell` leaves the VM down until somebody comes → write default reboot",
  ],
  ["failure_action reboot on el9", el9, elByHand(["path /var/crash", "failure_action reboot"])],
  ["failure_action dump_to_rootfs on el9", el9, elByHand(["path /var/crash", "failure_action dump_to_rootfs"])],
  ["an action of another name", el9, elByHand(["path /var/crash", "kdump_post halt"])],
  [
    "a shell after a failed dump",
    debian,
    debianByHand(["USE_KDUMP=1", "USE_KDUMP=1\nKDUMP_FAIL_CMD=/bin/sh"]),
    'violation: line 2 of /etc/default/kdump-tools (the customData, line 4): KDUMP_FAIL_CMD "/bin/sh" leaves the VM waiting for somebody after a dump that failed → remove it: the VM then reboots',
  ],
  ["a reboot after a failed dump", debian, debianByHand(["USE_KDUMP=1", 'USE_KDUMP=1\nKDUMP_FAIL_CMD="reboot -f"'])],
  [
    "arguments that another rule judges",
    debian,
    debianByHand(["USE_KDUMP=1", "USE_KDUMP=1\nKDUMP_SYSCTL=kernel.panic=5"]),
  ],
]);
