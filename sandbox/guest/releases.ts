/** What is different about a release when it is a guest of the local Azure. */
export interface GuestReleaseTraits {
  readonly title: string;
  /** Its name in Debian's archive. */
  readonly suite: string;
  /** Which parts of it: the release itself, and what follows its name in the names of others. */
  readonly parts: readonly string[];
  /** What configures the network from what cloud-init renders: a service, and the packages it is in. */
  readonly network: { readonly service: string; readonly packages: readonly string[] };
}

const networkd = { service: "systemd-networkd", packages: [] };

const supported = ["", "-updates", "-security"];

// Past its end of life, packages that the security archive still names are gone from it, the kernel's among them.
const endOfLife = [""];

// The cloud-init of Debian 11, 20.4, cannot render for systemd-networkd yet.
const ifupdown = { service: "networking", packages: ["ifupdown", "isc-dhcp-client"] };

/** Guests are made of Debian's own packages: no other distribution's root file system is in an archive apt can read. */
export const guestReleases = {
  "debian-11": { title: "Debian 11", suite: "bullseye", parts: endOfLife, network: ifupdown },
  "debian-12": { title: "Debian 12", suite: "bookworm", parts: supported, network: networkd },
  "debian-13": { title: "Debian 13", suite: "trixie", parts: supported, network: networkd },
} as const satisfies Readonly<Record<string, GuestReleaseTraits>>;

export type GuestRelease = keyof typeof guestReleases;
