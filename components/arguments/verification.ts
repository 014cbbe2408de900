import type * as pulumi from "@pulumi/pulumi";

/** The way by which a VM is verified. */
export const VerificationChannel = {
  /** Azure's run command: neither SSH nor a public IP address. */
  RunCommand: "runCommand",
  /** SSH, from where Pulumi runs. */
  Ssh: "ssh",
  /** Not at all: what the guest is, nobody has seen. */
  None: "none",
} as const;
export type VerificationChannel = (typeof VerificationChannel)[keyof typeof VerificationChannel];

/** How the guest has to prove that it is armed before the deployment is done. */
export interface VerificationArgs {
  /** Default runCommand. */
  channel?: VerificationChannel;
  /** Seconds that the guest may take, from when it can be asked until it is armed: 60 to 3600. Default 900. */
  timeoutSeconds?: number;
  /** Another value verifies again, such as after a failure that was mended in the guest. */
  token?: string;
  /** For the channel ssh, which needs it. */
  ssh?: SshArgs;
}

/** A connection to the VM as its administrator. Its host key is pinned: it is given, or read by run command. */
export interface SshArgs {
  /** OpenSSH private key for one of sshPublicKeys. Kept as a secret. */
  privateKey: pulumi.Input<string>;
  /** The VM's host key, as in its /etc/ssh/ssh_host_ecdsa_key.pub. */
  hostKey?: pulumi.Input<string>;
  /** Read the host key by Azure's run command before the first connection. Default false. */
  readHostKey?: boolean;
  /** Default: the public IP address where the VM has one of its own, else the private one. */
  host?: pulumi.Input<string>;
  /** Default 22. */
  port?: pulumi.Input<number>;
  /** A bastion in between. */
  proxy?: SshProxyArgs;
}

/** A bastion through which the VM is reached. */
export interface SshProxyArgs {
  host: pulumi.Input<string>;
  /** Default 22. */
  port?: pulumi.Input<number>;
  user: pulumi.Input<string>;
  /** OpenSSH private key. Kept as a secret. */
  privateKey: pulumi.Input<string>;
  /** The bastion's host key. */
  hostKey: pulumi.Input<string>;
}

/** A crash on purpose, once the VM is verified, that has to leave a complete dump. */
export interface DrillArgs {
  /**
   * A new token crashes the VM; the same one never does so twice. 1 to 64 letters, digits, dots, hyphens and
   * underscores, the first a letter or digit.
   */
  token: string;
}
