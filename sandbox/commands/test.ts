import { globSync } from "node:fs";
import * as path from "node:path";
import { foreground } from "../child";
import { withoutCredentials } from "../engine";
import { ensureGuestTools } from "../guest/tools";
import { repository } from "../paths";
import { resolveCli } from "../pulumi";

/** For a test that sets no timeout of its own. Mocha's default of 2 s is too little for a property on a busy machine. */
const milliseconds = "20000";

/** Runs the tests that need no guest; options and files for mocha may be given. */
export async function test(args: readonly string[]): Promise<number> {
  // The engine's tests need it. Built here, the minutes it takes the first time are not a test that hangs.
  await resolveCli();
  return mocha((spec) => !spec.startsWith("guest/"), args);
}

/** Runs the tests that crash real guests: half an hour. */
export async function testGuests(args: readonly string[]): Promise<number> {
  await ensureGuestTools();
  await resolveCli();
  return mocha((spec) => spec.startsWith("guest/"), args);
}

/** Runs those of the tests that have a source, compiled. */
function mocha(wanted: (spec: string) => boolean, args: readonly string[]): Promise<number> {
  const tests = path.join(repository, "tests");
  const program = require.resolve("mocha/bin/mocha.js", { paths: [repository] });
  // From the sources, because the compiler leaves behind what it made from a file that is gone.
  const specs = globSync("**/*.spec.ts", { cwd: tests, exclude: ["bin"] })
    .filter(wanted)
    .sort();
  const compiled = specs.map((spec) => path.join(tests, "bin", spec.replace(/\.ts$/, ".js")));
  const reporter = path.join(tests, "bin", "reporter.js");
  const options = ["--no-config", "--timeout", milliseconds, "--reporter", reporter];
  return foreground(
    process.execPath,
    ["--enable-source-maps", program, ...options, ...args, ...compiled],
    // The Automation API adds to the environment it runs in, so what is to be kept from Pulumi must not be in there.
    { cwd: repository, env: withoutCredentials(process.env) },
  );
}
