import type * as pulumi from "@pulumi/pulumi";
import type { Channel } from "./channel";

/** The VM's host key, read in the guest by a channel that needs none. */
export function readHostKey(channel: Channel, key: pulumi.Input<string>): pulumi.Output<string> {
  return channel({ name: "host-key", key, script, seconds: waitSeconds + 60 }).output.apply((output) => {
    const hostKey = output.split("\n").find((line) => /^(ecdsa-sha2-|ssh-)\S+ \S+/.test(line));
    if (hostKey === undefined) throw new Error(`the guest told no SSH host key, but: ${JSON.stringify(output)}`);
    return hostKey.trim();
  });
}

/** Host keys are made in cloud-init's network stage of the second boot. */
const waitSeconds = 600;

/** ECDSA first: it is what the client of @pulumi/command asks for where a server has several (golang.org/x/crypto/ssh). */
const script = `#!/bin/sh
# Prints the public host key of this VM.
tries=0
while [ $tries -lt ${waitSeconds / 5} ]; do
  for kind in ecdsa ed25519 rsa; do
    if [ -s /etc/ssh/ssh_host_\${kind}_key.pub ]; then
      cat /etc/ssh/ssh_host_\${kind}_key.pub
      exit 0
    fi
  done
  tries=$((tries + 1))
  sleep 5
done
echo 'no SSH host key was made in ${waitSeconds} s' >&2
exit 1
`;
