import type { ArmResource } from "./subscription";

/** What runs behind the VMs of a subscription: without guests, nothing does. */
export interface Machines {
  /** Starts the machine of a VM that has just been created, or of a scale set none; `customData` as it came, in base64. */
  boot(vm: ArmResource, customData: string | undefined): Promise<void>;
  /** Ends every machine whose VM is not among `ids` any more, however it went: a group takes its VMs with it. */
  keepOnly(ids: readonly string[]): Promise<void>;
  /** Whether the VM had a machine that has ended without being told to, as when its host fails. */
  isLost(id: string): boolean;
  /** What only a running VM has; undefined when it has no machine. */
  instanceView(id: string): InstanceView | undefined;
  /** The port of 127.0.0.1 that leads to the guest's SSH; undefined when the VM has no machine. */
  sshPort(id: string): number | undefined;
  /** Runs scripts in the guest; undefined when the VM has no machine. */
  scripts(id: string): GuestScripts | undefined;
}

export interface InstanceView {
  readonly running: boolean;
  /** The URL of what the guest has sent to its serial port. */
  readonly serialLog: string;
}

/** What Azure's agent does in a guest, as far as run commands need it. */
export interface GuestScripts {
  /** Starts a script as soon as there is an agent. Rejects when there is none in time. */
  start(script: Script): Promise<void>;
  /** Waits for a script that was started to end, within its own time. */
  finish(script: Script): Promise<Outcome>;
  /** How a script has ended; undefined while it runs, and when no agent answers by `deadline`. */
  outcome(script: ScriptRun, deadline: number): Promise<Outcome | undefined>;
}

export interface ScriptRun {
  /** The name of its run command. */
  readonly name: string;
  /** Tells this run of it from others: milliseconds since 1970. */
  readonly run: number;
}

/** A script to run as root. */
export interface Script extends ScriptRun {
  readonly text: string;
  readonly environment: Readonly<Record<string, string>>;
  /** As they stand behind a command in a shell. */
  readonly arguments: string;
  readonly timeoutSeconds: number;
}

/** How a script ended. Output and errors are the last 4096 bytes of each. */
export interface Outcome {
  readonly state: "Succeeded" | "Failed" | "TimedOut";
  /** Absent when the guest went down under the script. */
  readonly exitCode?: number;
  readonly output: string;
  readonly error: string;
}

export const noMachines: Machines = {
  boot: async () => {},
  keepOnly: async () => {},
  isLost: () => false,
  instanceView: () => undefined,
  sshPort: () => undefined,
  scripts: () => undefined,
};
