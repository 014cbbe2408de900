import * as path from "node:path";
import { repository } from "../paths";
import { exampleStack, withStack } from "../stack";
import { showSummary } from "../summary";

export const policyPack = path.join(repository, "policies");

export function up(): Promise<number> {
  return withStack(exampleStack, async (stack) => {
    const { code, events } = await stack.recorded(["up", "--yes", "--policy-pack", policyPack]);
    if (code === 0) await showSummary(stack, events);
    return code;
  });
}
