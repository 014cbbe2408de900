import { exampleStack, withStack } from "../stack";

/** For what the other commands do not cover: `pulumi stack export`, `pulumi refresh`, `pulumi about`. */
export function pulumi(args: readonly string[]): Promise<number> {
  return withStack(exampleStack, (stack) => stack.pulumiAsGiven(args));
}
