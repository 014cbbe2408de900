/** What tests use of the local Azure. */
export { workspaceOn } from "./automation";
export { engineEnvironment, withoutCredentials } from "./engine";
export { Failure } from "./failure";
export { ensureDebianPackages, unpackDebianPackages } from "./packages";
export { repository, type SandboxPaths, sandboxPaths } from "./paths";
export { type LocalAzure, startLocalAzure } from "./providers";
export { type PulumiCli, type ResolveCliOptions, resolveCli } from "./pulumi";
