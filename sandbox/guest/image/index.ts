import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import * as path from "node:path";
import { abandonedIn, cacheFolder, unfinishedName } from "../../cache";
import { findOnPath } from "../../executables";
import { Failure } from "../../failure";
import { watchForInterruption } from "../../interruption";
import { ensureDebianPackages } from "../../packages";
import { startProgress } from "../../progress";
import { type GuestRelease, guestReleases } from "../releases";
import { buildImage, imageFiles, removeBuild } from "./build";
import { digest, imageDefinition } from "./definition";
import { runner } from "./run";

export interface GuestImage {
  readonly release: GuestRelease;
  /** A read-only qcow2: machines write to overlays on it. Boots by BIOS, UEFI and (with keys enrolled) Secure Boot. */
  readonly disk: string;
  /** A folder that is a flat apt repository of what the guest may install; machines are given it as http://10.0.2.100/ */
  readonly archive: string;
  /** Package → version, of those that matter: kernel and cloud-init, and what a guest would install of kdump. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * The image of a release, for all clones of this user. Built at the first call, which takes minutes and a network, and
 * says on stderr what it does; interrupted or failed, a build leaves nothing behind.
 *
 * @throws Failure on a system that cannot build one.
 */
export async function guestImage(release: GuestRelease): Promise<GuestImage> {
  const folder = path.join(cacheFolder(), "guest", `${release}-${digest(imageDefinition(release))}`);
  if (!existsSync(folder)) await (underway.get(folder) ?? begin(release, folder));
  return {
    release,
    disk: path.join(folder, imageFiles.disk),
    archive: path.join(folder, imageFiles.archive),
    versions: JSON.parse(readFileSync(path.join(folder, imageFiles.versions), "utf8")) as Record<string, string>,
  };
}

/** Builds of this process. */
const underway = new Map<string, Promise<void>>();

function begin(release: GuestRelease, folder: string): Promise<void> {
  const building = build(release, folder).finally(() => underway.delete(folder));
  underway.set(folder, building);
  return building;
}

async function build(release: GuestRelease, folder: string): Promise<void> {
  if (findOnPath("apt-get") === undefined || process.arch !== "x64")
    throw new Failure("Guest images are built with apt and mmdebstrap: that takes a Debian or Ubuntu on x64.");
  await ensureDebianPackages(tools);
  const { title } = guestReleases[release];
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  for (const abandoned of abandonedIn(parent)) await removeBuild(abandoned);
  const unfinished = path.join(parent, unfinishedName(path.basename(folder)));
  const interruption = watchForInterruption(`the guest image of ${title} was not built.`);
  const progress = startProgress(`Building the guest image of ${title}, once`);
  const run = runner(`The guest image of ${title}`, path.join(parent, `${release}.log`), interruption);
  try {
    await buildImage(release, unfinished, run, (step) =>
      progress.update(`Building the guest image of ${title}: ${step}`),
    );
    publish(unfinished, folder);
    progress.done(`Built the guest image of ${title}: ${folder}`);
  } finally {
    progress.stop();
    interruption.stop();
    await removeBuild(unfinished);
  }
}

/** Package → what it is wanted for. */
const tools: Readonly<Record<string, string>> = {
  mmdebstrap: "mmdebstrap",
  // By its path, because that is on root's only.
  e2fsprogs: "/sbin/mkfs.ext4",
  mtools: "mcopy",
  "apt-utils": "apt-ftparchive",
  "qemu-utils": "qemu-img",
  // Without root, mmdebstrap works in a user namespace.
  ...(process.getuid?.() === 0 ? {} : { uidmap: "newuidmap" }),
};

/** In one step: nobody ever sees half an image. */
function publish(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // Else another build was first, with the same result.
  }
}
