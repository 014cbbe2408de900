import { findingsOf } from "../findings";
import type { Rule } from "../rule";

/** One directive of another release, and kdump does not start: the KB2858695 file is the best known case. */
export const kdumpConfValid: Rule = {
  name: "kdump-conf-valid",
  severity: "high",
  level: "mandatory",
  what: "A release accepts the kdump configuration it is given.",
  why: "kdump refuses to start on one directive that its release does not know, and nobody notices before the panic.",
  check: findingsOf("kdump-conf-valid"),
};
