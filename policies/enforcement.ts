import type { ResourceValidationArgs } from "@pulumi/policy";
import { type Configuration, type Exemption, matchesUrn, noConfiguration } from "./configuration";
import { type Declared, declarationOf, type VmDeclaration } from "./declarations";
import { type Vm, vmOf } from "./vm";

/** What a declaration comes to for the pack; a VM that may run Linux is judged as one. */
export type Subject =
  /** `otherwise`: it once more, of each other size that it may have. */
  | { readonly kind: "vm"; readonly vm: Vm; readonly otherwise: readonly Vm[] }
  | Extract<Declared, { readonly kind: "extension" | "opaque" }>
  | { readonly kind: "none"; readonly reason: string };

/**
 * What one run of the pack knows beside the resource before it: its configuration, which CrossGuard gives to one policy
 * alone, and which exemptions were needed.
 */
export class Enforcement {
  configuration: Configuration = noConfiguration;
  private readonly withheld = new Set<string>();
  private readonly judged = new Map<string, readonly [Vm, ...Vm[]]>();

  /** `today`: day (ISO 8601) to compare with the end of exemptions and releases. */
  constructor(readonly today: () => string) {}

  subjectOf({ type, props }: Pick<ResourceValidationArgs, "type" | "props">): Subject {
    const declared = declarationOf(type, props);
    if (declared === undefined) return { kind: "none", reason: "not a Linux VM of Azure" };
    if (declared.kind !== "vm") return declared;
    if (declared.vm.os === "Windows") return { kind: "none", reason: "not a Linux VM of Azure: it runs Windows" };
    const [vm, ...otherwise] = this.vmsOf(declared.vm);
    return { kind: "vm", vm, otherwise };
  }

  /** The exemption of a resource from a rule that lasts longest. */
  exemptionOf(urn: string, rule: string): (Exemption & { readonly expired: boolean }) | undefined {
    const [last] = this.configuration.exemptions
      .filter((exemption) => exemption.rules.includes(rule) && matchesUrn(exemption.urn, urn))
      .sort((a, b) => (a.expires < b.expires ? 1 : -1));
    return last && { ...last, expired: this.today() > last.expires };
  }

  /** An exemption withheld a violation. */
  needed(exemption: Exemption): void {
    this.withheld.add(keyOf(exemption));
  }

  /** Exemptions of this stack's resources that withheld nothing so far. */
  unneededExemptions(stackUrn: string): readonly Exemption[] {
    return this.configuration.exemptions.filter(
      (exemption) => !this.withheld.has(keyOf(exemption)) && mayMatchIn(exemption.urn, stackUrn),
    );
  }

  /** Each policy asks about every VM, and most VMs of a fleet say the same: what is the same is judged once. */
  private vmsOf(declaration: VmDeclaration): readonly [Vm, ...Vm[]] {
    // No declaration holds null.
    const declared = JSON.stringify(declaration, (_, value: unknown) => (typeof value === "symbol" ? null : value));
    const known = this.judged.get(declared);
    if (known !== undefined) return known;
    const of = (each: VmDeclaration) => vmOf(each, this.configuration, this.today());
    const others = (declaration.otherVmSizes ?? []).map((vmSize) => of({ ...declaration, vmSize }));
    const vms = [of(declaration), ...others] as const;
    this.judged.set(declared, vms);
    return vms;
  }
}

function keyOf({ urn, rules, expires }: Exemption): string {
  return JSON.stringify([urn, rules, expires]);
}

/** One configuration serves many stacks: an exemption of another's resources is no business of this one. */
function mayMatchIn(pattern: string, stackUrn: string): boolean {
  const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(stackUrn) ?? [];
  const own = `urn:pulumi:${stack}::${project}::`;
  const [literal = ""] = pattern.split("*");
  return pattern.includes("*") && literal.length < own.length ? own.startsWith(literal) : pattern.startsWith(own);
}
