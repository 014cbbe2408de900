import { type ReleaseName, releases } from "../releases";
import { put } from "./shell";

/** Shell that installs what the image lacks; a repository that cannot be reached is tried five times, then fails. */
export function installPackages(release: ReleaseName): string {
  const { packages, dialect } = releases[release];
  if (dialect === "kdump-tools") return retry + debianPackages(packages);
  return retry + rpmPackages(packages, install[dialect], vaults[release]);
}

const retry = `retry() {
  tries=1
  until "$@"; do
    [ $tries -lt 5 ] || return 1
    tries=$((tries + 1))
    sleep 15
  done
}
`;

function debianPackages(packages: readonly string[]): string {
  const names = packages.join(" ");
  return `export DEBIAN_FRONTEND=noninteractive
if ! dpkg-query -W -f='\${Status}\\n' ${names} 2>/dev/null | awk '/install ok installed/ { n++ } END { exit n != ${packages.length} }'; then
  # Rebooting by kexec would keep the old command line, and with it the old reservation.
  echo 'kexec-tools kexec-tools/load_kexec boolean false' | debconf-set-selections
  # Both, because the first one succeeds without any answer, and the second one then knows no package.
  install() {
    apt-get -q update
    apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends ${names}
  }
  retry install
fi
`;
}

const install = { el6: "yum", el7: "yum", el8: "dnf", el9: "dnf", el10: "dnf" } as const;

function rpmPackages(packages: readonly string[], program: "yum" | "dnf", vault: Vault | undefined): string {
  const names = packages.join(" ");
  const repository = vault === undefined ? "" : put({ path: vaultPath, content: vaultFile(vault), mode: "0644" });
  const only = vault === undefined ? "" : " --disablerepo='*' --enablerepo='azure-kdump-*'";
  return `if ! rpm -q ${names} >/dev/null 2>&1; then
${repository}  retry ${program} -q -y${only} install ${names}
fi
`;
}

/** A release that is end of life: its own repository files point nowhere, its packages are in CentOS's vault. */
interface Vault {
  /** Last release, as the vault calls it. */
  readonly version: string;
  /** Repository → path below the version. */
  readonly repositories: Readonly<Record<string, string>>;
  readonly key: string;
}

const vaults: Readonly<Partial<Record<ReleaseName, Vault>>> = {
  "centos-6": {
    version: "6.10",
    repositories: { os: "os/x86_64", updates: "updates/x86_64" },
    key: "RPM-GPG-KEY-CentOS-6",
  },
  "centos-7": {
    version: "7.9.2009",
    repositories: { os: "os/x86_64", updates: "updates/x86_64" },
    key: "RPM-GPG-KEY-CentOS-7",
  },
  "centos-8": {
    version: "8.5.2111",
    repositories: { baseos: "BaseOS/x86_64/os" },
    key: "RPM-GPG-KEY-centosofficial",
  },
};

const vaultPath = "/etc/yum.repos.d/azure-kdump-vault.repo";

function vaultFile({ version, repositories, key }: Vault): string {
  return Object.entries(repositories)
    .map(
      ([name, folder]) => `[azure-kdump-${name}]
name=CentOS ${version} ${name}, from the vault
baseurl=https://vault.centos.org/${version}/${folder}/
enabled=0
gpgcheck=1
gpgkey=file:///etc/pki/rpm-gpg/${key}
`,
    )
    .join("");
}
