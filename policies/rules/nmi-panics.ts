import { guestRule } from "./guest-rule";

/** The portal's NMI is the one way to ask a hung VM what it is doing; arm64 has none. */
export const nmiPanics = guestRule("nmi-panics", {
  severity: "low",
  level: "advisory",
  what: "An operator's NMI crashes a hung VM (x64).",
  why: "A VM that hangs without a panic yields a dump only if the NMI that the portal can send makes it panic.",
  remedy: 'write "kernel.unknown_nmi_panic = 1" to a file under /etc/sysctl.d, or use HardenedVm',
  url: "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/linux/serial-console-nmi-sysrq",
  reports: ["violation", "advisory"],
});
