import type { CrashDumpSettings } from "../options";
import type { GuestFile } from "./shell";

/** Kernel settings that make a failing machine panic, and a panicked one come back; systemd-sysctl's at every boot. */
export function sysctlFile(settings: CrashDumpSettings): GuestFile {
  const keys: readonly (readonly [key: string, value: number, wanted: boolean])[] = [
    // How long a panic waits before it reboots, where no capture kernel takes over. 0, the kernel's default, hangs.
    ["kernel.panic", settings.panicTimeoutSeconds, true],
    ["kernel.panic_on_oops", 1, settings.panicOnOops],
    // Hyper-V's NMI arrives as unknown (arch/x86/kernel/cpu/mshyperv.c). arm64 has no such key.
    ["kernel.unknown_nmi_panic", 1, settings.panicOnUnknownNmi],
    ["kernel.softlockup_panic", 1, settings.panicOnSoftLockup],
    ["kernel.hung_task_panic", 1, settings.panicOnHungTask],
    ["kernel.sysrq", 1, settings.sysrq],
  ];
  return {
    path: "/etc/sysctl.d/60-azure-kdump.conf",
    content: keys.flatMap(([key, value, wanted]) => (wanted ? [`${key} = ${value}\n`] : [])).join(""),
    mode: "0644",
  };
}
