import { exampleStack, withStack } from "../stack";
import { policyPack } from "./up";

export function preview(): Promise<number> {
  return withStack(exampleStack, (stack) => stack.pulumi(["preview", "--policy-pack", policyPack]));
}
