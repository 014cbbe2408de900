import { oldHyperV } from "../platforms";
import { debianByHand, elByHand, on } from "./by-hand";
import { judges } from "./judged";

const debian = on("debian-12");
const el9 = on("almalinux-9");

judges("no-driver-excluded", "excluded drivers", [
  [
    "hv_vmbus excluded",
    debian,
    debianByHand(["reboot", "echo 'blacklist hv_vmbus' >/etc/modprobe.d/x.conf\nreboot"]),
    "violation: hv_vmbus is kept out of the capture kernel in /etc/modprobe.d/x.conf (the customData, line 13): it has no disk to write the dump to → remove hv_vmbus there: no host of Azure needs it excluded",
  ],
  [
    "hv_storvsc excluded",
    debian,
    debianByHand(["reboot", "echo 'blacklist hv_storvsc' >/etc/modprobe.d/x.conf\nreboot"]),
    "violation: hv_storvsc is kept out of the capture kernel in /etc/modprobe.d/x.conf (the customData, line 13): it has no disk to write the dump to → remove hv_storvsc there: no host of Azure needs it excluded",
  ],
  [
    "storvsc excluded",
    debian,
    debianByHand(["reboot", "echo 'blacklist storvsc' >/etc/modprobe.d/x.conf\nreboot"]),
    "violation: storvsc is kept out of the capture kernel in /etc/modprobe.d/x.conf (the customData, line 13): it has no disk to write the dump to → remove storvsc there: no host of Azure needs it excluded",
  ],
  [
    "pci_hyperv excluded",
    debian,
    debianByHand(["reboot", "echo 'blacklist pci_hyperv' >/etc/modprobe.d/x.conf\nreboot"]),
    "violation: pci_hyperv is kept out of the capture kernel in /etc/modprobe.d/x.conf (the customData, line 13): it has no disk to write the dump to → remove pci_hyperv there: no host of Azure needs it excluded",
  ],
  [
    "nvme excluded",
    debian,
    debianByHand(["reboot", "echo 'blacklist nvme' >/etc/modprobe.d/x.conf\nreboot"]),
    "violation: nvme is kept out of the capture kernel in /etc/modprobe.d/x.conf (the customData, line 13): it has no disk to write the dump to → remove nvme there: no host of Azure needs it excluded",
  ],
  [
    "nvme_core excluded",
    debian,
    debianByHand(["reboot", "echo 'blacklist nvme_core' >/etc/modprobe.d/x.conf\nreboot"]),
    "violation: nvme_core is kept out of the capture kernel in /etc/modprobe.d/x.conf (the customData, line 13): it has no disk to write the dump to → remove nvme_core there: no host of Azure needs it excluded",
  ],
  [
    "a driver that no disk needs excluded",
    debian,
    debianByHand(["reboot", "echo 'blacklist hid_hyperv' >/etc/modprobe.d/x.conf\nreboot"]),
    "advisory: hid_hyperv is kept out of the capture kernel in /etc/modprobe.d/x.conf (the customData, line 13), without need → remove hid_hyperv there",
  ],
  [
    "prefer_ms_hyperv in the capture arguments",
    debian,
    debianByHand(["irqpoll", "irqpoll ata_piix.prefer_ms_hyperv=0"]),
    "advisory: prefer_ms_hyperv=0 in /etc/default/kdump-tools (the customData, line 4) is for Hyper-V before Windows Server 2012 R2 → remove it",
  ],
  [
    "prefer_ms_hyperv in EL's capture arguments",
    el9,
    elByHand(["reboot", "echo 'X=\"prefer_ms_hyperv = 0\"' >/etc/sysconfig/kdump\nreboot"]),
    "advisory: prefer_ms_hyperv=0 in /etc/sysconfig/kdump (the customData, line 11) is for Hyper-V before Windows Server 2012 R2 → remove it",
  ],
  ["prefer_ms_hyperv in a comment", debian, debianByHand(["USE_KDUMP=1", "USE_KDUMP=1\n  # prefer_ms_hyperv=0"])],
  ["prefer_ms_hyperv=1", debian, debianByHand(["irqpoll", "irqpoll ata_piix.prefer_ms_hyperv=1"])],
  [
    "drivers excluded on a host that needs it",
    oldHyperV,
    elByHand(["reboot", "echo 'blacklist hv_storvsc' >/etc/modprobe.d/x.conf\nreboot"]),
  ],
  [
    "prefer_ms_hyperv in kdump.conf",
    el9,
    elByHand(["path /var/crash", "path /var/crash\noptions ata_piix prefer_ms_hyperv=0"]),
    "advisory: prefer_ms_hyperv=0 in /etc/kdump.conf (the customData, line 4) is for Hyper-V before Windows Server 2012 R2 → remove it",
  ],
  [
    "prefer_ms_hyperv in a boot loader file of one's own",
    debian,
    debianByHand([
      "update-grub",
      "echo 'GRUB_CMDLINE_LINUX=\"ata_piix.prefer_ms_hyperv=0\"' >/etc/default/grub\nupdate-grub",
    ]),
    "advisory: prefer_ms_hyperv=0 in /etc/default/grub (the customData, line 11) is for Hyper-V before Windows Server 2012 R2 → remove it",
  ],
  [
    "prefer_ms_hyperv behind a comment's sign that is in a value",
    debian,
    debianByHand(["irqpoll", "irqpoll x=# ata_piix.prefer_ms_hyperv=0"]),
    "advisory: prefer_ms_hyperv=0 in /etc/default/kdump-tools (the customData, line 4) is for Hyper-V before Windows Server 2012 R2 → remove it",
  ],
]);
