import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "azure-kdump-sandbox";
import { run } from "./command";

/** The folders of what is published. */
export type Workspace = "crashdump" | "components" | "policies";

/** Packs these as npm would publish them; returns the tarballs' names in the folder, in the same order. */
export async function packed(folder: string, ...workspaces: readonly Workspace[]): Promise<readonly string[]> {
  const wanted = workspaces.flatMap((workspace) => ["-w", workspace]);
  const { code, output } = await run(["npm", "pack", "--silent", "--pack-destination", folder, ...wanted], {
    cwd: repository,
  });
  assert.equal(code, 0, output);
  const tarballs = output.split("\n").filter((line) => line.endsWith(".tgz"));
  assert.equal(tarballs.length, workspaces.length);
  return tarballs;
}

/** The version of a package that this repository has installed: npm has fetched it before. */
export function installedVersion(name: string): string {
  const manifest = readFileSync(path.join(repository, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
