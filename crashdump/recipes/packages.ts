import { type ReleaseName, releases } from "../releases";
import { put } from "./shell";

/** Shell that installs what the image lacks; a repository that cannot be reached is tried five times, then fails. */
export function installPackages(release: ReleaseName): string {
  const { packages, dialect } = releases[release];
  return installers[dialect](packages.join(" "));
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

const installers = {
  "kdump-tools": (packages: string) => `${retry}export DEBIAN_FRONTEND=noninteractive
if ! dpkg-query -W -f='\${Status}\\n' ${packages} 2>/dev/null | awk '/install ok installed/ { n++ } END { exit n != ${packages.split(" ").length} }'; then
  # Rebooting by kexec would keep the old command line, and with it the old reservation.
  echo 'kexec-tools kexec-tools/load_kexec boolean false' | debconf-set-selections
  retry apt-get -q update
  retry apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends ${packages}
fi
`,
  // EL 7 is end of life: its own repository files point nowhere, its packages are in the vault.
  el7: (packages: string) => `${retry}if ! rpm -q ${packages} >/dev/null 2>&1; then
${put({ path: "/etc/yum.repos.d/azure-kdump-vault.repo", content: vault, mode: "0644" })}  retry yum -q -y --disablerepo='*' --enablerepo='azure-kdump-*' install ${packages}
fi
`,
  el9: (packages: string) => `${retry}if ! rpm -q ${packages} >/dev/null 2>&1; then
  retry dnf -q -y install ${packages}
fi
`,
} as const;

const vault = ["os", "updates"]
  .map(
    (name) => `[azure-kdump-${name}]
name=CentOS 7.9.2009 ${name}, from the vault
baseurl=https://vault.centos.org/7.9.2009/${name}/x86_64/
enabled=0
gpgcheck=1
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7
`,
  )
  .join("");
