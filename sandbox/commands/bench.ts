import * as path from "node:path";
import { foreground } from "../child";
import { repository } from "../paths";

/** Prints how what we do compares with the same work done by hand. */
export function bench(): Promise<number> {
  return foreground(process.execPath, [path.join(repository, "bench", "bin", "assess.js")], { cwd: repository });
}
