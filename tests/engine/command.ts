import { spawn } from "node:child_process";
import path from "node:path";
import { repository } from "azure-kdump-sandbox";

export interface Outcome {
  readonly code: number | null;
  /** Standard output and error, in the order they came. */
  readonly output: string;
}

/** Runs a command to its end, without a terminal and without input. */
export function run(
  command: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string | undefined>> },
): Promise<Outcome> {
  const [program, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, output });
    });
  });
}

/** An environment as in a user's shell: without what npm and this clone's toolchain put into that of the tests. */
export function usersEnvironment(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string | undefined>> & { readonly PATH: string } {
  const outside = Object.entries(environment).filter(([name]) => !/^(npm_|NODE_OPTIONS$)/i.test(name));
  const folders = (environment["PATH"] ?? "").split(path.delimiter).filter((folder) => !folder.startsWith(repository));
  return { ...Object.fromEntries(outside), PATH: folders.join(path.delimiter) };
}
