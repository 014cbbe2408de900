import { constants } from "node:os";
import type { Client } from "ssh2";
import { byLine } from "../../lines";
import { dial, type DialOptions } from "./dial";
import type { RemoteCommand } from "./inputs";

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions extends Omit<DialOptions, "onRetry"> {
  readonly log: Log;
}

/** What a user sees while a command runs; a status goes again when there is a new one. */
export type Log = (severity: "status" | "info" | "warning" | "error", message: string) => void;

/** Runs a command line on the connection's host, and returns what it printed, less the newline at the end. */
export async function run(
  command: RemoteCommand,
  line: string,
  previous: Output,
  { log, ...options }: RunOptions,
): Promise<Output> {
  const dialled = await dial(command.connection, { ...options, onRetry: (message) => log("status", message) });
  const stop = (): void => dialled.close();
  options.signal.addEventListener("abort", stop, { once: true });
  try {
    const environment = await accepted(dialled.client, command, previous, log);
    return await execute(dialled.client, line, { ...command, environment }, log);
  } finally {
    options.signal.removeEventListener("abort", stop);
    dialled.close();
  }
}

/**
 * The variables that the server takes (AcceptEnv of sshd): one of the user's that it does not take is an error, the
 * previous output only a warning. ssh2 does not pass the server's refusals on, so the server is asked what has arrived.
 */
async function accepted(
  client: Client,
  { environment: given = {}, addPreviousOutputInEnv }: RemoteCommand,
  previous: Output,
  log: Log,
): Promise<Readonly<Record<string, string>>> {
  const outputs = { PULUMI_COMMAND_STDOUT: previous.stdout, PULUMI_COMMAND_STDERR: previous.stderr };
  const injected = addPreviousOutputInEnv ? Object.entries(outputs).filter(([, value]) => value) : [];
  const environment = { ...given, ...(Object.fromEntries(injected) as Record<string, string>) };
  if (Object.keys(environment).length === 0) return {};
  const arrived = await exec(client, { line: "env", environment, stdin: "", onText: () => {} });
  for (const name of Object.keys(environment)) {
    if (new RegExp(`^${name}=`, "m").test(arrived.stdout)) continue;
    const hint = `Unable to set '${name}': the SSH server does not accept it (AcceptEnv).`;
    if (name in given) {
      log("error", hint);
      throw new Error(`could not set environment variable "${name}": ssh: setenv failed`);
    }
    log("warning", hint);
  }
  return environment;
}

async function execute(
  client: Client,
  line: string,
  { stdin = "", environment = {}, logging = "stdoutAndStderr" }: RemoteCommand,
  log: Log,
): Promise<Output> {
  const logged = { stdout: /^stdout/.test(logging), stderr: /stderr$/i.test(logging) };
  let both = "";
  const show = (text: string): void => {
    if (text !== "") log("info", text);
  };
  const lines = { stdout: byLine(show), stderr: byLine(show) };
  const onText = (stream: keyof Output, text: string): void => {
    both += text;
    if (logged[stream]) lines[stream](text);
  };
  const ended = await exec(client, { line, environment, stdin, onText });
  for (const end of Object.values(lines)) end("\n");
  if (ended.problem !== undefined) throw new Error(`${ended.problem}: running ${JSON.stringify(line)}:\n${both}`);
  return { stdout: ended.stdout.replace(/\n$/, ""), stderr: ended.stderr.replace(/\n$/, "") };
}

interface Ended extends Output {
  /** How it failed, in the words of golang.org/x/crypto/ssh. */
  readonly problem?: string;
}

interface Request {
  readonly line: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: string;
  readonly onText: (stream: keyof Output, text: string) => void;
}

function exec(client: Client, { line, environment, stdin, onText }: Request): Promise<Ended> {
  return new Promise((resolve, reject) => {
    client.exec(line, { env: { ...environment } }, (error, channel) => {
      if (error) {
        reject(error);
        return;
      }
      // Here and not after an await: the exit code of a short command comes in the packet that brings the channel.
      const output = { stdout: "", stderr: "" };
      const collect = (stream: keyof Output) => (text: string) => {
        output[stream] += text;
        onText(stream, text);
      };
      channel.setEncoding("utf8").on("data", collect("stdout"));
      channel.stderr.setEncoding("utf8").on("data", collect("stderr"));
      let problem: string | undefined = "wait: remote command exited without exit status or exit signal";
      channel.on("exit", (code: number | null, signal?: NodeJS.Signals) => {
        problem = problemOf(code, signal);
      });
      channel.on("close", () => resolve({ ...output, ...(problem !== undefined && { problem }) }));
      channel.end(stdin);
    });
  });
}

function problemOf(code: number | null, signal: NodeJS.Signals | undefined): string | undefined {
  if (code === 0) return undefined;
  if (code !== null || signal === undefined) return `Process exited with status ${code ?? "unknown"}`;
  return `Process exited with status ${128 + constants.signals[signal]} from signal ${signal.slice(3)}`;
}
