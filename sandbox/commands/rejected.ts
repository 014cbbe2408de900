import * as path from "node:path";
import { policyPack, repository } from "../paths";
import { withStack } from "../stack";

/** The exit code when the pack let pass what it exists to reject. */
const notRejected = 3;

export function rejected(): Promise<number> {
  const project = path.join(repository, "examples", "rejected");
  return withStack({ name: "rejected", project }, async (stack) => {
    const { code, events } = await stack.recorded(["up", "--yes", "--policy-pack", policyPack]);
    const violations = events.violations.filter(({ level }) => level === "mandatory").length;
    if (code !== 0 && violations > 0) {
      console.log(`Rejected, as it should be: ${violations} mandatory violation${violations === 1 ? "" : "s"}.`);
      return 1;
    }
    console.error(
      code === 0
        ? "NOT REJECTED: the policy pack accepted VMs without crash-dump hardening, and they were created."
        : `NOT REJECTED: Pulumi failed with exit code ${code} without a mandatory violation of the policy pack.`,
    );
    return notRejected;
  });
}
