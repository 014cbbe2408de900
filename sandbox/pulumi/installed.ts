import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { capture } from "../child";
import { engineEnvironment } from "../engine";
import { findOnPath, isExecutable } from "../executables";
import type { SandboxPaths } from "../paths";
import { cliVersion } from "./build";
import type { PulumiCli } from "./index";
import { isAtLeast } from "./versions";

/** The CLI the user has, or undefined. One that cannot be used is passed over, and `report` is told why. */
export async function findInstalledCli(
  paths: SandboxPaths,
  report: (message: string) => void,
): Promise<PulumiCli | undefined> {
  for (const { executable, origin } of candidates()) {
    const answer = await inspect(executable, paths);
    if (answer.version !== undefined) return { executable, root: rootOf(executable), version: answer.version, origin };
    report(`${executable} is passed over: ${answer.problem}`);
  }
  return undefined;
}

type Candidate = Pick<PulumiCli, "executable" | "origin">;

function candidates(): Candidate[] {
  const onPath = findOnPath("pulumi");
  const inHome = path.join(homedir(), ".pulumi", "bin", "pulumi");
  return [
    ...(onPath === undefined ? [] : [{ executable: onPath, origin: "PATH" as const }]),
    ...(inHome === onPath || !isExecutable(inHome) ? [] : [{ executable: inHome, origin: "home" as const }]),
  ];
}

type Inspection =
  | { readonly version: string; readonly problem?: undefined }
  | { readonly version?: undefined; readonly problem: string };

async function inspect(executable: string, paths: SandboxPaths): Promise<Inspection> {
  const real = realpathSync(executable);
  // The npm package `pulumi` holds no CLI: started, it downloads one.
  if (real.split(path.sep).includes("node_modules")) return { problem: "it is npm's wrapper, which holds no CLI" };
  if (!isExecutable(path.join(path.dirname(real), "pulumi-language-nodejs")))
    return { problem: "it has no pulumi-language-nodejs beside it, so it cannot run Node programs" };
  const answer = await capture(executable, ["version"], { env: engineEnvironment(paths, {}), timeout: 20_000 });
  const version = /^v(\d+)\.\d+\.\d+\S*/.exec(answer.stdout.trim());
  if (answer.code !== 0 || version === null)
    return { problem: `"pulumi version" answered ${JSON.stringify(answer.stdout.trim())}` };
  return version[1] === "3" && isAtLeast(version[0], cliVersion)
    ? { version: version[0].slice(1) }
    : { problem: `it is ${version[0]}, and Pulumi 3 from ${cliVersion} on is needed` };
}

function rootOf(executable: string): string | undefined {
  const folder = path.dirname(executable);
  return path.basename(folder) === "bin" ? path.dirname(folder) : undefined;
}
