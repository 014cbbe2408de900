import type { EnforcementLevel, PolicyConfigSchema, Severity } from "@pulumi/policy";
import type { Finding, Verdict } from "azure-kdump-core";
import type { ExtensionDeclaration } from "./declarations";
import type { Vm } from "./vm";

/** What is wrong with a declaration, in the domain's form. */
export type Fault = Pick<Finding, "verdict" | "message" | "remedy">;

/** What a policy of this pack demands of every Linux VM. One file each in rules/, named as the rule. */
export interface Rule {
  readonly name: string;
  readonly severity: Severity;
  /** Unless the pack is configured otherwise. */
  readonly level: EnforcementLevel;
  /** What is demanded, in one sentence. */
  readonly what: string;
  /** What happens to a VM without it. */
  readonly why: string;
  /** How to have it, with the line to write. */
  readonly remedy: string;
  /** The vendor's or the kernel's page about it. */
  readonly url: string;
  /** What it reports: violations, or advice as well. What cannot be told goes to fully-judged, other advice to advice. */
  readonly reports: readonly Verdict[];
  readonly configSchema?: PolicyConfigSchema;
  readonly check: (vm: Vm, settings: Settings) => readonly Fault[];
  /** What is wrong with an extension or a run command of a VM; nothing by default. */
  readonly checkExtension?: (extension: ExtensionDeclaration) => readonly Fault[];
  /** Fulfils the demand in a resource's properties, where Azure can do so in place; undefined where it cannot. */
  readonly remediate?: (type: string, props: Record<string, unknown>) => Record<string, unknown> | undefined;
}

/** A rule's own configuration, as it came. */
export type Settings = Readonly<Record<string, unknown>>;

export const violation = (message: string, remedy: string): Fault => ({ verdict: "violation", message, remedy });
export const cannotTell = (message: string, remedy: string): Fault => ({ verdict: "cannot-tell", message, remedy });
