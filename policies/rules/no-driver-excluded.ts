import { guestRule } from "./guest-rule";

/** The Hyper-V safety rule: a capture kernel without its storage driver has nowhere to write the dump. */
export const noDriverExcluded = guestRule("no-driver-excluded", {
  severity: "high",
  level: "mandatory",
  what: "No driver is kept out of the capture kernel that it needs for its disk.",
  why: "The hosts of Azure let a capture kernel reconnect to VMBus, and a generation 2 VM has no other way to its disk.",
  remedy: "remove hv_vmbus, hv_storvsc, pci_hyperv and nvme from every blacklist and omit_drivers; or use HardenedVm",
  url: "https://learn.microsoft.com/azure/virtual-machines/generation-2",
});
