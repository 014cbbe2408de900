import { writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Run } from "./run";

/** Makes a flat repository, which `deb … ./` reads, of a folder of packages. */
export async function indexArchive(folder: string, run: Run): Promise<void> {
  // In this order: Release holds the digests of Packages.
  for (const name of ["Packages", "Release"]) {
    const content = await run(["apt-ftparchive", name.toLowerCase(), "."], { cwd: folder });
    writeFileSync(path.join(folder, name), content);
  }
}

/** Package → version, of an archive's Packages or dpkg's status. */
export function packageVersions(stanzas: string): Readonly<Record<string, string>> {
  const packages = stanzas.trim().split("\n\n");
  return Object.fromEntries(packages.map((stanza) => [field(stanza, "Package"), field(stanza, "Version")]));
}

function field(stanza: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, "m").exec(stanza)?.[1] ?? "";
}
