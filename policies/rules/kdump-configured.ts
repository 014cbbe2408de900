import { guestRule } from "./guest-rule";

/** A panic that leaves no dump will happen again: kdump must be installed, turned on and started at boot. */
export const kdumpConfigured = guestRule("kdump-configured", {
  severity: "high",
  level: "mandatory",
  what: "A Linux VM keeps a crash dump of a kernel panic.",
  why: "Without an armed capture kernel a panic leaves nothing to find its cause by.",
  remedy:
    "install kdump-tools (Debian, Ubuntu), kexec-tools (EL up to 9) or kdump-utils (EL 10), and enable its unit; or use HardenedVm",
  url: "https://docs.kernel.org/admin-guide/kdump/kdump.html",
});
