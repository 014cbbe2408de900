import { createHash } from "node:crypto";
import type { CrashDumpSettings } from "../options";
import type { Recipe } from "../platform";
import { type GuestFile, stateDirectory } from "./shell";

/** What a script of ours was made from: enough to make it again, byte for byte. */
export interface HardeningRecord {
  readonly revision: number;
  readonly platform: Recipe;
  readonly settings: CrashDumpSettings;
}

const prefix = "# azure-kdump ";

/** The second line of both scripts. */
export function recordLine(record: HardeningRecord): string {
  return prefix + JSON.stringify(record);
}

/**
 * What the two scripts configured, as JSON in the guest: what a verification compares the running system with, without
 * knowing any recipe. `files` are SHA-256 digests in hexadecimal, by path.
 */
export function recordFile(
  record: HardeningRecord,
  kdump: { readonly unit: string; readonly packages: readonly string[]; readonly kdumpConfiguration: string },
  files: readonly GuestFile[],
): GuestFile {
  const digests = files.map(({ path, content }) => [path, createHash("sha256").update(content).digest("hex")]);
  return {
    path: `${stateDirectory}/record.json`,
    content: `${JSON.stringify({ ...record, ...kdump, files: Object.fromEntries(digests) as unknown })}\n`,
    mode: "0644",
  };
}

/** The record in a script's second line; undefined where there is none. What it says is not to be trusted yet. */
export function recordOf(script: string): HardeningRecord | undefined {
  const line = script.split("\n", 2)[1];
  if (!line?.startsWith(prefix)) return undefined;
  try {
    const record = JSON.parse(line.slice(prefix.length)) as unknown;
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is HardeningRecord {
  return (
    typeof value === "object" &&
    value !== null &&
    "revision" in value &&
    "platform" in value &&
    typeof value.platform === "object" &&
    value.platform !== null &&
    "settings" in value &&
    typeof value.settings === "object" &&
    value.settings !== null
  );
}
