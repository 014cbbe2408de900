import * as path from "node:path";
import { foreground } from "../child";
import { repository } from "../paths";

/** Changes `crashdump/` in thousands of places and asks of each whether a test notices; options for Stryker may be given. */
export function mutation(args: readonly string[]): Promise<number> {
  const core = path.dirname(require.resolve("@stryker-mutator/core/package.json", { paths: [repository] }));
  return foreground(process.execPath, [path.join(core, "bin", "stryker.js"), "run", ...args], { cwd: repository });
}
