import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import * as path from "node:path";
import { isRunning } from "./child";
import type { SandboxPaths } from "./paths";

/**
 * Removes the locks of Pulumi processes that are gone: one that was killed leaves its lock on the stack, and every
 * later run would fail until `pulumi cancel`. The lock names its process (pkg/backend/diy/lock.go).
 */
export function removeDeadLocks(paths: SandboxPaths): void {
  const folder = path.join(paths.backend, ".pulumi", "locks");
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".json")) continue;
    const file = path.join(folder, name);
    if (isDead(file)) rmSync(file, { force: true });
  }
}

function isDead(lock: string): boolean {
  try {
    const { pid, hostname: host } = JSON.parse(readFileSync(lock, "utf8")) as { pid: number; hostname: string };
    return host === hostname() && !isRunning(pid);
  } catch {
    return false; // Being written or removed just now.
  }
}
