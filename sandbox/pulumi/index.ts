import { Failure } from "../failure";
import { type SandboxPaths, sandboxPaths } from "../paths";
import { buildCli, builtCli, cliVersion, findGo, goVersion } from "./build";
import { cliFolder } from "./folder";
import { findInstalledCli } from "./installed";

/** A Pulumi CLI that runs Node programs. */
export interface PulumiCli {
  readonly executable: string;
  /** The folder whose `bin/pulumi` it is, as `PulumiCommand.get({ root })` wants it; undefined if it is not in a `bin`. */
  readonly root?: string;
  readonly version: string;
  readonly origin: "PATH" | "home" | "built";
}

export interface ResolveCliOptions {
  readonly paths?: SandboxPaths;
  /** Gets a sentence for every CLI that is found and not taken. Default: standard error. */
  readonly report?: (message: string) => void;
}

/**
 * The user's own CLI (on PATH, then in ~/.pulumi) if it is new enough; else the one built here before; else one built
 * now, from Pulumi's Go module, which takes minutes. Never downloads Pulumi's own release, never writes to ~/.pulumi.
 *
 * @throws Failure saying what to install when there is neither.
 */
export async function resolveCli(options: ResolveCliOptions = {}): Promise<PulumiCli> {
  const paths = options.paths ?? sandboxPaths();
  const report = options.report ?? ((message) => console.error(message));
  return (await findInstalledCli(paths, report)) ?? (await builtCliIn(paths));
}

async function builtCliIn(paths: SandboxPaths): Promise<PulumiCli> {
  const binary = builtCli() ?? (await buildCli(await goOrExplain()));
  const { executable, root } = cliFolder(paths.cli, binary);
  return { executable, root, version: cliVersion, origin: "built" };
}

async function goOrExplain(): Promise<string> {
  const go = await findGo();
  if (go.command !== undefined) return go.command;
  throw new Failure(
    `No Pulumi CLI ${cliVersion} or newer was found, and ${go.found} to build one: ` +
      `install Pulumi (https://www.pulumi.com/docs/install/) or Go ${goVersion} or newer (https://go.dev/dl/), then run this again.`,
  );
}
