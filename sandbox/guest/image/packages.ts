import type { GuestReleaseTraits } from "../releases";

/** What the guest has from the start: what matters here of Azure's Debian image. kdump is not part of that either. */
export function installedPackages({ network }: GuestReleaseTraits): readonly string[] {
  return [...system, ...bootLoaders, ...network.packages];
}

/** What a guest may install later. With all they depend on and recommend, this is the archive it is given. */
export const archivePackages = ["kdump-tools", "makedumpfile", "kexec-tools", "tree", "jq"] as const;

/** The kernel for clouds: Azure's Debian image has it, and its modules include the disks of QEMU. */
export const kernelPackage = "linux-image-cloud-amd64";

const system = [
  kernelPackage,
  "initramfs-tools",
  "busybox",
  "zstd",
  "kmod",
  "udev",
  "e2fsprogs",
  "systemd-sysv",
  "dbus",
  "libpam-systemd",
  "iproute2",
  "procps",
  "ca-certificates",
  "sudo",
  "openssh-server",
  "cloud-init",
  // Azure's name server knows a machine's own name; here there is no name server.
  "libnss-myhostname",
  // Runs commands from outside, as Azure's agent does.
  "qemu-guest-agent",
];

const bootLoaders = ["grub2-common", "grub-pc-bin", "grub-efi-amd64-bin", "grub-efi-amd64-signed", "shim-signed"];
