import { policyPack } from "../paths";
import { exampleStack, verificationConfig, withStack } from "../stack";
import { showSummary } from "../summary";

export function up({ guests = false }: { readonly guests?: boolean }): Promise<number> {
  return withStack(
    exampleStack,
    async (stack) => {
      const { code, events } = await stack.recorded([
        "up",
        "--yes",
        "--policy-pack",
        policyPack,
        ...verificationConfig(guests),
      ]);
      if (code === 0) await showSummary(stack, events);
      for (const { vm, reason } of stack.guests.withoutMachine) console.log(`${vm} is not booted: ${reason}.`);
      return code;
    },
    guests,
  );
}
