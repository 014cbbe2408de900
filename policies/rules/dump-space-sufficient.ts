import { guestRule } from "./guest-rule";

/** Red Hat's images hold 10 GiB for /var, however large the disk is. */
export const dumpSpaceSufficient = guestRule("dump-space-sufficient", {
  severity: "medium",
  level: "advisory",
  what: "The dump path has room for a dump of this memory.",
  why: "A dump that fills the disk is cut off, and cannot be read.",
  remedy: "make osDisk.diskSizeGB larger, or mount a data disk at the dump path",
  url: "https://learn.microsoft.com/azure/virtual-machines/linux/expand-disks",
  reports: ["violation", "advisory"],
});
