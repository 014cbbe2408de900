import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { unknownCheckingProxy } from "azure-kdump-policies/bin/unknown-value";

export interface Verdict {
  readonly violations: readonly string[];
  /** The reason, where the policy said that it does not apply. */
  readonly notApplicable: string | undefined;
}

class NotApplicable extends Error {}

/** Runs a policy as the engine's host does: the properties behind the SDK's own proxy, which guards unknown values. */
export async function run(
  policy: ResourceValidationPolicy,
  type: string,
  props: Readonly<Record<string, unknown>>,
): Promise<Verdict> {
  const violations: string[] = [];
  const args = {
    type,
    props: unknownCheckingProxy(props),
    urn: `urn:pulumi:s::p::${type}::vm`,
    name: "vm",
    opts: {},
    stackTags: new Map(),
    isType: () => false,
    asType: () => undefined,
    getConfig: () => ({}),
    notApplicable: (reason?: string) => {
      throw new NotApplicable(reason);
    },
  } as unknown as ResourceValidationArgs;
  const validations = [policy.validateResource ?? []].flat();
  try {
    for (const validate of validations) {
      await validate(args, (message) => {
        violations.push(message);
      });
    }
  } catch (error) {
    if (error instanceof NotApplicable) return { violations, notApplicable: error.message };
    throw error;
  }
  return { violations, notApplicable: undefined };
}
