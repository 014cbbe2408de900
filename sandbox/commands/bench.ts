import * as path from "node:path";
import { foreground } from "../child";
import { withoutCredentials } from "../engine";
import { Failure } from "../failure";
import { repository } from "../paths";
import { resolveCli } from "../pulumi";

const quick = ["assess", "policies", "fleet"] as const;
const benches = [...quick, "guests"] as const;

/** Prints how what we do compares with the same work done by hand: by the benches that are named, else by those that take minutes. */
export async function bench(names: readonly string[]): Promise<number> {
  for (const name of names) {
    if (!benches.some((known) => known === name)) {
      throw new Failure(
        `there is no bench "${name}": choose of ${benches.join(", ")}, or name none for all but guests`,
      );
    }
  }
  await resolveCli();
  for (const name of names.length > 0 ? names : quick) {
    const code = await foreground(process.execPath, [path.join(repository, "bench", "bin", `${name}.js`)], {
      cwd: repository,
      env: withoutCredentials(process.env),
    });
    if (code !== 0) return code;
  }
  return 0;
}
