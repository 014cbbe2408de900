// What `npm start` and `npm test` run first. Nothing is installed yet, so it is plain JavaScript without dependencies,
// for the Node 20 of a plain machine; everything after it runs on the toolchain's own Node.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(repository, "node_modules");

try {
  refuseOldNode();
  await install();
  const node = toolchainNode();
  process.exitCode =
    (await build(node)) ||
    (await run(node, [path.join(repository, "sandbox", "bin", "main.js"), ...process.argv.slice(2)]));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function refuseOldNode() {
  if (Number(process.versions.node.split(".")[0]) >= 20) return;
  throw new Error(
    `Node ${process.versions.node} is too old to set this up: install Node 20 or newer (https://nodejs.org).`,
  );
}

/** Does nothing when node_modules was made, to the end, from this package-lock.json. */
async function install() {
  const made = path.join(modules, ".azure-kdump-lock");
  const lock = createHash("sha256")
    .update(readFileSync(path.join(repository, "package-lock.json")))
    .digest("hex");
  if (existsSync(made) && readFileSync(made, "utf8") === lock) return;
  // Gone before npm begins and back after it ends: an installation cut short is one that is not there.
  rmSync(made, { force: true });
  console.error("Installing npm packages, once (a minute or two)");
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const sign = process.stderr.isTTY
    ? undefined
    : setInterval(() => console.error(`Installing npm packages (${seconds()} s)`), 15_000);
  // Only errors: under Node 20 npm warns of every package that wants 22, and those run on the toolchain's Node. No
  // scripts: no package here needs one to work, and our own build follows.
  const code = await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).finally(() =>
    clearInterval(sign),
  );
  if (code !== 0) throw new Error(`"npm ci" failed with exit code ${code}; what it said is above.`);
  mkdirSync(modules, { recursive: true });
  writeFileSync(made, lock);
  console.error(`Installed npm packages (${seconds()} s)`);
}

async function npm(args) {
  try {
    return await run("npm", args, process.env);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error("npm was not found: install Node 20 or newer with npm (https://nodejs.org) and have both on PATH.");
  }
}

/** Node from npm's platform packages where there is one for this platform, so that all machines run the same. */
function toolchainNode() {
  const installed = path.join(modules, ".bin", "node");
  if (existsSync(installed)) return installed;
  const [major, minor] = process.versions.node.split(".").map(Number);
  // From 22.12 on, CommonJS can load ES modules, which some dependencies are.
  if (major > 22 || (major === 22 && minor >= 12)) return process.execPath;
  throw new Error(
    `Node ${process.versions.node} is too old to run this, and npm has no Node for ${process.platform}-${process.arch} in this project: install Node 22.12 or newer (https://nodejs.org).`,
  );
}

function build(node) {
  return run(node, [path.join(modules, "typescript", "bin", "tsc"), "--build", repository]);
}

/** The exit code of a program on this terminal, with the toolchain's Node and commands first on its PATH. */
function run(
  command,
  args,
  env = { ...process.env, PATH: [path.join(modules, ".bin"), process.env.PATH].join(path.delimiter) },
) {
  const child = spawn(command, args, { cwd: repository, env, stdio: "inherit" });
  // On a terminal Ctrl-C reached the child already, and a second one means something else to Pulumi (see child.ts).
  const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const interrupt = () => onTerminal || child.kill("SIGINT");
  const terminate = () => child.kill("SIGTERM");
  process.on("SIGINT", interrupt).on("SIGTERM", terminate);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  }).finally(() => process.off("SIGINT", interrupt).off("SIGTERM", terminate));
}
