import { type LocalWorkspaceOptions, PulumiCommand } from "@pulumi/pulumi/automation";
import { engineEnvironment } from "./engine";
import type { SandboxPaths } from "./paths";
import { resolveCli } from "./pulumi";

/** What Pulumi's Automation API is told, so that its stacks are on the local Azure whose providers listen on these ports. */
export async function workspaceOn(
  paths: SandboxPaths,
  ports: Readonly<Record<string, number>>,
): Promise<Pick<LocalWorkspaceOptions, "pulumiCommand" | "pulumiHome" | "envVars">> {
  const { root } = await resolveCli();
  const pulumiCommand = await PulumiCommand.get(root === undefined ? {} : { root });
  return { pulumiCommand, pulumiHome: paths.pulumiHome, envVars: engineEnvironment(paths, ports) };
}
