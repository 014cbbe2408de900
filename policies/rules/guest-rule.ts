import { assess, type Finding, type LaterScript, type Rule as CoreRule } from "azure-kdump-core";
import { representatives, scriptsOf } from "../guest";
import type { Rule } from "../rule";

type Text = Pick<Rule, "severity" | "level" | "what" | "why" | "remedy" | "url"> & Partial<Rule>;

/** A rule about the guest: what the domain finds under the same name, in customData and in scripts of extensions. */
export function guestRule(name: CoreRule, text: Text): Rule {
  const of = (findings: readonly Finding[]) => findings.filter(({ rule }) => rule === name);
  return {
    name,
    reports: ["violation"],
    check: (vm) => of(vm.guest().findings),
    checkExtension: (extension) => {
      // Which release it will run on is another resource's to say: what undoes the hardening of either family is wrong.
      const [first = [], second = []] = judgedAfter(scriptsOf([extension])).map(of);
      return first.length > 0 ? first : second;
    },
    ...text,
  };
}

/** All rules ask about one extension before the engine goes on to the next resource: it is judged once. */
let latest: { readonly script: string | undefined; readonly findings: readonly (readonly Finding[])[] } | undefined;

/** What is wrong with a hardened machine of either family once a script has run on it. */
function judgedAfter(laterScripts: readonly LaterScript[]): readonly (readonly Finding[])[] {
  const script = laterScripts[0]?.content;
  if (script === undefined) return [];
  if (latest?.script !== script) {
    const surroundings = { hardenedImage: true, laterScripts };
    latest = { script, findings: representatives.map((platform) => assess(platform, undefined, surroundings)) };
  }
  return latest.findings;
}
