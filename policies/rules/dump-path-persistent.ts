import { guestRule } from "./guest-rule";

/** A dump that is gone when somebody comes to read it was none. */
export const dumpPathPersistent = guestRule("dump-path-persistent", {
  severity: "high",
  level: "advisory",
  what: "Dumps go where they outlive the VM's next start and its next host.",
  why: "The temporary disk, an ephemeral OS disk and memory lose what is on them, and with it the dump.",
  remedy: "leave the dump path at /var/crash on a persistent OS disk, or mount a data disk there by UUID",
  url: "https://learn.microsoft.com/azure/virtual-machines/managed-disks-overview#temporary-disk",
});
