import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Captured, capture } from "./child";
import { debianMirror } from "./debian-mirror";
import { findOnPath } from "./executables";
import { Failure } from "./failure";
import { startProgress } from "./progress";

/**
 * Makes sure that what these Debian packages are wanted for is there. Installs what is missing only as root or in CI:
 * the system is the user's.
 *
 * @param wanted Package → the command it is wanted for, or the file, by its absolute path.
 * @throws Failure whose message is the command to run.
 */
export async function ensureDebianPackages(wanted: Readonly<Record<string, string>>): Promise<void> {
  const missing = Object.keys(wanted).filter((name) => !isThere(wanted[name] ?? name));
  if (missing.length === 0) return;
  const install = ["install", "-y", "--no-install-recommends", ...missing];
  const apt = aptGet();
  if (apt === undefined) throw new Failure(missingMessage(missing, install));
  const progress = startProgress(`Installing ${missing.join(", ")}`);
  try {
    for (const args of [["update"], install]) check(args, await runApt(apt, args));
    progress.done(`Installed ${missing.join(", ")}`);
  } finally {
    progress.stop();
  }
}

/** A release of Debian other than the system's own. */
export type DebianRelease = "bullseye" | "trixie";

/**
 * Downloads these Debian packages, in the versions this system would install, and unpacks them under `folder` without
 * installing anything. What they depend on is not followed: name it. Returns the root they are unpacked in, which is
 * the same at every call until a version changes.
 *
 * @param release Whose packages instead of the system's. Its package lists are kept under `folder`.
 */
export async function unpackDebianPackages(
  names: readonly string[],
  folder: string,
  release?: DebianRelease,
): Promise<string> {
  if (!isOnPath("apt-get")) throw new Failure(`${names.join(", ")} cannot be unpacked: this system has no apt-get.`);
  const apt = release === undefined ? systemApt() : await releaseApt(release, folder);
  const versions = await candidateVersions(apt, names);
  const key = createHash("sha256").update(JSON.stringify(versions)).digest("hex").slice(0, 12);
  const root = path.join(folder, `${names[0]}-${key}`);
  if (existsSync(root)) return root;
  mkdirSync(folder, { recursive: true });
  const unfinished = mkdtempSync(path.join(folder, "unfinished-"));
  try {
    await unpack(apt, versions, unfinished);
    renameSync(path.join(unfinished, "root"), root);
  } catch (error) {
    if (!existsSync(root)) throw error; // Else another run was first, with the same result.
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return root;
}

/** The keys of Debian's archive: the system's, or unpacked under `folder`. */
export async function debianKeyring(folder: string): Promise<string> {
  const keyring = "usr/share/keyrings/debian-archive-keyring.gpg";
  const root = existsSync(`/${keyring}`) ? "/" : await unpackDebianPackages(["debian-archive-keyring"], folder);
  return path.join(root, keyring);
}

function missingMessage(missing: readonly string[], install: readonly string[]): string {
  const what = missing.join(", ");
  return isOnPath("apt-get")
    ? `${what} ${missing.length === 1 ? "is" : "are"} missing; run: sudo apt-get ${install.join(" ")}`
    : `${what} ${missing.length === 1 ? "is" : "are"} missing; install with this system's package manager.`;
}

/** How apt-get may be called here: undefined when it may not. */
function aptGet(): readonly string[] | undefined {
  if (!isOnPath("apt-get")) return undefined;
  if (process.getuid?.() === 0) return ["apt-get"];
  return process.env["CI"] === "true" && isOnPath("sudo") ? ["sudo", "-n", "apt-get"] : undefined;
}

function runApt(
  [command = "", ...prefix]: readonly string[],
  args: readonly string[],
  cwd?: string,
): Promise<Captured> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Its own download user cannot write to folders of ours; without this it says so and goes on as root anyway.
  return capture(command, [...prefix, "-o", "APT::Sandbox::User=root", ...args], { env, cwd });
}

