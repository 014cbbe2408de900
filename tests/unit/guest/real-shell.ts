import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { guestAfter, holds } from "./guests";

/** A test for each script: it prints what the real shell prints. One process runs them all, once there is a need. */
export function printsAs(shell: "sh" | "bash", scripts: readonly string[]): void {
  let printed: readonly string[] | undefined;
  for (const [index, script] of scripts.entries()) {
    it(`${shell}: ${script.replaceAll("\n", "\\n").slice(0, 100)}`, function () {
      // The first test waits for all scripts.
      this.timeout(60_000);
      printed ??= run(shell, scripts);
      assert.equal(printedByOurs(shell, script), printed[index]);
    });
  }
}

function run(shell: string, scripts: readonly string[]): readonly string[] {
  const program = scripts.map((script) => `${shell} -c ${quoted(script)} </dev/null 2>/dev/null\nprintf '\\0'\n`);
  const { stdout } = spawnSync("sh", [], {
    input: program.join(""),
    encoding: "utf8",
    env: { PATH: process.env["PATH"], LC_ALL: "C" },
  });
  return stdout.split("\0");
}

/** The script runs as a file of its own, so that its exit trap and its exit status are its own. */
function printedByOurs(shell: string, script: string): string | undefined {
  const lines = ["cat >/opt/script <<'THE_END'", script, "THE_END", `${shell} /opt/script >/tmp/out`];
  return holds("/tmp/out")(guestAfter(lines.join("\n")));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
