import * as path from "node:path";
import { Failure } from "../failure";
import { repository } from "../paths";

/**
 * Renders the pages of docs/ and the reference of the three packages into a folder, as a site to browse and search; what
 * was in it is gone. Takes a quarter of a minute. Throws where a comment or a page links to what is not there, or what is
 * exported rests on what is not.
 */
export async function writeSite(folder: string): Promise<void> {
  const { Application } = await import("typedoc");
  const sourceless = { disableGit: true, disableSources: true };
  const site = await Application.bootstrap({
    ...sourceless,
    logLevel: "Warn",
    name: "azure-kdump",
    entryPointStrategy: "packages",
    entryPoints: ["crashdump", "components", "policies"].map((name) => path.join(repository, name)),
    // The members that every Pulumi resource has are left out. Where a package differs, its typedoc.json says so.
    packageOptions: { ...sourceless, entryPoints: ["index.ts"], excludeExternals: true },
    readme: path.join(repository, "README.md"),
    projectDocuments: [path.join(repository, "docs", "*.md")],
    out: folder,
    cleanOutputDir: true,
    hideGenerator: true,
  });
  const project = await site.convert();
  if (project !== undefined) {
    site.validate(project);
    await site.generateOutputs(project);
  }
  if (site.logger.hasErrors() || site.logger.hasWarnings()) throw new Failure("The documentation has broken links.");
}
