import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { occupyPluginFolders } from "./placeholders";
import type { SandboxPaths } from "./paths";

/**
 * The environment of a `pulumi` that talks to the local Azure and cannot talk to the real one: no credentials, no
 * provider but those attached, and no way to get another.
 *
 * @param ports The port each attached provider listens on: `{ "azure-native": 40123 }`.
 */
export function engineEnvironment(
  paths: SandboxPaths,
  ports: Readonly<Record<string, number>>,
): Record<string, string> {
  const attached = Object.entries(ports).map(([provider, port]) => `${provider}:${port}`);
  for (const folder of [paths.pulumiHome, paths.backend]) mkdirSync(folder, { recursive: true });
  occupyPluginFolders(paths);
  return {
    ...withoutCredentials(process.env),
    // Pulumi's own language host runs whatever `node` it finds first.
    PATH: [path.dirname(process.execPath), process.env["PATH"]].filter(Boolean).join(path.delimiter),
    PULUMI_HOME: paths.pulumiHome,
    PULUMI_BACKEND_URL: pathToFileURL(paths.backend).href,
    // Encrypts nothing worth hiding: the VMs of a local Azure are not reachable from anywhere.
    PULUMI_CONFIG_PASSPHRASE: "local-azure",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // These keep the real azure-native out when ours is not attached: it is not downloaded (`pulumi install` and
    // `pulumi package` heed only the second line), not taken from PATH (where sdk/go/common/workspace/plugins.go
    // prefers it), not looked up in a registry.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_PLUGIN_DOWNLOAD_URL_OVERRIDES: ".*=http://127.0.0.1:9/no-downloads-in-the-local-azure",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    // Without it azure-native and the Azure CLI fall back on the login in ~/.azure.
    AZURE_CONFIG_DIR: path.join(paths.folder, "no-azure-login"),
    ...(attached.length > 0 && { PULUMI_DEBUG_PROVIDERS: attached.join(",") }),
  };
}

/**
 * An environment less everything that can log in to Azure without being asked: azure-native's own settings, the managed
 * identity of an Azure host, the tokens GitHub Actions and Azure Pipelines give for a federated login; and less the
 * user's own settings of Pulumi.
 */
export function withoutCredentials(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(environment).filter(([name, value]) => value !== undefined && !credentials.test(name));
  return Object.fromEntries(kept) as Record<string, string>;
}

const credentials =
  /^((ARM|AZURE|AAD|PULUMI|MSI|IDENTITY|IMDS|ACTIONS_ID_TOKEN_REQUEST)_.*|SYSTEM_(ACCESSTOKEN|OIDCREQUESTURI)|servicePrincipal(Id|Key)|idToken|tenantId)$/i;
