/** A release whose guest image can be built from the Debian archive. */
export type GuestRelease = "debian-11" | "debian-12" | "debian-13";
