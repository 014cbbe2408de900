import type { Platform } from "../platform";
import type { CrashDumpSettings } from "../options";
import type { GuestFile } from "./shell";

/** Kernel settings that make a failing machine panic, and a panicked one come back; systemd-sysctl's at every boot. */
export function sysctlFile({ architecture }: Platform, { panicTimeoutSeconds }: CrashDumpSettings): GuestFile {
  const settings: readonly (readonly [string, number])[] = [
    // How long a panic waits before it reboots, where no capture kernel takes over. 0, the kernel's default, hangs.
    ["kernel.panic", panicTimeoutSeconds],
    // An oops otherwise leaves a limping machine and no dump.
    ["kernel.panic_on_oops", 1],
    // Hyper-V's NMI arrives as unknown (arch/x86/kernel/cpu/mshyperv.c); with this, an operator's NMI yields a dump.
    ...(architecture === "x64" ? ([["kernel.unknown_nmi_panic", 1]] as const) : []),
  ];
  return {
    path: "/etc/sysctl.d/60-azure-kdump.conf",
    content: settings.map(([key, value]) => `${key} = ${value}\n`).join(""),
    mode: "0644",
  };
}
