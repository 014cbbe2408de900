import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { rejectionPicture } from "../documentation/rejection";
import { policyPack, repository } from "../paths";
import { withStack } from "../stack";

/** The exit code when the pack let pass what it exists to reject. */
const notRejected = 3;

/** `picture` is the path of a file for a picture of what was rejected, and why. */
export function rejected({ picture }: { readonly picture?: string }): Promise<number> {
  const project = path.join(repository, "examples", "rejected");
  return withStack({ name: "rejected", project }, async (stack) => {
    const { code, events } = await stack.recorded(["up", "--yes", "--policy-pack", policyPack]);
    const violations = events.violations.filter(({ level }) => level === "mandatory");
    const { length: count } = violations;
    if (code !== 0 && count > 0) {
      console.log(`Rejected, as it should be: ${count} mandatory violation${count === 1 ? "" : "s"}.`);
      if (picture !== undefined) writeFileSync(picture, rejectionPicture(violations));
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
