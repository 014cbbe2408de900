import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { capture } from "../../child";
import { debianSources } from "../../debian-mirror";
import { debianKeyring } from "../../packages";
import { type GuestRelease, guestReleases } from "../releases";
import { indexArchive, packageVersions } from "./archive";
import { makeDisk } from "./disk";
import { kernelPackage } from "./packages";
import { archiveInRoot, rootArguments } from "./root";
import { asOwner, type Run } from "./run";

/** What an image's folder has when it is complete. */
export const imageFiles = { disk: "disk.qcow2", archive: "archive", versions: "versions.json" } as const;

/**
 * Builds an image.
 *
 * @param folder Does not exist yet.
 * @param say Is told each step.
 */
export async function buildImage(
  release: GuestRelease,
  folder: string,
  run: Run,
  say: (step: string) => void,
): Promise<void> {
  const root = path.join(folder, rootName);
  const archive = path.join(folder, imageFiles.archive);
  mkdirSync(folder);
  await makeRoot(release, root, run, say);
  say("indexing the archive");
  cpSync(path.join(root, archiveInRoot), archive, { recursive: true });
  await run(asOwner(["rm", "-r", path.join(root, archiveInRoot)]));
  await indexArchive(archive, run);
  say("making the disk");
  await makeDisk(root, path.join(folder, imageFiles.disk), run);
  writeFileSync(path.join(folder, imageFiles.versions), JSON.stringify(versions(root, archive)));
  await run(asOwner(["rm", "-r", root]));
}

/** Removes what there is of a build: its root's files may be another's, so its owner removes them. */
export async function removeBuild(folder: string): Promise<void> {
  const [command = "", ...args] = asOwner(["rm", "-rf", "--one-file-system", path.join(folder, rootName)]);
  await capture(command, args);
  rmSync(folder, { recursive: true, force: true });
}

const rootName = "root";

async function makeRoot(release: GuestRelease, root: string, run: Run, say: (step: string) => void): Promise<void> {
  const traits = guestReleases[release];
  const keyring = `--keyring=${await debianKeyring(path.dirname(path.dirname(root)))}`;
  const sources = await debianSources(traits.suite, traits.parts);
  const mode = `--mode=${await debootstrapMode()}`;
  await run(["mmdebstrap", mode, keyring, ...rootArguments(traits), traits.suite, root, ...sources], {
    onStderr: (line) => {
      // What it does, not the text of each script it runs.
      const step = /^I: ((?!running --)[^/]+?)(\.\.\.)?$/.exec(line)?.[1];
      if (step !== undefined) say(step);
    },
  });
}

/**
 * In a mount namespace of its own, also as root, so that its mounts are gone with it if it is killed. Root in a container
 * may have no namespaces: there nothing can be mounted either.
 */
async function debootstrapMode(): Promise<"unshare" | "root"> {
  if (process.getuid?.() !== 0) return "unshare";
  return (await capture("unshare", ["--mount", "true"])).code === 0 ? "unshare" : "root";
}

function versions(root: string, archive: string): Readonly<Record<string, string>> {
  const installed = packageVersions(readFileSync(path.join(root, "var/lib/dpkg/status"), "utf8"));
  const available = packageVersions(readFileSync(path.join(archive, "Packages"), "utf8"));
  return Object.fromEntries([
    ...[kernelPackage, "cloud-init"].map((name) => [name, installed[name] ?? ""]),
    ...["kdump-tools", "makedumpfile", "kexec-tools"].map((name) => [name, available[name] ?? ""]),
  ]) as Record<string, string>;
}
