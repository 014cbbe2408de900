import { findingsOf } from "../findings";
import type { Rule } from "../rule";

/** Security baselines and kdump meet here: the lock belongs after kdump, not before. */
export const kexecNotBlocked: Rule = {
  name: "kexec-not-blocked",
  severity: "high",
  level: "mandatory",
  what: "Nothing forbids loading the capture kernel.",
  why: "Hardening profiles set kernel.kexec_load_disabled at boot, and with it kdump cannot arm.",
  check: findingsOf("kexec-not-blocked"),
};
