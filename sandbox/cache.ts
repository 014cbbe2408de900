import { readdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { isRunning } from "./child";

/** What is built once for all clones of this user is kept here, outside of them. */
export function cacheFolder(): string {
  return path.join(process.env["XDG_CACHE_HOME"] || path.join(homedir(), ".cache"), "azure-kdump");
}

/** The name under which this process builds something, until it is complete and gets its own. */
export function unfinishedName(name: string): string {
  return `${name}.${process.pid}.unfinished`;
}

/** Removes what builds in this folder left behind that were killed. */
export function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /\.(\d+)\.unfinished$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}
