import type { Architecture, Generation } from "./platform";
import type { Image, Release } from "./release";
import { almalinux } from "./releases/almalinux";
import { centos } from "./releases/centos";
import { debian } from "./releases/debian";
import { oracle } from "./releases/oracle";
import { rhel } from "./releases/rhel";
import { rocky } from "./releases/rocky";
import { ubuntu } from "./releases/ubuntu";

export type * from "./release";

const rows = { ...centos, ...rhel, ...almalinux, ...rocky, ...oracle, ...ubuntu, ...debian };

export type ReleaseName = keyof typeof rows;

/** Every release that can be hardened, as data; each row says what it rests on. */
export const releases: Readonly<Record<ReleaseName, Release>> = rows;

export const releaseNames = Object.keys(releases) as readonly ReleaseName[];

/** The marketplace image of a release for this architecture and generation, or undefined where there is none. */
export function imageOf(release: ReleaseName, architecture: Architecture, generation: Generation): Image | undefined {
  return releases[release].images.find(
    (image) => image.architecture === architecture && image.generation === generation,
  );
}
