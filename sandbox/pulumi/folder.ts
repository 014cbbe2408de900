import { copyFileSync, linkSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/**
 * Puts a built CLI and a language host for it side by side in `folder/bin`. They cannot share the cache: the binary is
 * one for all clones, the host is part of this one. And Pulumi looks for the host beside its own executable after
 * following symbolic links (GetPluginPath in sdk/go/common/workspace/plugins.go), so the CLI is a hard link.
 */
export function cliFolder(folder: string, binary: string): { readonly executable: string; readonly root: string } {
  const bin = path.join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  const executable = path.join(bin, "pulumi");
  if (!isSame(executable, binary)) replace(executable, (unfinished) => linkOrCopy(binary, unfinished));
  replace(path.join(bin, "pulumi-language-nodejs"), (unfinished) =>
    writeFileSync(unfinished, languageHost(), { mode: 0o755 }),
  );
  return { executable, root: folder };
}

/** A link is the same file; a copy is younger than what it was made from, until that is built anew. */
function isSame(file: string, original: string): boolean {
  const [a, b] = [statSync(file, { throwIfNoEntry: false }), statSync(original)];
  return a !== undefined && a.size === b.size && ((a.dev === b.dev && a.ino === b.ino) || a.mtimeMs > b.mtimeMs);
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to); // The cache is on another file system.
  }
}

/** In one step, because a Pulumi of another run may be starting from here. */
function replace(file: string, make: (unfinished: string) => void): void {
  const unfinished = `${file}.${process.pid}`;
  rmSync(unfinished, { force: true });
  make(unfinished);
  renameSync(unfinished, file);
  // Renaming a hard link onto another link of the same file does nothing, and leaves both (rename(2)).
  rmSync(unfinished, { force: true });
}

function languageHost(): string {
  const quoted = [process.execPath, path.join(__dirname, "language-host.js")].map(
    (word) => `'${word.replaceAll("'", `'\\''`)}'`,
  );
  return `#!/bin/sh\nexec ${quoted.join(" ")} "$@"\n`;
}
