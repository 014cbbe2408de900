import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { policies } from "azure-kdump-policies/policies";
import { UnknownValueError, unknownCheckingProxy } from "#policies/unknown-value";

/** A day on which every exemption that the tests write is decided: before it they have ended, from it on they hold. */
export const today = "2026-12-01";
export const vmType = "azure-native:compute:VirtualMachine";
const stackUrn = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

export type Props = Readonly<Record<string, unknown>>;

export interface Resource {
  readonly type?: string;
  readonly name?: string;
  readonly props: Props;
  /** URNs of resources that it depends on. */
  readonly dependencies?: readonly string[];
}

export interface Verdict {
  readonly violations: readonly string[];
  /** The reason, where the policy said that it does not apply. */
  readonly notApplicable?: string;
  /** What the SDK reports, as advice whatever the level, of a value that is not known at preview. */
  readonly unknown?: string;
}

class NotApplicable extends Error {}

/**
 * Runs the whole pack over a stack as the engine's host does: the stack itself first, each resource behind the SDK's own
 * proxy, which guards unknown values, policies in the pack's order, stack policies last. By resource name and policy.
 */
export async function runPack(
  resources: readonly Resource[],
  config: Readonly<Record<string, unknown>> = {},
  on: string = today,
): Promise<Readonly<Record<string, Readonly<Record<string, Verdict>>>>> {
  const pack = policies(() => on);
  const verdicts: Record<string, Record<string, Verdict>> = {};
  const all = [{ type: "pulumi:pulumi:Stack", name: "stack", props: {} }, ...resources];
  for (const resource of all) {
    const of: Record<string, Verdict> = {};
    for (const policy of pack) {
      if ("validateResource" in policy) of[policy.name] = await validated(policy, resource, config);
    }
    verdicts[resource.name ?? "vm"] = of;
  }
  const ofStack = (verdicts["stack"] ??= {});
  for (const policy of pack) {
    if ("validateStack" in policy) ofStack[policy.name] = await stackValidated(policy, all, config);
  }
  return verdicts;
}

/** What every policy says of one VM. */
export async function judge(props: Props, config: Readonly<Record<string, unknown>> = {}, type: string = vmType) {
  return (await runPack([{ type, props }], config))["vm"] ?? {};
}

/** Names of the policies that report something, and how often. */
export function reported(verdicts: Readonly<Record<string, Verdict>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(verdicts)
      .filter(([, { violations }]) => violations.length > 0)
      .map(([name, { violations }]) => [name, violations.length]),
  );
}

export function urnOf({ type = vmType, name = "vm" }: Pick<Resource, "type" | "name">): string {
  return type === "pulumi:pulumi:Stack" ? stackUrn : `urn:pulumi:dev::shop::${type}::${name}`;
}

/** What one policy says of one resource. */
export async function validated(
  policy: ResourceValidationPolicy,
  resource: Resource,
  config: Readonly<Record<string, unknown>> = {},
): Promise<Verdict> {
  const violations: string[] = [];
  const args = argsOf(policy.name, resource, config) as unknown as ResourceValidationArgs;
  return ended(violations, async () => {
    for (const validate of [policy.validateResource ?? []].flat()) {
      await validate(args, (message) => {
        violations.push(message);
      });
    }
  });
}

async function stackValidated(
  policy: StackValidationPolicy,
  resources: readonly Resource[],
  config: Readonly<Record<string, unknown>>,
): Promise<Verdict> {
  const violations: string[] = [];
  const made = resources.map((resource) => ({ ...argsOf(policy.name, resource, config), propertyDependencies: {} }));
  const byUrn = new Map(made.map((resource) => [resource.urn, resource]));
  const withDependencies = made.map((resource, index) => ({
    ...resource,
    dependencies: (resources[index]?.dependencies ?? []).map((urn) => byUrn.get(urn)),
  }));
  const args = {
    resources: withDependencies as unknown as PolicyResource[],
    stackTags: new Map(),
    getConfig: () => config[policy.name] ?? {},
    notApplicable,
  } as unknown as StackValidationArgs;
  return ended(violations, async () => {
    await policy.validateStack(args, (message, urn) => {
      violations.push(urn === undefined ? message : `${urn.split("::").at(-1) ?? ""}: ${message}`);
    });
  });
}

function argsOf(policy: string, resource: Resource, config: Readonly<Record<string, unknown>>) {
  return {
    type: resource.type ?? vmType,
    props: unknownCheckingProxy(resource.props),
    urn: urnOf(resource),
    name: resource.name ?? "vm",
    opts: {},
    stackTags: new Map(),
    isType: () => false,
    asType: () => undefined,
    getConfig: () => config[policy] ?? {},
    notApplicable,
  };
}

async function ended(violations: readonly string[], run: () => Promise<void>): Promise<Verdict> {
  try {
    await run();
    return { violations };
  } catch (error) {
    if (error instanceof NotApplicable) return { violations, notApplicable: error.message };
    if (error instanceof UnknownValueError) return { violations, unknown: error.message };
    throw error;
  }
}

function notApplicable(reason?: string): never {
  throw new NotApplicable(reason);
}
