import { findingsOf } from "../findings";
import type { Rule } from "../rule";

/** The Hyper-V safety rule: a capture kernel without its storage driver has nowhere to write the dump. */
export const noDriverExcluded: Rule = {
  name: "no-driver-excluded",
  severity: "high",
  level: "mandatory",
  what: "No driver is kept out of the capture kernel that it needs for its disk.",
  why: "The hosts of Azure let a capture kernel reconnect to VMBus, and a generation 2 VM has no other way to its disk.",
  check: findingsOf("no-driver-excluded"),
};
