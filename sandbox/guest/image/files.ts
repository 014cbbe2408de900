import { rootUuid } from "./layout";

/** Where QEMU serves the archive of packages: an address inside its user-mode network (`guestfwd`). */
const archiveAddress = "http://10.0.2.100/";

/** Path in the guest → content. Everything else is as the packages have it. */
export const files: Readonly<Record<string, string>> = {
  "/etc/hostname": "localhost\n",
  "/etc/hosts": "127.0.0.1 localhost\n",
  "/etc/fstab": `UUID=${rootUuid} / ext4 rw,discard,errors=remount-ro 0 1\n`,
  "/etc/resolv.conf": "",
  // As in Debian's cloud images. Without one cloud-init asks for en_US, which nothing has generated, and fails.
  "/etc/default/locale": "LANG=C.UTF-8\n",
  "/etc/apt/sources.list": `deb [trusted=yes] ${archiveAddress} ./\n`,
  "/etc/default/grub": `GRUB_DEFAULT=0
GRUB_TIMEOUT=0
GRUB_DISTRIBUTOR=Debian
GRUB_CMDLINE_LINUX_DEFAULT=""
GRUB_CMDLINE_LINUX=""
GRUB_TERMINAL=console
GRUB_DISABLE_OS_PROBER=true
`,
  // As on Azure, where the serial console is the only one.
  "/etc/default/grub.d/10_azure.cfg": `GRUB_CMDLINE_LINUX="${kernelArguments()}"\n`,
  // For every initrd that the guest makes, as when kdump-tools is installed: with all modules that takes minutes under
  // emulation. The image's own was made before this, and has them all.
  "/etc/initramfs-tools/conf.d/driver-policy": "MODULES=dep\n",
  // Azure's agent, whose part it has, comes after all else on Debian (walinuxagent.service): not in a boot cut short, nor
  // in a capture kernel, where the device alone would start this one, for a script to be cut off.
  "/etc/systemd/system/qemu-guest-agent.service.d/azure.conf":
    "[Unit]\nAfter=multi-user.target\nConditionPathExists=!/proc/vmcore\n",
  // The name of the administrator on Azure, whom its data source makes of the provisioning data.
  "/etc/cloud/cloud.cfg.d/90_local-azure.cfg": `datasource_list: [NoCloud, None]
system_info:
  default_user:
    name: azureuser
`,
};

/**
 * Maintenance that needs a network, or time that an emulated machine does not have. On Azure it is mostly at night, not
 * while a machine is made.
 */
export const maskedUnits = [
  "apt-daily.timer",
  "apt-daily-upgrade.timer",
  "dpkg-db-backup.timer",
  "e2scrub_all.timer",
  "e2scrub_reap.service",
  "fstrim.timer",
  "man-db.timer",
] as const;

/** Documentation and translations: nothing in a guest reads them, and unpacking them takes time. */
export const excludedPaths = ["/usr/share/man/*", "/usr/share/doc/*", "/usr/share/info/*", "/usr/share/locale/*"];

/** What the kernel of Azure's image is started with. No `crashkernel=`, no `panic=`. */
export function kernelArguments(): string {
  return "console=tty0 console=ttyS0,115200 earlyprintk=ttyS0,115200 consoleblank=0";
}
