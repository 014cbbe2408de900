import { findingsOf } from "../findings";
import type { Rule } from "../rule";

/** A panic that leaves no dump will happen again: kdump must be installed, have memory and be armed. */
export const kdumpConfigured: Rule = {
  name: "kdump-configured",
  severity: "high",
  level: "mandatory",
  what: "A Linux VM keeps a crash dump of a kernel panic.",
  why: "Without an armed capture kernel a panic leaves nothing to find its cause by.",
  check: findingsOf("kdump-configured"),
};
