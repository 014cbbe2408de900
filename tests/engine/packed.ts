import assert from "node:assert/strict";
import { repository } from "azure-kdump-sandbox";
import { run } from "./command";

/** Packs the policy pack and what it needs as npm would publish them; returns the tarballs' names in the folder. */
export async function packed(folder: string): Promise<readonly string[]> {
  const command = [
    "npm",
    "pack",
    "--silent",
    "--pack-destination",
    folder,
    "-w",
    "crashdump",
    "-w",
    "policies",
  ] as const;
  const { code, output } = await run(command, { cwd: repository });
  assert.equal(code, 0, output);
  const tarballs = output.split("\n").filter((line) => line.endsWith(".tgz"));
  assert.equal(tarballs.length, 2);
  return tarballs;
}
