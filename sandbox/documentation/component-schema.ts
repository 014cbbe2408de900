import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { capture } from "../child";
import { engineEnvironment } from "../engine";
import { Failure } from "../failure";
import { sandboxPaths } from "../paths";
import { resolveCli } from "../pulumi";

/** What other languages see of the component package in a folder, by `pulumi package get-schema`; less its version. */
export async function componentSchema(folder: string): Promise<string> {
  const { executable } = await resolveCli();
  const home = mkdtempSync(path.join(tmpdir(), "azure-kdump-schema-"));
  try {
    const { code, stdout, stderr } = await capture(executable, ["package", "get-schema", folder], {
      cwd: home,
      env: engineEnvironment(sandboxPaths(home), {}),
    });
    if (code !== 0) throw new Failure(`"pulumi package get-schema ${folder}" failed: ${stderr.trim()}`);
    return `${JSON.stringify({ ...JSON.parse(stdout), version: undefined }, undefined, 2)}\n`;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
