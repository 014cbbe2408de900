import * as remote from "@pulumi/command/remote/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { Channel, Target } from "./channel";
import type { SshArgs } from "./verification-args";

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
    // Dials are not counted but bounded by time: a guest takes as long as it takes to boot.
    const most = `${seconds + 600}s`;
    const resource = new remote.Command(
      `${name}-${step}`,
      {
        connection: connectionOf(target),
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

function connectionOf({ host, user, hostKey, ssh }: SshTarget) {
  const { privateKey, port = 22, proxy } = ssh;
  const dialing = { dialErrorLimit: -1, perDialTimeout: 15 };
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
