import { debianByHand, elByHand, on } from "../unit/crashdump/by-hand";
import { debian11, debian12, el10, el7, el8, el9, rhel9, type Oddity, script, ubuntu24 } from "./evasion";
import { debian, el, append, value, debianBoot, grubEdit, whole } from "./boot-loader";

const el7Bios = on("centos-7", { generation: 1 });

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
  ["a whole cloud-config", debian12, whole({}), "dump-private"],
  [
    "power_state with a condition that holds",
    debian12,
    whole({ power_state: { mode: "reboot", condition: "true", delay: "+1", message: "kdump" } }),
    "dump-private",
  ],
  [
    "power_state with a test of the command line",
    debian12,
    whole({ power_state: { mode: "reboot", condition: "! grep -q crashkernel=512M /proc/cmdline" } }),
    "dump-private",
  ],
  ["power_state now", ubuntu24, whole({ power_state: { mode: "reboot", delay: "now", timeout: 30 } }), "dump-private"],
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
    "a complete script of one's own, where the image has kdump on",
    rhel9,
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
