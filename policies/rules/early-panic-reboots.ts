import { guestRule } from "./guest-rule";

/** A VM that panics while it boots, after an update of its kernel say, hangs even where its sysctls are right. */
export const earlyPanicReboots = guestRule("early-panic-reboots", {
  severity: "medium",
  level: "advisory",
  what: "A Linux VM reboots by itself after a panic early in its boot.",
  why: "Until sysctls are set, seconds into the boot, kernel.panic is what the kernel command line says, or 0.",
  remedy: "put panic=5 on the kernel command line, beside the sysctl, or use HardenedVm",
  url: "https://docs.kernel.org/admin-guide/kernel-parameters.html",
  reports: ["violation", "advisory"],
});
