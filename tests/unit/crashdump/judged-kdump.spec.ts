import { harden, toCustomData } from "azure-kdump-core";
import { centos6 } from "../platforms";
import { debianByHand, elByHand, on } from "./by-hand";
import { judges } from "./judged";

const debian = on("debian-12");
const el9 = on("almalinux-9");
const el10 = on("almalinux-10");

judges("kdump-configured", "kdump at boot", [
  [
    "kdump-tools removed",
    debian,
    debianByHand(["reboot", "apt-get purge -y kdump-tools\nreboot"]),
    "violation: the customData, line 13 removes kdump-tools: a panic leaves no dump → install kdump-tools and makedumpfile and enable kdump-tools.service, or use HardenedVm",
  ],
  [
    "kexec-tools removed",
    el9,
    elByHand(["reboot", "dnf -y remove kexec-tools\nreboot"]),
    "violation: the customData, line 11 removes kexec-tools: a panic leaves no dump → install kexec-tools and enable kdump.service, or use HardenedVm",
  ],
  [
    "kdump-tools that is installed on some guests",
    debian,
    debianByHand([
      "apt-get update && apt-get install -y kdump-tools makedumpfile",
      "test -e /opt/x && apt-get install -y kdump-tools makedumpfile",
    ]),
    "cannot-tell: the customData, line 3 installs or removes kdump-tools, and only the guest knows which → install kdump-tools and makedumpfile and enable kdump-tools.service, or use HardenedVm",
  ],
  [
    "makedumpfile without kdump-tools",
    debian,
    debianByHand(["kdump-tools makedumpfile", "makedumpfile"]),
    "violation: nothing installs kdump-tools, and the debian-12 image lacks it: a panic leaves no dump → install kdump-tools and makedumpfile and enable kdump-tools.service, or use HardenedVm",
  ],
  [
    "kdump-utils not installed where the image lacks it",
    el10,
    elByHand(),
    "violation: nothing installs kdump-utils, and the almalinux-10 image lacks it: a panic leaves no dump → install kdump-utils and enable kdump.service, or use HardenedVm",
  ],
  ["kexec-tools not installed where the image has kdump on", on("rhel-8"), elByHand([/dnf.*\n/, ""])],
  ["a unit that nobody enables where the image does", on("rhel-9"), elByHand([/systemctl enable.*\n/, ""])],
  [
    "a unit that nobody enables",
    el9,
    elByHand([/systemctl enable.*\n/, ""]),
    "violation: nothing enables kdump.service on almalinux-9: a panic leaves no dump → install kexec-tools and enable kdump.service, or use HardenedVm",
  ],
  ["a unit that nobody enables, where the package does", debian, debianByHand([/systemctl enable.*\n/, ""])],
  [
    "a unit that is disabled",
    el9,
    elByHand(["systemctl enable", "systemctl disable"]),
    "violation: the customData, line 10 leaves kdump.service disabled: a panic leaves no dump → install kexec-tools and enable kdump.service, or use HardenedVm",
  ],
  [
    "a unit that is masked",
    debian,
    debianByHand(["systemctl enable", "systemctl mask"]),
    "violation: the customData, line 12 leaves kdump-tools.service masked: a panic leaves no dump → install kdump-tools and makedumpfile and enable kdump-tools.service, or use HardenedVm",
  ],
  [
    "a unit that is enabled on some guests",
    el9,
    elByHand(["systemctl enable kdump", "test -e /opt/x && systemctl disable kdump"]),
    "cannot-tell: the customData, line 10 enables or disables kdump.service, and only the guest knows which → install kexec-tools and enable kdump.service, or use HardenedVm",
  ],
  [
    "USE_KDUMP=0",
    debian,
    debianByHand(["USE_KDUMP=1", "USE_KDUMP=0"]),
    'violation: USE_KDUMP is 0 in /etc/default/kdump-tools (the customData, line 4): kdump is off → write "USE_KDUMP=1"',
  ],
  [
    "a unit disabled and USE_KDUMP=0",
    debian,
    debianByHand([/USE_KDUMP=1([^]*)systemctl enable/, "USE_KDUMP=0$1systemctl disable"]),
    "violation: the customData, line 12 leaves kdump-tools.service disabled: a panic leaves no dump → install kdump-tools and makedumpfile and enable kdump-tools.service, or use HardenedVm",
    'violation: USE_KDUMP is 0 in /etc/default/kdump-tools (the customData, line 4): kdump is off → write "USE_KDUMP=1"',
  ],
  [
    "a program that names kdump",
    debian,
    debianByHand(["reboot", "/opt/setup kdump\nreboot"]),
    "cannot-tell: the customData, line 13 is not understood, and may change kdump → install kdump-tools and makedumpfile and enable kdump-tools.service, or use HardenedVm",
  ],
  [
    "a program that names kexec",
    el9,
    elByHand(["reboot", "/opt/setup kexec\nreboot"]),
    "cannot-tell: the customData, line 11 is not understood, and may change kdump → install kexec-tools and enable kdump.service, or use HardenedVm",
  ],
  [
    "a program that names kdump, after the unit was masked",
    debian,
    debianByHand(["systemctl enable kdump-tools", "systemctl mask kdump-tools\n/opt/setup kdump"]),
    "violation: the customData, line 12 leaves kdump-tools.service masked: a panic leaves no dump → install kdump-tools and makedumpfile and enable kdump-tools.service, or use HardenedVm",
  ],
  [
    "the hardening of another release",
    el9,
    () => toCustomData(harden({ release: "centos-7", architecture: "x64", generation: 2 })),
    "violation: the hardening was made for centos-7, and the image is almalinux-9 → make it for almalinux-9",
  ],
  [
    "a service that nobody enables on EL 6",
    centos6,
    elByHand([/dnf([^]*)systemctl enable.*\n/, "yum$1"]),
    "violation: nothing enables kdump on centos-6: a panic leaves no dump → install kexec-tools and enable kdump, or use HardenedVm",
  ],
  [
    "a service that is enabled on EL 6",
    centos6,
    elByHand([/dnf([^]*)systemctl enable.*\n/, "yum$1chkconfig kdump on\n"]),
  ],
  [
    "a switch that only kdump-tools has",
    el9,
    elByHand(["reboot", "echo USE_KDUMP=0 >/etc/default/kdump-tools\nreboot"]),
  ],
  [
    "a unit that stops kdump at each boot",
    debian,
    debianByHand(["reboot", "echo 'ExecStart=/bin/systemctl stop kdump-tools' >/etc/systemd/system/x.service\nreboot"]),
    "cannot-tell: /etc/systemd/system/x.service (the customData, line 13) runs later, and may change kdump → install kdump-tools and makedumpfile and enable kdump-tools.service, or use HardenedVm",
  ],
  [
    "a job that unloads the capture kernel",
    debian,
    debianByHand(["reboot", "echo '/sbin/kexec  -pu' >/etc/cron.daily/x\nreboot"]),
    "cannot-tell: /etc/cron.daily/x (the customData, line 13) runs later, and may change kdump → install kdump-tools and makedumpfile and enable kdump-tools.service, or use HardenedVm",
  ],
  [
    "a script that kdump is named in",
    debian,
    debianByHand(["reboot", "echo 'systemctl restart kdump-tools' >/etc/rc.local\nreboot"]),
  ],
  ["a text that says to mask kdump", debian, debianByHand(["reboot", "echo 'mask kdump' >/etc/motd\nreboot"])],
]);
