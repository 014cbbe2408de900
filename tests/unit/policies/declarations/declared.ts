import assert from "node:assert/strict";
import { declarationOf, type ExtensionDeclaration, type VmDeclaration } from "#policies/declarations/index";
import { unknownCheckingProxy } from "#policies/unknown-value";

type Props = Readonly<Record<string, unknown>>;

/** The VM that a resource declares, its properties behind the proxy that the SDK puts before a policy. */
export function vmOf(type: string, props: Props): VmDeclaration {
  const declared = declarationOf(type, unknownCheckingProxy(props));
  return declared?.kind === "vm" ? declared.vm : assert.fail(`${type}: ${declared?.kind ?? "nothing"}`);
}

export function extensionIn(
  type: string,
  props: Props,
): ExtensionDeclaration & Pick<VmDeclaration, "unknowns" | "secrets"> {
  const declared = declarationOf(type, unknownCheckingProxy(props));
  if (declared?.kind !== "extension") assert.fail(`${type}: ${declared?.kind ?? "nothing"}`);
  return { ...declared.extension, unknowns: declared.unknowns, secrets: declared.secrets };
}

/** What else it declares: "opaque", or nothing. */
export function kindOf(type: string, props: Props): string | undefined {
  return declarationOf(type, unknownCheckingProxy(props))?.kind;
}
