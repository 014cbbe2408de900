import { defaultWaitSeconds, isDrillToken, type Problem, tokenRule } from "azure-kdump-core";
import { type SshArgs, VerificationChannel } from "../arguments/verification";
import type { HardenedVmArgs } from "../arguments/vm";

/** The verification with its defaults filled in. */
export function verificationOf({ verification = {} }: HardenedVmArgs) {
  const { channel = VerificationChannel.RunCommand, timeoutSeconds = defaultWaitSeconds, token = "" } = verification;
  return { channel, timeoutSeconds, token };
}

/** What keeps this VM from being verified, or drilled, as these arguments want. */
export function verificationProblems(args: HardenedVmArgs): readonly Problem[] {
  const { channel, timeoutSeconds } = verificationOf(args);
  const { ssh } = args.verification ?? {};
  const channels: readonly string[] = Object.values(VerificationChannel);
  return [
    ...(channels.includes(channel)
      ? []
      : problem("verification.channel", `"${channel}" is none: choose one of ${channels.join(", ")}`)),
    ...(Number.isInteger(timeoutSeconds) && timeoutSeconds >= 60 && timeoutSeconds <= 3600
      ? []
      : problem("verification.timeoutSeconds", `${timeoutSeconds} is not allowed: give whole seconds from 60 to 3600`)),
    ...(channel === VerificationChannel.Ssh ? sshProblems(ssh) : sshUnused(ssh)),
    ...drillProblems(args, channel),
  ];
}

function sshProblems(ssh: SshArgs | undefined): readonly Problem[] {
  const property = "verification.ssh";
  if (ssh === undefined) {
    return problem(property, "the channel ssh needs a private key and a host key: give them, or choose runCommand");
  }
  const { privateKey, hostKey, readHostKey = false } = ssh;
  return [
    // What was given is not shown: it may be the key.
    ...(typeof privateKey === "string" && !privateKey.trimStart().startsWith("-----BEGIN ")
      ? problem(`${property}.privateKey`, "it is not an OpenSSH private key: give the key itself, not its path")
      : []),
    ...((hostKey !== undefined) === readHostKey
      ? problem(
          `${property}.hostKey`,
          readHostKey
            ? "it is given, and to be read as well: leave one of hostKey and readHostKey out"
            : "without it anybody could answer in the VM's place: give the VM's host key, or set readHostKey",
        )
      : []),
  ];
}

function sshUnused(ssh: SshArgs | undefined): readonly Problem[] {
  return ssh === undefined ? [] : problem("verification.ssh", 'it is not used: set channel to "ssh", or leave it out');
}

function drillProblems({ drill }: HardenedVmArgs, channel: VerificationChannel): readonly Problem[] {
  if (drill === undefined) return [];
  return [
    ...(channel === VerificationChannel.None
      ? problem("drill", "a VM that is not verified is not crashed: leave it out, or choose another verification")
      : []),
    ...(isDrillToken(drill.token) ? [] : problem("drill.token", `"${drill.token}" is not allowed: give ${tokenRule}`)),
  ];
}

function problem(property: string, reason: string): readonly Problem[] {
  return [{ property, reason }];
}
