import type { EnforcementLevel, Severity } from "@pulumi/policy";
import type { Finding } from "azure-kdump-core";
import type { VmDeclaration } from "./vm-declaration";

/** What a policy of this pack demands of every Linux VM. */
export interface Rule {
  readonly name: string;
  readonly severity: Severity;
  readonly level: EnforcementLevel;
  /** What is demanded, in one sentence. */
  readonly what: string;
  /** What happens to a VM without it. */
  readonly why: string;
  readonly check: (vm: VmDeclaration) => readonly Finding[];
}
