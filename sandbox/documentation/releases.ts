import { type Release, releaseNames, releases } from "azure-kdump-core";
import { table } from "./table";

/** What is known of each release, from the catalogue. */
export function releaseTable(): string {
  return table(
    ["`release`", "Status", "Generations", "kdump", "cloud-init", "Left alone", "The recipe is"],
    releaseNames.map((name) => {
      const release: Release = releases[name];
      return [
        `\`${name}\``,
        release.endOfLife === undefined ? release.status : `${release.status} since ${release.endOfLife}`,
        generationsOf(release),
        `\`${release.unit}\`, ${release.dialect}`,
        release.cloudInit,
        stockOf(release),
        release.evidence.recipe,
      ];
    }),
  );
}

/** The marketplace images, and how sure their names are. */
export function imageTable(): string {
  return table(
    ["`release`", "Image", "Generation", "Disk controllers", "Trusted Launch", "The name is"],
    releaseNames.flatMap((name) => {
      const { images }: Release = releases[name];
      return images.map(({ reference, architecture, generation, diskControllers, trustedLaunch, evidence }) => [
        `\`${name}\``,
        `\`${reference.publisher}:${reference.offer}:${reference.sku}\``,
        `${generation}, ${architecture}`,
        diskControllers.join(", "),
        trustedLaunch ? "yes" : "no",
        evidence,
      ]);
    }),
  );
}

function generationsOf({ generations }: Release): string {
  return Object.entries(generations)
    .map(([architecture, numbers]) => `${architecture} ${numbers.join(" and ")}`)
    .join("; ");
}

/** What the image does about a panic before anybody hardens it. */
function stockOf({ stock: { panicTimeoutSeconds, crashkernel, kdumpEnabled } }: Release): string {
  const panic =
    panicTimeoutSeconds === 0
      ? "hangs"
      : panicTimeoutSeconds < 0
        ? "reboots at once"
        : `reboots after ${panicTimeoutSeconds} s`;
  const kdump = kdumpEnabled === undefined ? "kdump unknown" : kdumpEnabled ? "kdump enabled" : "no kdump";
  return [panic, kdump, ...(crashkernel === undefined ? [] : [`\`crashkernel=${crashkernel}\``])].join("; ");
}
