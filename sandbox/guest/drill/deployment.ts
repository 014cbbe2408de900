import * as path from "node:path";
import type { Release, VerificationChannel } from "azure-kdump";
import { Failure } from "../../failure";
import { policyPack, repository } from "../../paths";
import { check, type SandboxStack, withStack } from "../../stack";
import { sshPublicKey } from "../../ssh";
import type { Machine } from "../machine/machine";
import type { Deployment } from "./cases";
import type { Guest } from "./guest";

/** Deploys a VM as a user would, policy pack enforced; whatever `use` does, the VM and its guest are gone afterwards. */
export function withDeployed(
  release: Release,
  deployment: Deployment,
  use: (guest: Guest, stack: SandboxStack) => Promise<number>,
): Promise<number> {
  const project = path.join(repository, "examples", "drill");
  const definition = { name: "drill", project };
  return withStack(
    definition,
    async (stack) => {
      const destroy = ["destroy", "--yes", "--skip-preview"];
      check("remove an earlier drill's VM", await stack.query(destroy));
      let machine: Machine | undefined;
      try {
        await configure(stack, { release, ...deployment, sshPublicKey: sshPublicKey(stack.paths.sshKey) });
        // Without a proof first, so that the way to it can be watched.
        const code = await stack.pulumi(updateTo({ verification: "none" }));
        if (code !== 0) return code;
        const vmId = await stack.query(["stack", "output", "vmId"]);
        check("read the VM's id", vmId);
        machine = stack.guests.machineOf(vmId.stdout.trim());
        if (machine === undefined) {
          throw new Failure(
            stack.guests.withoutMachine.map(({ vm, reason }) => `${vm} was not booted: ${reason}`).join("\n"),
          );
        }
        return await use({ machine, key: stack.paths.sshKey }, stack);
      } finally {
        // First, because it needs no engine and leaves nothing running.
        await machine?.remove();
        await stack.query(destroy);
      }
    },
    true,
  );
}

/** What the deployment has the guest prove: configuration of the stack in examples/drill. */
export interface Proof {
  readonly verification: VerificationChannel;
  /** Another one verifies again. */
  readonly verificationToken?: string;
  /** Default 900. */
  readonly verificationSeconds?: number;
  /** For the channel ssh. */
  readonly sshPrivateKeyFile?: string;
  /** A new one crashes the VM. */
  readonly drill?: string;
}

const noProof = { verificationToken: "", verificationSeconds: 900, sshPrivateKeyFile: "", drill: "" };

/** Arguments of the `pulumi up` that has the guest prove this. All are said each time, because the stack keeps them. */
export function updateTo(proof: Proof): readonly string[] {
  const config = Object.entries({ ...noProof, ...proof }).flatMap(([key, value]) => ["--config", `${key}=${value}`]);
  return ["up", "--yes", "--skip-preview", "--suppress-progress", "--policy-pack", policyPack, ...config];
}

async function configure(stack: SandboxStack, values: object): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    check(`set ${key}`, await stack.query(["config", "set", key, String(value)]));
  }
}
