import { guestRule } from "./guest-rule";

/** kdump-tools leaves dumps readable by every user of the machine. */
export const dumpPrivate = guestRule("dump-private", {
  severity: "medium",
  level: "advisory",
  what: "Only root can read dumps.",
  why: "A dump holds the machine's memory, and so its keys and its users' data.",
  remedy: "make the dump path root's alone: chmod 0700 /var/crash; or use HardenedVm",
  url: "https://docs.kernel.org/admin-guide/kdump/kdump.html",
  reports: ["violation", "advisory"],
});
