import type { Platform } from "../platform";
import type { ReleaseName } from "../releases";
import { anyText, imageText } from "./text";

/** os-release(5), which scripts source or search to tell distributions apart; undefined on EL 6, which has none. */
export function osRelease({ release }: Platform): string | undefined {
  const [distribution = "", version = ""] = release.split("-");
  if (version === "6") return undefined;
  const lines = [
    ...(names[release] ?? names[distribution] ?? []),
    `VERSION_ID="${version}${withMinor.has(distribution) ? `.${anyText}` : ""}"`,
    ...(["8", "9", "10"].includes(version) ? [`PLATFORM_ID="platform:el${version}"`] : []),
    ...codenameLines(release),
    // What they say changes with updates.
    ...["VERSION", "PRETTY_NAME"].map((key) => `${key}="${imageText}"`),
  ];
  return `${lines.join("\n")}\n`;
}

/** EL puts them into quotes, Debian and Ubuntu do not. */
const names: Readonly<Record<string, readonly string[]>> = {
  almalinux: ['NAME="AlmaLinux"', 'ID="almalinux"', 'ID_LIKE="rhel centos fedora"'],
  centos: ['NAME="CentOS Linux"', 'ID="centos"', 'ID_LIKE="rhel fedora"'],
  debian: ['NAME="Debian GNU/Linux"', "ID=debian"],
  oracle: ['NAME="Oracle Linux Server"', 'ID="ol"', 'ID_LIKE="fedora"'],
  rhel: ['NAME="Red Hat Enterprise Linux"', 'ID="rhel"', 'ID_LIKE="fedora"'],
  "rhel-7": ['NAME="Red Hat Enterprise Linux Server"', 'ID="rhel"', 'ID_LIKE="fedora"'],
  "rhel-10": ['NAME="Red Hat Enterprise Linux"', 'ID="rhel"', 'ID_LIKE="centos fedora"'],
  rocky: ['NAME="Rocky Linux"', 'ID="rocky"', 'ID_LIKE="rhel centos fedora"'],
  ubuntu: ['NAME="Ubuntu"', "ID=ubuntu", "ID_LIKE=debian"],
};

function codenameLines(release: ReleaseName): readonly string[] {
  const codename = codenames[release];
  if (codename === undefined) return [];
  return ["VERSION", ...(release.startsWith("ubuntu") ? ["UBUNTU"] : [])].map((key) => `${key}_CODENAME=${codename}`);
}

/** Of Debian and Ubuntu. */
export const codenames: Readonly<Partial<Record<ReleaseName, string>>> = {
  "debian-11": "bullseye",
  "debian-12": "bookworm",
  "debian-13": "trixie",
  "ubuntu-20.04": "focal",
  "ubuntu-22.04": "jammy",
  "ubuntu-24.04": "noble",
  "ubuntu-26.04": "resolute",
};

/** They name a minor release, which differs between images: no VERSION_ID is "9". */
const withMinor: ReadonlySet<string> = new Set(["almalinux", "oracle", "rhel", "rocky"]);