function check(args: readonly string[], { code, stderr }: Captured): void {
  if (code === 0) return;
  const reason =
    stderr
      .trim()
      .split("\n")
      .findLast((line) => line.startsWith("E:")) ?? `exit code ${code}`;
  throw new Failure(`"apt-get ${args.join(" ")}" failed: ${reason}`);
}

/** Where apt looks for packages, and how its lists may be updated: undefined when they may not. */
interface Apt {
  readonly options: readonly string[];
  readonly update: readonly string[] | undefined;
}

function systemApt(): Apt {
  return { options: [], update: aptGet() };
}

/** apt with lists of its own, which need no rights and leave the system's alone. */
async function releaseApt(release: DebianRelease, folder: string): Promise<Apt> {
  const state = path.join(folder, `apt-${release}`);
  mkdirSync(path.join(state, "lists/partial"), { recursive: true });
  const sources = path.join(state, "debian.sources");
  const signedBy = await debianKeyring(folder);
  const mirror = await debianMirror();
  writeFileSync(sources, `Types: deb\nURIs: ${mirror}\nSuites: ${release}\nComponents: main\nSigned-By: ${signedBy}\n`);
  const settings = {
    "Dir::Etc::SourceList": sources,
    "Dir::Etc::SourceParts": "/dev/null",
    "Dir::State::Lists": path.join(state, "lists"),
    // What this system has installed is no candidate of another release.
    "Dir::State::status": "/dev/null",
    "Dir::Cache": state,
  };
  return {
    options: Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]),
    update: ["apt-get"],
  };
}

type Versions = Readonly<Record<string, string>>;

async function candidateVersions(apt: Apt, names: readonly string[]): Promise<Versions> {
  const known = await readCandidates(apt, names);
  if (names.every((name) => known[name] !== undefined)) return known;
  await updateLists(apt, names);
  const updated = await readCandidates(apt, names);
  const unknown = names.filter((name) => updated[name] === undefined);
  if (unknown.length > 0)
    throw new Failure(`apt knows no package ${unknown.join(", ")}: check the name and apt's sources.`);
  return updated;
}

async function readCandidates({ options }: Apt, names: readonly string[]): Promise<Versions> {
  const policy = await capture("apt-cache", [...options, "policy", ...names], { env: { ...process.env, LC_ALL: "C" } });
  const found = policy.stdout.matchAll(/^(\S+):\n(?: {2}.*\n)*? {2}Candidate: (\S+)$/gm);
  return Object.fromEntries([...found].filter((m) => m[2] !== "(none)").map((m) => [m[1] ?? "", m[2] ?? ""]));
}

async function updateLists({ options, update }: Apt, names: readonly string[]): Promise<void> {
  if (update === undefined)
    throw new Failure(`apt's package lists are needed for ${names.join(", ")}; run: sudo apt-get update`);
  check(["update"], await runApt(update, [...options, "update"]));
}

async function unpack(apt: Apt, versions: Versions, folder: string): Promise<void> {
  const wanted = Object.entries(versions).map(([name, version]) => `${name}=${version}`);
  const args = [...apt.options, "download", ...wanted];
  let downloaded = await runApt(["apt-get"], args, folder);
  if (downloaded.code !== 0 && apt.update !== undefined) {
    // Mirrors drop a version once it is superseded, and old lists still name it.
    await updateLists(apt, Object.keys(versions));
    downloaded = await runApt(["apt-get"], args, folder);
  }
  check(args, downloaded);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
    const unpacked = await capture("dpkg-deb", ["-x", file, "root"], { cwd: folder });
    if (unpacked.code !== 0) throw new Failure(`"dpkg-deb -x ${file}" failed: ${unpacked.stderr.trim()}`);
  }
}

function isThere(commandOrFile: string): boolean {
  return path.isAbsolute(commandOrFile) ? existsSync(commandOrFile) : isOnPath(commandOrFile);
}

function isOnPath(command: string): boolean {
  return findOnPath(command) !== undefined;
}
