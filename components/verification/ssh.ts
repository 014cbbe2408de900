import * as remote from "@pulumi/command/remote/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { SshArgs } from "../arguments/verification";
import type { Channel, Target } from "./channel";

export interface SshTarget extends Target {
  readonly host: pulumi.Input<string>;
  readonly user: string;
  readonly hostKey: pulumi.Input<string>;
  readonly ssh: SshArgs;
}

/** SSH as the administrator, who is root by sudo. The host key is pinned: without one the provider trusts anybody. */
export function sshChannel(target: SshTarget): Channel {
  const { component, name, vm } = target;
  return ({ name: step, key, script, command = { line: "sh -s", stdin: script }, seconds, after = [] }) => {
    const most = `${seconds + 600}s`;
    const resource = new remote.Command(
      `${name}-${step}`,
      {
        connection: connectionOf(target, seconds),
        // An error of the provider quotes the command, not its input: this one says what ran, in a line.
        create: `sudo -n sh -c '${command.line}'`,
        stdin: command.stdin,
        triggers: [key, vm.vmId],
        logging: "none",
        addPreviousOutputInEnv: false,
      },
      {
        parent: component,
        dependsOn: [vm, ...after],
        deletedWith: vm,
        customTimeouts: { create: most, update: most },
      },
    );
    return { resource, output: resource.stdout, ended: pulumi.output(undefined) };
  };
}

/** The provider dials ten times at longer and longer pauses, then every 5 s (dialWithRetry in pulumi-command). */
function dialsWithin(seconds: number): number {
  return 10 + Math.ceil(seconds / 5);
}

/**
 * A guest that boots refuses dials for as long as it may take. They are counted, although time bounds them too, because
 * a host key that is not the pinned one counts as a refused dial, and only at the end of the count is it named.
 */
function connectionOf({ host, user, hostKey, ssh }: SshTarget, seconds: number) {
  const { privateKey, port = 22, proxy } = ssh;
  const dialing = { dialErrorLimit: dialsWithin(seconds), perDialTimeout: 15 };
  return {
    host,
    port,
    user,
    privateKey: pulumi.secret(privateKey),
    hostKey,
    ...dialing,
    ...(proxy === undefined
      ? {}
      : { proxy: { port: 22, ...proxy, privateKey: pulumi.secret(proxy.privateKey), ...dialing } }),
  };
}
