import * as path from "node:path";
import { sayFailedCommands } from "../../failed-commands";
import { Failure } from "../../failure";
import { policyPack, repository } from "../../paths";
import { type SandboxStack, verificationConfig, withStack } from "../../stack";
import { sshPublicKey } from "../../ssh";
import type { Machine } from "../machine/machine";
import type { GuestRelease } from "../releases";
import type { Deployment } from "./cases";
import type { Guest } from "./guest";

/** Deploys a VM as a user would, policy pack enforced; whatever `use` does, the VM and its guest are gone afterwards. */
export function withDeployed(
  release: GuestRelease,
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
        const code = await up(stack, false);
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

/** Has the deployment prove in the guest, by Azure's run command, that it is armed; returns Pulumi's exit code. */
export function verifyByDeployment(stack: SandboxStack): Promise<number> {
  return up(stack, true);
}

async function up(stack: SandboxStack, verification: boolean): Promise<number> {
  const args = ["up", "--yes", "--skip-preview", "--policy-pack", policyPack, ...verificationConfig(verification)];
  const code = await stack.pulumi(args);
  if (code !== 0) sayFailedCommands(stack.paths.azureState, console.error);
  return code;
}

async function configure(stack: SandboxStack, values: object): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    check(`set ${key}`, await stack.query(["config", "set", key, String(value)]));
  }
}

function check(what: string, { code, stderr, stdout }: { code: number; stderr: string; stdout: string }): void {
  if (code !== 0) throw new Failure(`could not ${what}: ${(stderr || stdout).trim()}`);
}
