import { Command } from "commander";
import { api } from "./commands/api";
import { bench } from "./commands/bench";
import { destroy } from "./commands/destroy";
import { drill } from "./commands/drill";
import { docs } from "./commands/docs";
import { mutation } from "./commands/mutation";
import { preview } from "./commands/preview";
import { pulumi } from "./commands/pulumi";
import { rejected } from "./commands/rejected";
import { test, testGuests } from "./commands/test";
import { up } from "./commands/up";
import { Failure } from "./failure";
import { cases } from "./guest/drill/cases";
import { guestReleases } from "./guest/releases";

const exitCodes = `
Exit code: 0 done; 1 what is wrong was said in one sentence, or the policy pack rejected the stack; 2 a command or option
that does not exist; 3 from "rejected", when the pack did not reject; 130 interrupted while Pulumi was built; else Pulumi's or mocha's own.`;

const program = new Command("azure-kdump")
  .description("The example stack, the policy pack and the tests on a local Azure: no account, nothing to clean up.")
  .addHelpText("after", exitCodes)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program
  .command("up")
  .description("create or update the example stack, policy pack enforced")
  .option("--guests", "boot a real guest for every VM of a release that there is an image of")
  .action(ends(up));
program.command("preview").description("show what up would do").action(ends(preview));
program.command("destroy").description("delete what up created").action(ends(destroy));
program
  .command("rejected")
  .description("try to create unhardened VMs, which the policy pack rejects")
  .option("--picture <file>", "draw what was rejected, and why, as SVG")
  .action(ends(rejected));
program
  .command("pulumi")
  .description('run any Pulumi command on the example stack: "pulumi stack", "pulumi refresh --yes"')
  .argument("[args...]", "the command and its options")
  .allowUnknownOption()
  .helpOption(false)
  .action(ends(pulumi));
program
  .command("drill")
  .description("deploy a hardened VM on a real guest, crash it, and see it come back with a dump")
  .option("--release <name>", `${Object.keys(guestReleases).join(", ")}, or "all"`, "debian-12")
  .option("--case <name...>", `${Object.keys(cases).join(", ")}, or "all"`, ["dump"])
  .option("--record", "keep the results in docs/evidence.json")
  .action(ends(drill));
program
  .command("bench")
  .description("compare what we do with the same work done by hand")
  .argument(
    "[names...]",
    "assess, policies, fleet (ten minutes), guests (three quarters of an hour); default all but guests",
  )
  .action(ends(bench));
program.command("api").description("write what the packages offer into docs/api/").action(ends(api));
program
  .command("docs")
  .description("write the tables in docs/ from the code, and all documentation as a site")
  .action(ends(docs));
program
  .command("mutation")
  .description("change the crash-dump domain in thousands of places, and see which changes no test notices")
  .argument("[args...]", "parts, default all, and options for Stryker: shell --mutate crashdump/shell/sed.ts")
  .allowUnknownOption()
  .helpOption(false)
  .action(ends(mutation));
program
  .command("test")
  .description("run the tests that need no guest")
  .argument("[args...]", "options and files for mocha: --grep x")
  .allowUnknownOption()
  .action(ends(test));
program
  .command("test:guest")
  .description("run the tests that crash real guests: half an hour")
  .argument("[args...]", "options and files for mocha: --grep x")
  .allowUnknownOption()
  .action(ends(testGuests));

program.parseAsync().catch((error: unknown) => {
  if (error instanceof Failure) {
    console.error(error.message);
    process.exit(error.exitCode);
  }
  console.error(`azure-kdump: unexpected: ${String(error)}. AZURE_KDUMP_DEBUG=1 shows where.`);
  if (process.env["AZURE_KDUMP_DEBUG"]) console.error(error);
  process.exit(1);
});

/** A command returns the exit code. Exits at once: a provider's idle connection is no reason to stay. */
function ends<Args extends unknown[]>(command: (...args: Args) => Promise<number>): (...args: Args) => Promise<void> {
  return async (...args) => process.exit(await command(...args));
}
