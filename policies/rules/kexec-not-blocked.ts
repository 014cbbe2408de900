import { guestRule } from "./guest-rule";

/** Security baselines and kdump meet here: the lock belongs after kdump, not before. */
export const kexecNotBlocked = guestRule("kexec-not-blocked", {
  severity: "high",
  level: "mandatory",
  what: "Nothing forbids loading the capture kernel.",
  why: "Hardening profiles set kernel.kexec_load_disabled at boot, and with it kdump cannot arm.",
  remedy:
    "remove kernel.kexec_load_disabled from sysctl.d, or set it in a unit ordered after kdump; HardenedVm's lockKexec does",
  url: "https://docs.kernel.org/admin-guide/sysctl/kernel.html#kexec-load-disabled",
});
