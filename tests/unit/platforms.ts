import { type Platform, releaseNames } from "azure-kdump-core";

/** Every platform that has a recipe. */
export const platforms: readonly Platform[] = releaseNames.flatMap((release) =>
  ([1, 2] as const).map((generation) => ({ release, architecture: "x64" as const, generation })),
);

export function titleOf({ release, architecture, generation }: Platform): string {
  return `${release} ${architecture} generation ${generation}`;
}

export const debian: Platform = { release: "debian-12", architecture: "x64", generation: 2 };
export const ubuntu: Platform = { release: "ubuntu-24.04", architecture: "x64", generation: 2 };
export const centos: Platform = { release: "centos-7", architecture: "x64", generation: 2 };
export const alma: Platform = { release: "almalinux-9", architecture: "x64", generation: 2 };

export function encoded(userData: string | Buffer): string {
  return Buffer.from(userData).toString("base64");
}
