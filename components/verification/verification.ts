import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import {
  type CheckResult,
  checkScript,
  type DrillResult,
  drillProofScript,
  drillScript,
  type Hardening,
  readCheck,
  readDrill,
  verificationCommand,
  verificationScript,
} from "azure-kdump-core";
import { VerificationChannel } from "../arguments/verification";
import type { HardenedVmArgs } from "../arguments/vm";
import { defaultAdminUsername, defaultVmSize } from "../platform";
import { verificationOf } from "../problems/verification";
import type { Channel, Done, Target } from "./channel";
import { readHostKey } from "./host-key";
import { runCommandChannel } from "./run-command";
import { sshChannel } from "./ssh";

/** What is verified, and what decides that it has to be once more. */
export interface Subject extends Target {
  readonly args: HardenedVmArgs;
  readonly hardening: Hardening;
  readonly customData: string;
  readonly image: pulumi.Output<string>;
  /** Address at which SSH is tried unless the arguments name another. */
  readonly address: pulumi.Output<string>;
}

export interface Verified {
  readonly check: pulumi.Output<CheckResult>;
  readonly drill?: pulumi.Output<DrillResult>;
}

/** Verifies the guest, then crashes it where that is wanted; undefined where no verification is. */
export function verified(subject: Subject): Verified | undefined {
  const { args, name, component } = subject;
  const channel = channelOf(subject);
  if (channel === undefined) return undefined;
  const verification = verify(channel, subject);
  const check = verification.output.apply((output) => checkOf(name, output));
  check.apply(({ advisories }) => {
    for (const { check, found, remedy } of advisories) {
      void pulumi.log.warn(`${name}: ${check}: ${found}. To mend it: ${remedy}`, component);
    }
  });
  if (args.drill === undefined) return { check };
  return { check, drill: drilled(channel, subject, args.drill.token, verification) };
}

function channelOf(subject: Subject): Channel | undefined {
  const { args, address } = subject;
  const { ssh } = args.verification ?? {};
  const { channel } = verificationOf(args);
  if (channel === VerificationChannel.None) return undefined;
  const runCommand = runCommandChannel(subject);
  if (channel !== VerificationChannel.Ssh || ssh === undefined) return runCommand;
  const hostKey = ssh.hostKey ?? readHostKey(runCommand, keyOf([subject.customData]));
  const user = args.adminUsername ?? defaultAdminUsername;
  return sshChannel({ ...subject, ssh, hostKey, user, host: ssh.host ?? address });
}

function verify(channel: Channel, { args, hardening, customData, image }: Subject): Done {
  const { timeoutSeconds, token } = verificationOf(args);
  const script = verificationScript(hardening, timeoutSeconds);
  return channel({
    name: "verification",
    key: image.apply((name) => keyOf([customData, name, args.vmSize ?? defaultVmSize, script, token])),
    script,
    command: { line: verificationCommand(hardening, timeoutSeconds), stdin: checkScript() },
    seconds: timeoutSeconds + 60,
    reason: (output, error) =>
      problemOf(readCheck(output), error || output) ?? "the check passed, and its script did not",
  });
}

function checkOf(name: string, output: string): CheckResult {
  const result = readCheck(output);
  const problem = problemOf(result, output);
  if (result === undefined || problem !== undefined) throw new Error(`${name}: ${problem}`);
  return result;
}

/** Why a guest does not pass; undefined where it does. */
function problemOf(result: CheckResult | undefined, said: string): string | undefined {
  if (result === undefined) return `the guest's answer is none of azure-kdump-check: ${quoted(said)}`;
  if (result.verdict === "armed") return undefined;
  const rows = result.failures.map(({ check, found, remedy }) => `  ${check}: ${found}; to mend it: ${remedy}`);
  return `the guest is ${result.verdict}:\n${rows.join("\n")}`;
}

function drilled(
  channel: Channel,
  { name, component, hardening, args }: Subject,
  token: string,
  verification: Done,
): pulumi.Output<DrillResult> {
  const drill = { token, dumpPath: hardening.settings.dumpPath };
  const { timeoutSeconds } = verificationOf(args);
  const key = keyOf([token]);
  void pulumi.log.warn(
    `the drill "${token}" crashes the VM of ${name} on purpose, unless it has done so before`,
    component,
  );
  const crash = channel({
    name: "drill",
    key,
    script: drillScript(drill),
    seconds: 120,
    after: [verification.resource],
  });
  const proof = channel({
    name: "drill-proof",
    key: crash.ended.apply((ended) => afterTheCrash(ended).then(() => key)),
    script: drillProofScript(drill, timeoutSeconds),
    seconds: timeoutSeconds + 60,
    after: [crash.resource],
  });
  return proof.output.apply((output) => {
    const result = readDrill(output);
    if (result?.proved !== true)
      throw new Error(`${name}: the drill is not proved: ${result?.found ?? quoted(output)}`);
    return result;
  });
}

/**
 * A run command that reached the guest before the crash would be cut off by it, and stay in Running until its time is
 * out. SSH needs no such care: nothing listens between the drill and the crash.
 */
async function afterTheCrash(ended: number | undefined): Promise<void> {
  if (ended === undefined || pulumi.runtime.isDryRun()) return;
  const rest = ended + crashSeconds * 1000 - Date.now();
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
}

/** From the end of the drill's script until the VM has crashed for sure: ten seconds, and the agent's last report. */
const crashSeconds = 60;

function keyOf(what: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 12);
}

function quoted(output: string): string {
  return JSON.stringify(output.slice(-400));
}
