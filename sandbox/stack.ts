import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import * as path from "node:path";
import { type Captured, capture, foreground } from "./child";
import { engineEnvironment } from "./engine";
import { type PolicyEvents, readPolicyEvents } from "./events";
import { Failure } from "./failure";
import { Guests } from "./guest/guests";
import { removeDeadLocks } from "./locks";
import { repository, type SandboxPaths, sandboxPaths } from "./paths";
import { startLocalAzure } from "./providers";
import { type PulumiCli, resolveCli } from "./pulumi";
import { sshPublicKey } from "./ssh";

/** A stack on the local Azure, while that runs. */
export interface SandboxStack {
  readonly name: string;
  readonly paths: SandboxPaths;
  readonly guests: Guests;
  /** Runs `pulumi` on this stack and on the terminal; returns its exit code. */
  pulumi(args: readonly string[]): Promise<number>;
  /** The same, and what the policy pack said meanwhile. */
  recorded(args: readonly string[]): Promise<{ readonly code: number; readonly events: PolicyEvents }>;
  /** Runs any `pulumi` command on the terminal, with this stack as the current one. */
  pulumiAsGiven(args: readonly string[]): Promise<number>;
  /** Runs `pulumi` on this stack out of sight. */
  query(args: readonly string[]): Promise<Captured>;
}

export interface StackDefinition {
  readonly name: string;
  /** The folder of its Pulumi.yaml. */
  readonly project: string;
  /** Set once, when the stack has no value of its own, so that what the user sets stays. */
  readonly config?: (paths: SandboxPaths) => Readonly<Record<string, string>>;
}

export const exampleStack: StackDefinition = {
  name: "local",
  project: repository,
  config: (paths) => ({ "azure-kdump-example:sshPublicKey": sshPublicKey(paths.sshKey) }),
};

/** Only a guest can prove anything. `--config` keeps what it is given. */
export function verificationConfig(guests: boolean): readonly string[] {
  return ["--config", `verification=${guests ? "runCommand" : "none"}`];
}

/**
 * Starts the local Azure, makes sure the stack exists, and stops the local Azure whatever `use` does.
 *
 * @param boots Whether VMs that are created get a guest. Guests that are there end with their VM in any case.
 */
export async function withStack(
  definition: StackDefinition,
  use: (stack: SandboxStack) => Promise<number>,
  boots = false,
): Promise<number> {
  const paths = sandboxPaths();
  mkdirSync(paths.folder, { recursive: true });
  const cli = await resolveCli({ paths });
  const guests = new Guests(paths.guests, boots);
  const azure = await startLocalAzure({ stateFile: paths.azureState, machines: guests });
  try {
    const stack = stackOn(definition, paths, guests, cli, engineEnvironment(paths, azure.ports));
    removeDeadLocks(paths);
    await createIfMissing(definition, stack, cli, engineEnvironment(paths, {}));
    await configure(definition, stack);
    return await use(stack);
  } finally {
    await azure.stop();
  }
}

/** The commands that take --config-file. Without it they use the Pulumi.<stack>.yaml of the user's real stacks. */
const readsConfig = new Set(["up", "update", "preview", "refresh", "destroy", "config", "import", "watch"]);

function stackOn(
  { name, project }: StackDefinition,
  paths: SandboxPaths,
  guests: Guests,
  cli: PulumiCli,
  env: Readonly<Record<string, string>>,
): SandboxStack {
  // `--event-log` exists only with this set, which is how the Automation API gets it too.
  const options = { cwd: project, env: { ...env, PULUMI_DEBUG_COMMANDS: "true" } };
  const configFor = ([command = ""]: readonly string[]): string[] =>
    readsConfig.has(command) ? ["--config-file", paths.stackConfig(name)] : [];
  const onStack = (args: readonly string[]): string[] => [...args, "--stack", name, ...configFor(args)];
  const query = (args: readonly string[]): Promise<Captured> =>
    capture(cli.executable, [...onStack(args), "--non-interactive"], options);
  return {
    name,
    paths,
    guests,
    pulumi: (args) => foreground(cli.executable, onStack(args), options),
    recorded: async (args) => {
      const log = paths.eventLog(name);
      rmSync(log, { force: true }); // Else a run that fails at once would be judged by the one before.
      const code = await foreground(cli.executable, onStack([...args, "--event-log", log]), options);
      return { code, events: readPolicyEvents(log) };
    },
    pulumiAsGiven: async (args) => {
      check("select the stack", await query(["stack", "select"]));
      return await foreground(cli.executable, [...args, ...configFor(args)], options);
    },
    query,
  };
}

/**
 * `pulumi stack init` writes the new stack's configuration beside the project's Pulumi.yaml, which is not ours to do,
 * and has no --config-file. So it sees a project folder that holds nothing else.
 */
async function createIfMissing(
  { name, project }: StackDefinition,
  stack: SandboxStack,
  cli: PulumiCli,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const known = await stack.query(["stack", "ls", "--json"]);
  if (known.code === 0 && (JSON.parse(known.stdout) as { name: string }[]).some((other) => other.name === name)) return;
  const folder = mkdtempSync(path.join(stack.paths.folder, "new-stack-"));
  try {
    copyFileSync(path.join(project, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
    const args = ["stack", "init", name, "--no-select", "--non-interactive"];
    check("create the stack", await capture(cli.executable, args, { cwd: folder, env }));
    const config = stack.paths.stackConfig(name);
    if (!existsSync(config)) renameSync(path.join(folder, `Pulumi.${name}.yaml`), config);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function configure({ config }: StackDefinition, stack: SandboxStack): Promise<void> {
  for (const [key, value] of Object.entries(config?.(stack.paths) ?? {})) {
    if ((await stack.query(["config", "get", key])).code === 0) continue;
    check(`set ${key}`, await stack.query(["config", "set", key, value]));
  }
}

/** Throws, with Pulumi's own words, where a `query` did not succeed. */
export function check(what: string, { code, stderr, stdout }: Captured): void {
  if (code === 0) return;
  const reason = (stderr || stdout).trim().replace(/^error: /, "");
  throw new Failure(`Pulumi could not ${what} (exit code ${code}): ${reason}`);
}
