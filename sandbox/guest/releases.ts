/** What is different about a release when it is a guest of the local Azure. */
export interface GuestReleaseTraits {
  readonly title: string;
  /** Its name in Debian's archive. */
  readonly suite: string;
  /** What configures the network from what cloud-init renders: a service, and the packages it is in. */
  readonly network: { readonly service: string; readonly packages: readonly string[] };
}

const networkd = { service: "systemd-networkd", packages: [] };

// The cloud-init of Debian 11, 20.4, cannot render for systemd-networkd yet.
const ifupdown = { service: "networking", packages: ["ifupdown", "isc-dhcp-client"] };

/** Guests are made of Debian's own packages: no other distribution's root file system is in an archive apt can read. */
export const guestReleases = {
  "debian-11": { title: "Debian 11", suite: "bullseye", network: ifupdown },
  "debian-12": { title: "Debian 12", suite: "bookworm", network: networkd },
  "debian-13": { title: "Debian 13", suite: "trixie", network: networkd },
} as const satisfies Readonly<Record<string, GuestReleaseTraits>>;

export type GuestRelease = keyof typeof guestReleases;
