import { findingsOf } from "../findings";
import type { Rule } from "../rule";

/** The most common way to have kdump and no dump: nothing reserved, or reserved and never rebooted. */
export const crashkernelReserved: Rule = {
  name: "crashkernel-reserved",
  severity: "high",
  level: "mandatory",
  what: "Memory is reserved for a capture kernel, and enough of it.",
  why: "A capture kernel lives in memory set aside at boot: without it, or with too little, a panic leaves no dump.",
  check: findingsOf("crashkernel-reserved"),
};
