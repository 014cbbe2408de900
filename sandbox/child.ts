import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { constants } from "node:os";
import { byLine } from "./lines";

/** Runs a program on this process's terminal and returns its exit code; 128 + n when signal n ended it. */
export async function foreground(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env"> = {},
): Promise<number> {
  const child = spawn(command, args, { ...options, stdio: "inherit" });
  const stopForwarding = forwardSignals(child);
  try {
    return await exitCode(child);
  } finally {
    stopForwarding();
  }
}

export interface Captured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program out of sight. Never rejects for the program's own failure: that is in `code`.
 *
 * @param options.group Signals go to all the processes that the program starts too: for programs that pass none on.
 *   Default: to the program alone.
 */
export async function capture(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env" | "timeout"> & {
    readonly group?: boolean;
    readonly onStdout?: (line: string) => void;
    readonly onStderr?: (line: string) => void;
  } = {},
): Promise<Captured> {
  const { group = false, onStdout, onStderr, ...spawnOptions } = options;
  const child = spawn(command, args, { ...spawnOptions, detached: group, stdio: ["ignore", "pipe", "pipe"] });
  const stdout = collect(child.stdout, onStdout);
  const stderr = collect(child.stderr, onStderr);
  const stopForwarding = group ? forwardToGroup(child) : forwardSignals(child);
  try {
    const code = await exitCode(child);
    return { code, stdout: stdout(), stderr: stderr() };
  } finally {
    stopForwarding();
  }
}

/** Whether there is a process of this id, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * The child decides what a signal means; Pulumi takes the first SIGINT for "stop after this step" and the second for
 * "stop now". So it must get exactly one: on a terminal Ctrl-C already reached it (the terminal signals every process
 * in the foreground), elsewhere only we were told.
 */
function forwardSignals(child: ChildProcess): () => void {
  const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const interrupt = (): void => {
    if (!onTerminal) child.kill("SIGINT");
  };
  const terminate = (): void => void child.kill("SIGTERM");
  process.on("SIGINT", interrupt).on("SIGTERM", terminate);
  return () => void process.off("SIGINT", interrupt).off("SIGTERM", terminate);
}

/** A group of its own is not the terminal's: whatever this process is told, the group must be. */
function forwardToGroup(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, signal);
  };
  process.on("SIGINT", forward).on("SIGTERM", forward);
  return () => void process.off("SIGINT", forward).off("SIGTERM", forward);
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGKILL"]));
  });
}

function collect(stream: NodeJS.ReadableStream, onLine?: (line: string) => void): () => string {
  let text = "";
  const lines = onLine && byLine(onLine);
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    lines?.(chunk);
  });
  return () => text;
}
