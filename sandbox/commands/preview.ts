import { policyPack } from "../paths";
import { exampleStack, withStack } from "../stack";

export function preview(): Promise<number> {
  return withStack(exampleStack, (stack) => stack.pulumi(["preview", "--policy-pack", policyPack]));
}
