import { writeFileSync } from "node:fs";
import { capture } from "../../child";
import { Failure } from "../../failure";
import type { Interruption } from "../../interruption";

/**
 * Runs a program to its end and returns what it wrote.
 *
 * @throws Failure with what a failed program said last, or when this process was interrupted.
 */
export type Run = (command: readonly string[], options?: RunOptions) => Promise<string>;

export interface RunOptions {
  readonly cwd?: string;
  readonly onStderr?: (line: string) => void;
}

/**
 * @param what What is being built.
 * @param log Where everything goes that a failed program said.
 */
export function runner(what: string, log: string, interruption: Interruption): Run {
  return async ([program = "", ...args], { cwd, onStderr = () => undefined } = {}) => {
    // Interrupted alone, mmdebstrap waits for those it has started.
    const { code, stdout, stderr } = await capture(program, args, { cwd, env: environment(), group: true, onStderr });
    interruption.check();
    if (code === 0) return stdout;
    writeFileSync(log, stdout + stderr);
    const lines = stderr.trim().split("\n");
    const reason = lines.findLast((line) => line.startsWith("E: ")) ?? lines.at(-1);
    throw new Failure(`${what} was not built: ${program} failed (${reason}); all it said is in ${log}.`);
  };
}

/**
 * Has a command run as the owner of a root's files: root; for other users the root of the user namespace that
 * mmdebstrap made them in.
 */
export function asOwner(command: readonly string[]): readonly string[] {
  return process.getuid?.() === 0 ? command : ["mmdebstrap", "--unshare-helper", ...command];
}

/** Not everyone has mkfs on their path. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: "C.UTF-8", PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin` };
}
