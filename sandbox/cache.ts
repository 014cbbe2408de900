import { readdirSync } from "node:fs";
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

/** What builds in this folder left behind that were killed. */
export function abandonedIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => isAbandoned(/\.(\d+)\.unfinished$/.exec(name)?.[1]))
    .map((name) => path.join(folder, name));
}

function isAbandoned(pid: string | undefined): boolean {
  return pid !== undefined && !isRunning(Number(pid));
}
