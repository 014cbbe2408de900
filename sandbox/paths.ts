import * as path from "node:path";

/** The root of this clone. Compiled files lie one folder deeper than their sources. */
export const repository = path.resolve(__dirname, "../..");

export const policyPack = path.join(repository, "policies");

/** Where one local Azure keeps everything it has: the engine's home and state, its own state, keys, the CLI. */
export interface SandboxPaths {
  readonly folder: string;
  readonly pulumiHome: string;
  /** Holds the state of the stacks. Pulumi does not create this folder. */
  readonly backend: string;
  /** What exists in the local Azure. */
  readonly azureState: string;
  /** A folder for each VM that has a guest. */
  readonly guests: string;
  /** What the last drill showed. */
  readonly drill: string;
  /** The private SSH key of the VMs' administrator; the public one is beside it, `.pub`. */
  readonly sshKey: string;
  /** A built CLI and its language host, in `bin/`. */
  readonly cli: string;
  /** The documentation to browse. */
  readonly site: string;
  /** The configuration file of a stack, given to Pulumi with `--config-file`. */
  stackConfig(stack: string): string;
  /** The engine's events of the last operation on a stack. */
  eventLog(stack: string): string;
}

export function sandboxPaths(folder: string = path.join(repository, ".sandbox")): SandboxPaths {
  const root = path.resolve(folder);
  const at = (...parts: readonly string[]): string => path.join(root, ...parts);
  return {
    folder: root,
    pulumiHome: at("pulumi-home"),
    backend: at("backend"),
    azureState: at("azure.json"),
    guests: at("guests"),
    drill: at("drill"),
    sshKey: at("ssh", "id_ed25519"),
    cli: at("cli"),
    site: at("site"),
    stackConfig: (stack) => at(`Pulumi.${stack}.yaml`),
    eventLog: (stack) => at(`events.${stack}.jsonl`),
  };
}
