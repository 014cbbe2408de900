import type { Finding, Rule as CoreRule } from "azure-kdump-core";
import { scriptsOf } from "../guest";
import type { Rule } from "../rule";
import { undoneByScripts } from "../undone";

type Text = Pick<Rule, "severity" | "level" | "what" | "why" | "remedy" | "url"> & Partial<Rule>;

/** A rule about the guest: what the domain finds under the same name, in customData and in scripts of extensions. */
export function guestRule(name: CoreRule, text: Text): Rule {
  const of = (findings: readonly Finding[]) => findings.filter(({ rule }) => rule === name);
  return {
    name,
    reports: ["violation"],
    check: (vm) => of(vm.guest().findings),
    checkExtension: (extension) => of(undone(scriptsOf([extension])[0]?.content)),
    ...text,
  };
}

/** All rules ask about one extension before the engine goes on to the next resource: it is judged once. */
let latest: { readonly script: string; readonly findings: readonly Finding[] } | undefined;

function undone(script: string | undefined): readonly Finding[] {
  if (script === undefined) return [];
  if (latest?.script !== script) {
    latest = { script, findings: undoneByScripts([{ content: script, place: "the extension's script" }]) };
  }
  return latest.findings;
}
