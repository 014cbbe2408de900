import { crashKernelMiB } from "../crashkernel";
import type { Platform } from "../platform";
import { type KdumpDialect, releases } from "../releases";

/**
 * Fixed range lists, so that one customData is right for every VM size from 1 GiB up.
 *
 * Usable memory is a little below nominal, so each first range starts at 512M to catch a VM of 1 GiB, though no vendor
 * reserves anything there: a guest of 1 GiB was crashed with 256M and came back. No unit above G, because the kernels
 * of EL 6 and 7 refuse the whole list at a T (memparse learned it in Linux 3.17).
 */
export function defaultCrashKernel({ release, architecture }: Platform): string {
  const { dialect } = releases[release];
  if (dialect === "el6") return "384M";
  return byArchitecture[dialect === "kdump-tools" ? "debian" : "enterpriseLinux"][architecture];
}

const byArchitecture = {
  enterpriseLinux: {
    // At least every EL default; Microsoft LISA's 512M, 1G, 2G and 4G for large machines.
    x64: "512M-4G:256M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G",
    // EL 9's default of 320M and 576M, plus its 150M for mlx5, rounded up; covers EL 8's 448M, whose pages are 64k.
    arm64: "512M-2G:256M,2G-64G:512M,64G-:768M",
  },
  debian: {
    // Captures boot the whole root file system: the package's own 128M and 192M run out of memory.
    x64: "512M-2G:192M,2G-4G:320M,4G-1024G:512M,1024G-4096G:1G,4096G-8192G:2G,8192G-:4G",
    // The package's own ranges, which LISA leaves alone, said here because memory is reserved before it is installed;
    // below 2G LISA's 256M.
    arm64: "512M-2G:256M,2G-4G:320M,4G-32G:512M,32G-64G:1G,64G-128G:2G,128G-:4G",
  },
} as const;

/**
 * The least that a release's vendor counts on, by memory: its own default. Below its first range the vendor reserves
 * nothing. Ubuntu's 1G to 4G for 32 GiB and more are left at Microsoft LISA's 512M, with which it is tested there.
 */
export function vendorCrashKernel({ release, architecture }: Platform): string {
  const own = ownDefaults[release];
  if (architecture === "x64" && own !== undefined) return own;
  return vendorDefaults[releases[release].dialect][architecture];
}

/** MiB without which a capture kernel of this platform is not known to work; undefined where its memory is not known. */
export function leastReservationMiB(platform: Platform): number | undefined {
  if (platform.memoryMiB === undefined) return undefined;
  // With 96M Debian 12's capture kernel deadlocked on memory, with 128M it did not.
  return Math.max(128, crashKernelMiB(vendorCrashKernel(platform), platform.memoryMiB));
}

/** kdump-lib.sh of each EL release, for 4k pages; what `auto` comes to on EL 6 and 7 is not documented as a table. */
const vendorDefaults: Readonly<Record<KdumpDialect, Readonly<Record<Platform["architecture"], string>>>> = {
  el6: { x64: "2G-:128M", arm64: "2G-:448M" },
  el7: { x64: "2G-:160M", arm64: "2G-:448M" },
  el8: { x64: "1G-4G:160M,4G-64G:192M,64G-1024G:256M,1024G-:512M", arm64: "2G-:448M" },
  el9: { x64: "1G-4G:192M,4G-64G:256M,64G-:512M", arm64: "1G-4G:256M,4G-64G:320M,64G-:576M" },
  el10: { x64: "2G-64G:256M,64G-:512M", arm64: "2G-4G:256M,4G-64G:320M,64G-:576M" },
  "kdump-tools": {
    x64: "2G-4G:320M,4G-:512M",
    arm64: "2G-4G:320M,4G-32G:512M,32G-64G:1G,64G-128G:2G,128G-:4G",
  },
};

/** kdump-tools of Debian and of Ubuntu 20.04, before the ranges that Ubuntu has since 22.04. */
const ownDefaults: Readonly<Partial<Record<Platform["release"], string>>> = {
  "debian-11": "384M-:128M",
  "debian-12": "384M-:128M",
  "debian-13": "512M-:192M",
  "ubuntu-20.04": "512M-:192M",
};
