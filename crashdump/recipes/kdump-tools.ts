import type { CrashDumpSettings } from "../options";
import type { Platform } from "../platform";
import type { GuestFile } from "./shell";

/** /etc/default/kdump-tools, whole: it is sourced by a shell, so what is not in it has the package's default. */
export function kdumpTools({ generation }: Platform, settings: CrashDumpSettings): GuestFile {
  const compress = { lzo: "-l ", zlib: "-c ", none: "" }[settings.compression];
  const assignments: readonly (readonly [string, string | number])[] = [
    ["USE_KDUMP", 1],
    // Kept up to date by the package's kernel hook; the paths are those of its own template.
    ["KDUMP_KERNEL", "/var/lib/kdump/vmlinuz"],
    ["KDUMP_INITRD", "/var/lib/kdump/initrd.img"],
    ["KDUMP_COREDIR", settings.dumpPath],
    ["KDUMP_NUM_DUMPS", settings.dumpsKept],
    ["MAKEDUMP_ARGS", `${compress}-d ${settings.dumpLevel}`],
    // Generation 2: Secure Boot allows only kexec_file_load, and only that finds an NVMe root past the framebuffer.
    ...(generation === 2 ? ([["KDUMP_KEXEC_ARGS", "-s"]] as const) : []),
    // Setting it replaces the package's default, so that is restated; panic=10, which it lacks, brings a machine back
    // whose capture kernel panics.
    [
      "KDUMP_CMDLINE_APPEND",
      "reset_devices systemd.unit=kdump-tools-dump.service nr_cpus=1 irqpoll usbcore.nousb panic=10",
    ],
  ];
  return {
    path: "/etc/default/kdump-tools",
    content: assignments.map(([name, value]) => `${name}="${value}"\n`).join(""),
    mode: "0644",
  };
}

/**
 * Dumps hold memory, so they hold secrets. Ubuntu's apport opens /var/crash to everybody at each boot; with this the
 * dumps inside stay root's own.
 */
export const privateDumps: GuestFile = {
  path: "/etc/systemd/system/kdump-tools-dump.service.d/azure-kdump.conf",
  content: "[Service]\nUMask=0077\n",
  mode: "0644",
};
