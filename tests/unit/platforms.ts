import { type Platform, releaseNames, releases } from "azure-kdump-core";

/** KB2858695's own case: the one host that needs the one file. */
export const oldHyperV: Platform = {
  release: "centos-6",
  architecture: "x64",
  generation: 1,
  hyperVHost: "before-2012-r2",
};

/** Every platform that has a recipe. */
export const platforms: readonly Platform[] = [
  ...releaseNames.flatMap((release) =>
    (["x64", "arm64"] as const).flatMap((architecture) =>
      (releases[release].generations[architecture] ?? []).map((generation) => ({ release, architecture, generation })),
    ),
  ),
  oldHyperV,
];

export function titleOf({ release, architecture, generation, hyperVHost }: Platform): string {
  const host = hyperVHost === "before-2012-r2" ? " on Hyper-V before 2012 R2" : "";
  return `${release} ${architecture} generation ${generation}${host}`;
}

export const debian: Platform = { release: "debian-12", architecture: "x64", generation: 2 };
export const ubuntu: Platform = { release: "ubuntu-24.04", architecture: "x64", generation: 2 };
export const centos: Platform = { release: "centos-7", architecture: "x64", generation: 2 };
export const alma: Platform = { release: "almalinux-9", architecture: "x64", generation: 2 };
export const centos6: Platform = { release: "centos-6", architecture: "x64", generation: 1 };

export function encoded(userData: string | Buffer): string {
  return Buffer.from(userData).toString("base64");
}
