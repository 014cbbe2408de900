import { renderShellAssignments } from "../kdump/shell-assignments";
import type { CrashDumpSettings } from "../options";
import type { Platform } from "../platform";
import { compressionFlag } from "./makedumpfile";
import type { GuestFile } from "./shell";

/** /etc/default/kdump-tools, whole: it is sourced by a shell, so what is not in it has the package's default. */
export function kdumpTools(platform: Platform, settings: CrashDumpSettings): GuestFile {
  return {
    path: "/etc/default/kdump-tools",
    content: renderShellAssignments([
      { name: "USE_KDUMP", value: "1" },
      // Kept up to date by the package's kernel hook; the paths are those of its own template.
      { name: "KDUMP_KERNEL", value: "/var/lib/kdump/vmlinuz" },
      { name: "KDUMP_INITRD", value: "/var/lib/kdump/initrd.img" },
      { name: "KDUMP_COREDIR", value: settings.dumpPath },
      { name: "KDUMP_NUM_DUMPS", value: String(settings.dumpsKept) },
      { name: "MAKEDUMP_ARGS", value: `${compressionFlag(settings.compression)}-d ${settings.dumpLevel}` },
      ...kexecArguments(platform),
      { name: "KDUMP_CMDLINE_APPEND", value: captureArguments(platform) },
    ]),
    mode: "0644",
  };
}

/**
 * Generation 2: Secure Boot allows only kexec_file_load, and only that finds an NVMe root past the framebuffer.
 * Not on arm64, whose Debian cloud kernels are built without it; Ubuntu's kdump-config adds it where it is needed.
 */
function kexecArguments({ architecture, generation }: Platform) {
  return architecture === "x64" && generation === 2 ? [{ name: "KDUMP_KEXEC_ARGS", value: "-s" }] : [];
}

/**
 * Setting it replaces the package's default, so that is restated, without the ata_piix.prefer_ms_hyperv=0 of Debian 11
 * and Ubuntu 20.04; panic=10, which it lacks, brings a machine back whose capture kernel panics.
 */
function captureArguments({ release, architecture }: Platform): string {
  return [
    "reset_devices",
    "systemd.unit=kdump-tools-dump.service",
    "nr_cpus=1",
    ...(architecture === "x64" ? ["irqpoll"] : []),
    release === "debian-11" ? "nousb" : "usbcore.nousb",
    "panic=10",
  ].join(" ");
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
