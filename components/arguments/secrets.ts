import * as pulumi from "@pulumi/pulumi";
import type { HardenedVmArgs } from "./vm";

/** The arguments as the engine may keep them: those of a component are written to the state and shown to policies. */
export function withSecretKeys(args: HardenedVmArgs): HardenedVmArgs {
  const { ssh } = args.verification ?? {};
  if (ssh === undefined) return args;
  const { proxy } = ssh;
  return {
    ...args,
    verification: {
      ...args.verification,
      ssh: {
        ...ssh,
        privateKey: pulumi.secret(ssh.privateKey),
        ...(proxy === undefined ? {} : { proxy: { ...proxy, privateKey: pulumi.secret(proxy.privateKey) } }),
      },
    },
  };
}
