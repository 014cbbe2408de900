import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { repository, type SandboxPaths } from "./paths";

/**
 * Puts a plugin that only explains itself where the engine would look for the provider of each SDK installed here.
 * It takes the place of the real one: whatever makes sure that a provider is installed (`pulumi package get-schema`
 * does, for the dependencies of a component) is satisfied without a download, and an engine that no provider is
 * attached to gets a sentence, not Azure.
 */
export function occupyPluginFolders(paths: SandboxPaths): void {
  for (const { name, version } of installedProviders()) {
    const folder = path.join(paths.pulumiHome, "plugins", `resource-${name}-v${version}`);
    const plugin = path.join(folder, `pulumi-resource-${name}`);
    if (existsSync(plugin)) continue;
    mkdirSync(folder, { recursive: true });
    const unfinished = `${plugin}.${process.pid}`;
    writeFileSync(unfinished, explanation(name), { mode: 0o755 });
    renameSync(unfinished, plugin);
  }
}

interface Provider {
  readonly name: string;
  readonly version: string;
}

function installedProviders(): Provider[] {
  const scope = path.join(repository, "node_modules", "@pulumi");
  return readdirSync(scope).flatMap((sdk) => {
    const { version, pulumi } = JSON.parse(readFileSync(path.join(scope, sdk, "package.json"), "utf8")) as {
      readonly version: string;
      readonly pulumi?: Partial<Provider> & { readonly resource?: boolean };
    };
    return pulumi?.resource === true ? [{ name: pulumi.name ?? sdk, version: pulumi.version ?? version }] : [];
  });
}

function explanation(name: string): string {
  return `#!/bin/sh
echo "${name} of the local Azure is not attached (PULUMI_DEBUG_PROVIDERS), and the real one is kept out." >&2
exit 1
`;
}
