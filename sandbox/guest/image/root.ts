import type { GuestReleaseTraits } from "../releases";
import { installBootLoader } from "./boot-loader";
import { excludedPaths, files, maskedUnits } from "./files";
import { archivePackages, installedPackages } from "./packages";

/** Where the root has what is to become the archive, while it is made. */
export const archiveInRoot = "/archive";

/** mmdebstrap's arguments for a release's root, without the suite, the target and the sources that come last. */
export function rootArguments(release: GuestReleaseTraits): readonly string[] {
  return [
    "--variant=minbase",
    "--format=directory",
    "--architectures=amd64",
    `--include=${installedPackages(release).join(",")}`,
    // Written down in the root: also true for what the guest installs.
    ...excludedPaths.map((path) => `--dpkgopt=path-exclude=${path}`),
    ...[downloadArchive, writeFiles, installBootLoader, chooseUnits(release), removeIdentity].map(
      (script) => `--chrooted-customize-hook=${script}`,
    ),
  ];
}

/** Before the guest's own sources replace Debian's. Recommended packages too, since Debian's apt installs them. */
const downloadArchive = `set -eu
mkdir ${archiveInRoot}
apt-get -q -y -o APT::Install-Recommends=true -o Dir::Cache::archives=${archiveInRoot} \\
  --download-only install ${archivePackages.join(" ")}
rm -r ${archiveInRoot}/partial ${archiveInRoot}/lock
`;

const writeFiles = `set -eu
${Object.entries(files)
  .map(([path, content]) => `mkdir -p "$(dirname ${path})"\ncat >${path} <<'END'\n${content}END\n`)
  .join("")}`;

function chooseUnits({ network }: GuestReleaseTraits): string {
  return `set -eu
systemctl enable ${network.service}
systemctl mask ${maskedUnits.join(" ")}
`;
}

/** Host keys and the seed of random numbers are every machine's own. */
const removeIdentity = `set -eu
rm -f /etc/ssh/ssh_host_* /var/lib/systemd/random-seed
`;
