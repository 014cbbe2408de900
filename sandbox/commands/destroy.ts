import { exampleStack, withStack } from "../stack";

export function destroy(): Promise<number> {
  return withStack(exampleStack, (stack) => stack.pulumi(["destroy", "--yes"]));
}
