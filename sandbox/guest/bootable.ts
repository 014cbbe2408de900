import { existsSync } from "node:fs";
import * as path from "node:path";
import { guestImage } from "./image";
import type { Network } from "./machine/hardware";
import { type GuestRelease, guestReleases } from "./releases";

/** A disk to boot, and where the guest gets packages from. */
export interface BootableImage {
  readonly disk: string;
  /** An image of the user's own gets its packages from its vendor. */
  readonly network: Network;
}

/**
 * The image of a release: the user's own `RELEASE.qcow2` in the folder that the environment variable SANDBOX_IMAGES
 * names, else one built here; or why there is none.
 */
export async function bootableImage(release: string | undefined): Promise<BootableImage | string> {
  if (release === undefined) return "its image is none of a known release";
  const folder = process.env["SANDBOX_IMAGES"];
  const own = folder === undefined ? undefined : path.resolve(folder, `${release}.qcow2`);
  if (own !== undefined && existsSync(own)) return { disk: own, network: "internet" };
  if (isGuestRelease(release)) {
    const { disk, archive } = await guestImage(release);
    return { disk, network: { folder: archive } };
  }
  const built = Object.keys(guestReleases).join(", ");
  return `there is no guest image of ${release}: images of ${built} are built here; of others put a cloud image into a folder as ${release}.qcow2, and name the folder in SANDBOX_IMAGES`;
}

function isGuestRelease(release: string): release is GuestRelease {
  return release in guestReleases;
}
