import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { abandonedIn, cacheFolder, unfinishedName } from "../cache";
import { capture } from "../child";
import { Failure } from "../failure";
import { type Interruption, watchForInterruption } from "../interruption";
import { repository } from "../paths";
import { startProgress } from "../progress";
import { isAtLeast } from "./versions";

/** What is built, and the oldest CLI that will do. `cli/go.mod` pins the same version. */
export const cliVersion = "3.259.0";

/** The oldest Go that builds it: the `go` line of `cli/go.mod`, which is Pulumi's own. */
export const goVersion = "1.25.11";

const goModule = path.join(repository, "sandbox", "pulumi", "cli");
const mainPackage = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

// The flags of Pulumi's own release build (.goreleaser.yml there), without cgo's user lookup and gRPC's tracing.
// Without the last one `pulumi version` is empty.
const flags = ["-mod=readonly", "-trimpath", "-tags", "osusergo,grpcnotrace"];
const linkerFlags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${cliVersion}`;

/** The CLI built earlier, for all clones of this user, or undefined. */
export function builtCli(): string | undefined {
  return existsSync(cached()) ? cached() : undefined;
}

/** Builds the CLI with Go and returns its path. Interrupted or failed, it leaves nothing behind. */
export async function buildCli(go: string): Promise<string> {
  const folder = path.dirname(cached());
  mkdirSync(folder, { recursive: true });
  for (const file of abandonedIn(folder)) rmSync(file, { force: true });
  const unfinished = path.join(folder, unfinishedName("pulumi"));
  const interruption = watchForInterruption("Pulumi was not built. What Go compiled so far is kept for next time.");
  const progress = startProgress(`Building Pulumi ${cliVersion} with Go, once: reading modules`);
  try {
    const packages = await listPackages(go, progress.update, interruption);
    await compile(go, unfinished, packages, progress.update, interruption);
    // In one step: two builds at once both succeed, and nobody ever sees half a binary.
    renameSync(unfinished, cached());
    progress.done(`Built Pulumi ${cliVersion}: ${cached()}`);
  } finally {
    progress.stop();
    interruption.stop();
    rmSync(unfinished, { force: true });
  }
  return cached();
}

/** The Go command, or what was found in its place. */
export async function findGo(): Promise<
  { readonly command: string } | { readonly command?: undefined; readonly found: string }
> {
  let found = "there is no Go";
  // The second is where Go's own installer puts it; a shell started before that does not have it on PATH.
  for (const command of ["go", "/usr/local/go/bin/go"]) {
    // In the module's folder Go answers with the version it would build with, its own or one it may fetch.
    const answer = await capture(command, ["env", "GOVERSION"], { cwd: goModule, env: goEnvironment() }).catch(
      () => undefined,
    );
    if (answer === undefined) continue;
    if (answer.code === 0 && isAtLeast(answer.stdout, goVersion)) return { command };
    const own = await capture(command, ["version"], { cwd: path.parse(goModule).root });
    found = `Go is too old (${own.stdout.trim()})`;
  }
  return { found };
}

function cached(): string {
  return path.join(cacheFolder(), "pulumi", `v${cliVersion}`, `${process.platform}-${process.arch}`, "pulumi");
}

async function listPackages(go: string, update: (text: string) => void, interruption: Interruption): Promise<number> {
  let downloaded = 0;
  const listed = await capture(go, ["list", ...flags, "-deps", mainPackage], {
    cwd: goModule,
    env: goEnvironment(),
    onStderr: (line) => {
      if (line.startsWith("go: downloading"))
        update(`Building Pulumi ${cliVersion}: ${++downloaded} modules downloaded`);
    },
  });
  interruption.check();
  if (listed.code !== 0) throw failed("list its packages", listed.stderr);
  return listed.stdout.trim().split("\n").length;
}

async function compile(
  go: string,
  target: string,
  packages: number,
  update: (text: string) => void,
  interruption: Interruption,
): Promise<void> {
  let started = 0;
  const built = await capture(go, ["build", "-v", ...flags, "-ldflags", linkerFlags, "-o", target, mainPackage], {
    cwd: goModule,
    env: goEnvironment(),
    onStderr: (line) => {
      if (!/^[\w./-]+$/.test(line)) return;
      started++;
      // The main package is compiled last; what follows has no name of its own.
      const step = line === mainPackage ? "linking" : `compiling, ${started} of at most ${packages} packages`;
      update(`Building Pulumi ${cliVersion}: ${step}`);
    },
  });
  interruption.check();
  if (built.code !== 0) throw failed("build it", built.stderr);
}

function failed(step: string, log: string): Failure {
  const file = path.join(path.dirname(cached()), "build.log");
  writeFileSync(file, log);
  const lines = log.trim().split("\n");
  return new Failure(
    `Pulumi ${cliVersion} was not built: Go could not ${step} (${lines.at(-1)}); all it said is in ${file}.`,
  );
}

/** An enclosing workspace or a default of the user's would change what is built. */
function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GOWORK: "off", GOOS: "", GOARCH: "" };
}
