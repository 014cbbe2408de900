import { guestRule } from "./guest-rule";

/** A machine that lost a kernel thread goes on as if nothing had happened, until something else fails. */
export const oopsPanics = guestRule("oops-panics", {
  severity: "medium",
  level: "advisory",
  what: "An oops leaves a dump, as a panic does.",
  why: "Without kernel.panic_on_oops an oops leaves a limping machine, and nothing to find its cause by.",
  remedy: 'write "kernel.panic_on_oops = 1" to a file under /etc/sysctl.d, or use HardenedVm',
  url: "https://docs.kernel.org/admin-guide/sysctl/kernel.html#panic-on-oops",
  reports: ["violation", "advisory"],
});
