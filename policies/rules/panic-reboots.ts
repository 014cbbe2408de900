import { findingsOf } from "../findings";
import type { Rule } from "../rule";

/** A panicked VM that waits for a human is down until one comes: kernel.panic must make it reboot. */
export const panicReboots: Rule = {
  name: "panic-reboots",
  severity: "high",
  level: "mandatory",
  what: "A Linux VM reboots by itself after a kernel panic.",
  why: "Most Azure images leave kernel.panic at 0: after a panic the VM hangs until it is reset by hand.",
  check: findingsOf("panic-reboots"),
};
